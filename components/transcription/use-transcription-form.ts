"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useStore } from "zustand";
import { useDraft } from "@/components/shared/use-draft";
import { randomUuid } from "@/lib/core/random-uuid";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { Attachment } from "@/lib/history/record";
import { chosenModels } from "@/lib/models/chosen-models";
import { modelQueries } from "@/lib/models/model-queries";
import type { CheckedFile, FileProblem } from "@/lib/transcription/check-file";
import { createTranscriptionSettings, mostModels } from "@/lib/transcription/settings";
import { whenOnline } from "@/lib/ui/when-online";

const draftKey = "transcription";

/** A file that is being read. */
type Reading = { id: string; name: string };
/** One that is not sent, and why. */
export type Refused = { id: string; name: string; problem: FileProblem };

function useChosenModels() {
  const [store] = useState(createTranscriptionSettings);
  useEffect(() => {
    void store.persist.rehydrate();
  }, [store]);
  const chosen = useStore(store, ({ models }) => models);
  return { chosen, choose: (models: readonly string[]) => store.setState({ models: [...models] }) };
}

/** What is to be written down and by whom. The recordings are kept until they are sent, also across a reload. */
export function useTranscriptionForm() {
  const t = useTranslations("transcription");
  const list = useQuery(modelQueries.transcription());
  const { chosen, choose } = useChosenModels();
  const recordings = useRecordings();
  const listed = list.data?.models ?? [];
  const known = chosen.flatMap((id) => listed.find((model) => model.id === id) ?? []);
  const models = known.length > 0 ? known : listed.slice(0, 1);
  const ids = models.map(({ id }) => id);
  const { staged, reading } = recordings;
  const blocked =
    (models.length === 0 && t("noModels")) ||
    (reading.length > 0 && t("waitForReading")) ||
    (staged.length === 0 && t("noRecording")) ||
    undefined;
  return {
    ...recordings,
    list,
    listed,
    models,
    free: models.every(({ free }) => free === true),
    requests: staged.length * models.length,
    blocked,
    ...chosenModels({ chosen: ids, listed: listed.map(({ id }) => id), most: mostModels, choose }),
    chooseOnly: (id: string) => choose([id]),
    /** Puts a recording and its models into the form again. */
    reuse: async (records: readonly CreationRecord[]) => {
      const { attachmentOf } = await whenOnline(() => import("@/lib/transcription/wishes"));
      recordings.stage(attachmentOf(records[0] ?? { inputs: [] }));
      choose([...new Set(records.map(({ model }) => model))].slice(0, mostModels));
    },
  };
}

export type TranscriptionForm = ReturnType<typeof useTranscriptionForm>;

/** The recordings in the form. */
function useRecordings() {
  const { attachments: staged, change } = useDraft(draftKey, "");
  const [reading, setReading] = useState<readonly Reading[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [arrived, setArrived] = useState<readonly Attachment[]>([]);
  const stage = (more: readonly Attachment[]) => setArrived((known) => [...known, ...more]);
  // Several are read one after the other: each is added to what the draft holds then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft's `change` is new with every render
  useEffect(() => {
    if (arrived.length === 0) return;
    const ids = new Set(staged.map(mediaIdOf));
    const fresh = arrived.filter((one, at) => !ids.has(mediaIdOf(one)) && firstOf(arrived, one) === at);
    if (fresh.length > 0) change({ attachments: [...staged, ...fresh] });
    setArrived([]);
  }, [arrived, staged]);
  const read = async (file: Blob, name: string, seconds?: number): Promise<boolean> => {
    const id = randomUuid();
    setReading((known) => [...known, { id, name }]);
    setRefused((known) => known.filter((one) => one.name !== name));
    const checked = await check(file, name, seconds);
    if (checked.ok) stage([checked.attachment]);
    else setRefused((known) => [...known, { id, name, problem: checked.problem }]);
    setReading((known) => known.filter((one) => one.id !== id));
    return checked.ok;
  };
  return {
    staged,
    reading,
    refused,
    stage,
    /** Whether it can be sent, and so is kept in the form. */
    addRecording: read,
    addFiles: async (files: readonly File[]) => {
      setRefused([]);
      for (const file of files) await read(file, file.name);
    },
    forgetRefused: (id: string) => setRefused((known) => known.filter((one) => one.id !== id)),
    remove: (id: string) => change({ attachments: staged.filter((one) => one.id !== id) }),
    /** They are sent. */
    clear: () => {
      change({ attachments: [] });
      setRefused([]);
    },
  };
}

async function check(file: Blob, name: string, seconds: number | undefined): Promise<CheckedFile> {
  try {
    const { checkFile } = await import("@/lib/transcription/check-file");
    return await checkFile(file, name, seconds);
  } catch {
    return { ok: false, problem: { kind: "notRead" } };
  }
}

const mediaIdOf = (attachment: Attachment) =>
  attachment.kind !== "text" && attachment.source.kind === "media"
    ? attachment.source.mediaId
    : attachment.id;

const firstOf = (all: readonly Attachment[], one: Attachment) =>
  all.findIndex((other) => mediaIdOf(other) === mediaIdOf(one));
