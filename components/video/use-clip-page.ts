"use client";

import { type RefObject, useState } from "react";
import { useTranslations } from "use-intl";
import type { ShownResult } from "@/components/shared/creations/actions";
import { useAskedReuse } from "@/components/shared/creations/use-asked-reuse";
import { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { ClipActions } from "./clip-actions";
import type { VideoForm } from "./use-video-form";

const nameLength = 40;

/** The last frame of a clip as a picture; nothing where this browser cannot read it. */
async function lastFrameOf(mediaId: string): Promise<Blob | undefined> {
  const [{ resultBlob }, { frameOf }] = await Promise.all([
    import("@/lib/creations/save-result"),
    import("@/lib/creations/clip-frame"),
  ]);
  const clip = await resultBlob(mediaId);
  return clip && frameOf(clip, "last").catch(() => undefined);
}

/** What a person can do on the page for clips: send what the form holds, and go on from what was made. */
export function useClipPage(form: VideoForm, inputRef: RefObject<HTMLTextAreaElement | null>) {
  const t = useTranslations("video");
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const toForm = () => {
    inputRef.current?.focus();
    inputRef.current?.scrollIntoView({ block: "nearest" });
  };
  const reuse = ([record]: readonly CreationRecord[]) => {
    if (record) form.reuse(record);
    toForm();
  };
  const page = useCreationActions({ onReuse: reuse });
  useAskedReuse(reuse);
  const lastFrame = async ({ record, item }: ShownResult) => {
    setProblem(undefined);
    const frame = await lastFrameOf(item.mediaId);
    if (!frame) return setProblem(t("lastFrameFailed"));
    const name = t("lastFrameName", { prompt: record.prompt.slice(0, nameLength) });
    await form.inputs.add([{ file: frame, name }]);
    toForm();
  };
  const lookAgain = async (record: CreationRecord) => {
    const { lookAgainAt } = await import("@/lib/creations/look-again");
    await page.sendRecords(await lookAgainAt(record));
  };
  const actions: ClipActions = {
    ...page.actions,
    onLookAgain: (record) => void lookAgain(record),
    onLastFrame: (result) => void lastFrame(result),
    priceOf: form.priceOfModel,
  };
  /** What was sent leaves the box: pressed twice, it would cost twice. */
  const send = async () => {
    const wish = form.wish();
    if (!wish || sending) return;
    setSending(true);
    setProblem(undefined);
    // What sends could not be fetched.
    const sent = await page.send([wish]).catch(() => undefined);
    if (sent === undefined) setProblem(t("notSentNow"));
    if (sent) form.draft.change({ text: "" });
    setSending(false);
  };
  /** Puts a better prompt into the box; the one before can be brought back. */
  const replace = (text: string) => {
    const before = form.draft.text;
    form.draft.change({ text });
    page.offerUndo("promptReplaced", () => form.draft.change({ text: before }));
  };
  return { page, actions, sending, send, replace, problem };
}
