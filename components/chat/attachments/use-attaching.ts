"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { useDraft } from "@/components/shared/use-draft";
import { useFilesFromOutside } from "@/components/shared/use-files-from-outside";
import { attachmentsSent, lackedAbilities } from "@/lib/chat/attachments/abilities";
import { randomUuid } from "@/lib/core/random-uuid";
import type { FileProblem } from "@/lib/files/file-problem";
import { forgetUploads } from "@/lib/files/upload-media";
import type { Attachment, MessageRecord } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";

export type RefusedFile = { id: string; name: string; problem: FileProblem };

/** What is open over the page: the camera, the field for an address, the choice of a PDF's pages. */
export type AttachDialog = { kind: "camera" } | { kind: "address" } | { kind: "pdf"; id: string };

type Parts = {
  /** A text with a gap takes nothing along. */
  enabled: boolean;
  temporary: boolean;
  draft: ReturnType<typeof useDraft>;
  path: readonly MessageRecord[];
  model: ModelSummary | undefined;
};

const none: readonly Attachment[] = [];

/** What is attached to the message that is being written: by file, by paste, by drop, by camera, by address. */
export function useAttaching({ enabled, temporary, draft, path, model }: Parts) {
  const t = useTranslations("attachments");
  const [pending, setPending] = useState<readonly { id: string; name: string }[]>([]);
  const [refused, setRefused] = useState<readonly RefusedFile[]>([]);
  const [dialog, setDialog] = useState<AttachDialog>();
  const [dragging, setDragging] = useState(false);
  const attachments = enabled ? draft.attachments : none;
  // Several files may be ready before the page is painted again.
  const latest = useRef(attachments);
  latest.current = attachments;

  const set = (next: readonly Attachment[]) => {
    latest.current = next;
    draft.change({ attachments: next });
  };
  const add = (added: Attachment) => {
    set([...latest.current, added]);
    if (added.kind === "pdf" && model && !model.traits.readsPdf) setDialog({ kind: "pdf", id: added.id });
  };
  const addFiles = async (files: Iterable<File>) => {
    const waiting = [...files].map((file) => ({ id: randomUuid(), name: file.name, file }));
    setRefused([]);
    setPending((known) => [...known, ...waiting]);
    for (const { id, name, file } of waiting) {
      const added = await prepared(file, name, temporary);
      setPending((known) => known.filter((other) => other.id !== id));
      if (added.ok) add(added.value);
      else setRefused((known) => [...known, { id, name, problem: added.error }]);
    }
  };

  useFilesFromOutside(enabled, setDragging, (files) => void addFiles(files));

  const last = path.at(-1);
  const lost = last?.role === "assistant" && last.output.error?.code === "blob-missing";
  useEffect(() => {
    if (lost) forgetUploads();
  }, [lost]);

  const sent = enabled ? attachmentsSent(path, attachments) : none;
  const lacked = model && sent.length > 0 ? lackedAbilities(sent, model) : [];
  const lacksAny = lacked.length > 0 && t("lacksShort");
  return {
    attachments,
    /** The earlier messages' attachments too: they go along again. */
    sent,
    lacked,
    pending,
    refused,
    dialog,
    dragging,
    /** There is something to show above the box. */
    busy: attachments.length + pending.length + refused.length + lacked.length > 0 || dialog !== undefined,
    /** There is something whose tokens are worth counting. */
    counts: enabled && (draft.text !== "" || attachments.length > 0),
    /** Why the message cannot be sent yet. */
    blocked: (pending.length > 0 && t("waitForFiles")) || lacksAny || undefined,
    add,
    addFiles,
    openDialog: setDialog,
    change: (changed: Attachment) =>
      set(latest.current.map((known) => (known.id === changed.id ? changed : known))),
    /** Puts others in the place of one. */
    replace: (id: string, others: readonly Attachment[]) =>
      set(latest.current.flatMap((known) => (known.id === id ? others : [known]))),
    dismiss: () => setRefused([]),
  };
}

export type Attaching = ReturnType<typeof useAttaching>;

/** The code that reads files is fetched with the first one. */
async function prepared(file: File, name: string, temporary: boolean) {
  try {
    const { addFile } = await import("@/lib/chat/attachments/add-file");
    return await addFile(file, name, temporary);
  } catch {
    return { ok: false as const, error: "unreadable" as const };
  }
}
