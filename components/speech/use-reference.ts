"use client";

import { useState } from "react";
import type { Draft } from "@/components/shared/use-draft";
import type { CreationInput } from "@/lib/history/creation-record";
import type { Attachment } from "@/lib/history/record";

/** SiliconFlow takes recordings under this length. */
export const mostReferenceSeconds = 30;

export type ReferenceProblem = "noSound" | "tooLong" | "tooLarge" | "notKept";

/** Over this a recording of 30 seconds is none. */
const mostReferenceBytes = 20_000_000;

export const attachmentOfReference = ({ mediaId, name, type, bytes }: CreationInput): Attachment => ({
  kind: "audio",
  id: crypto.randomUUID(),
  name,
  source: { kind: "media", mediaId, type, bytes },
});

/** The length of a sound in seconds; nothing for what this browser cannot decode. */
async function secondsOf(file: Blob): Promise<number | undefined> {
  const context = new OfflineAudioContext(1, 1, 8000);
  const sound = await context.decodeAudioData(await file.arrayBuffer()).catch(() => undefined);
  return sound?.duration;
}

async function readReference(file: File): Promise<Attachment | ReferenceProblem> {
  if (file.size > mostReferenceBytes) return "tooLarge";
  const [{ prepareInWorker }, { shelveMedia }] = await Promise.all([
    import("@/lib/files/prepare-in-worker"),
    import("@/lib/files/media-shelf"),
  ]);
  const prepared = await prepareInWorker(file);
  if (prepared.kind !== "audio") return "noSound";
  const { mediaId, blob } = prepared;
  const seconds = await secondsOf(blob);
  if (seconds === undefined) return "noSound";
  if (seconds >= mostReferenceSeconds) return "tooLong";
  if (!(await shelveMedia({ id: mediaId, blob, name: file.name, temporary: false }))) return "notKept";
  const source = { kind: "media" as const, mediaId, type: blob.type, bytes: blob.size };
  return { kind: "audio", id: crypto.randomUUID(), name: file.name, source, seconds };
}

type DraftInUse = Pick<Draft, "attachments"> & { change: (changed: Partial<Draft>) => void };

/** The one recording to speak like, kept with the draft. */
export function useReference({ attachments, change }: DraftInUse) {
  const [problem, setProblem] = useState<ReferenceProblem>();
  const [reading, setReading] = useState(false);
  const kept = attachments.find((attachment) => attachment.kind === "audio");
  const source = kept?.source.kind === "media" ? kept.source : undefined;
  const input: CreationInput | undefined = kept &&
    source && { ...source, name: kept.name, width: 0, height: 0 };
  const add = async (file: File) => {
    setReading(true);
    setProblem(undefined);
    const read = await readReference(file).catch((): ReferenceProblem => "notKept");
    if (typeof read === "string") setProblem(read);
    else change({ attachments: [read] });
    setReading(false);
  };
  return {
    kept,
    input,
    problem,
    reading,
    add: (file: File) => void add(file),
    remove: () => change({ attachments: [] }),
  };
}
