"use client";

import { useState } from "react";
import type { Draft } from "@/components/shared/use-draft";
import { randomUuid } from "@/lib/core/random-uuid";
import type { CreationInput } from "@/lib/history/creation-record";
import type { Attachment } from "@/lib/history/record";

/** SiliconFlow takes recordings under this length. */
export const mostReferenceSeconds = 30;

export type ReferenceProblem = "noSound" | "tooLong" | "tooLarge" | "notKept";

/** Over this a recording of 30 seconds is none. */
const mostReferenceBytes = 20_000_000;

export const attachmentOfReference = ({ mediaId, name, type, bytes }: CreationInput): Attachment => ({
  kind: "audio",
  id: randomUuid(),
  name,
  source: { kind: "media", mediaId, type, bytes },
});

/** SiliconFlow takes these as they are; what a browser records or a phone sends becomes WAV. */
const sendable = new Set(["audio/mpeg", "audio/wav", "audio/ogg"]);

type Prepared = { mediaId: string; blob: Blob; seconds: number };

/** A file as it can be sent, with its length; recorders also write video files. */
async function prepareReference(file: Blob): Promise<Prepared | ReferenceProblem> {
  const [{ prepareInWorker }, { openClip }] = await Promise.all([
    import("@/lib/files/prepare-in-worker"),
    import("@/lib/voices/open-clip"),
  ]);
  const prepared = await prepareInWorker(file);
  if (prepared.kind !== "audio" && prepared.kind !== "video") return "noSound";
  const opened = await openClip(prepared.blob);
  if (!opened.ok) return opened.error === "farTooLong" ? "tooLong" : "noSound";
  const { frames, cut, close } = opened.value;
  try {
    const { seconds } = frames;
    if (seconds >= mostReferenceSeconds) return "tooLong";
    if (sendable.has(prepared.blob.type)) return { ...prepared, seconds };
    const wav = await prepareInWorker(await cut({ from: 0, to: seconds }));
    return wav.kind === "audio" ? { ...wav, seconds } : "noSound";
  } finally {
    close();
  }
}

async function readReference(file: File): Promise<Attachment | ReferenceProblem> {
  if (file.size > mostReferenceBytes) return "tooLarge";
  const prepared = await prepareReference(file);
  if (typeof prepared === "string") return prepared;
  const { mediaId, blob, seconds } = prepared;
  const { shelveMedia } = await import("@/lib/files/media-shelf");
  if (!(await shelveMedia({ id: mediaId, blob, name: file.name, temporary: false }))) return "notKept";
  const source = { kind: "media" as const, mediaId, type: blob.type, bytes: blob.size };
  return { kind: "audio", id: randomUuid(), name: file.name, source, seconds };
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
  /** Whether it is kept now. */
  const add = async (file: File): Promise<boolean> => {
    setReading(true);
    setProblem(undefined);
    const read = await readReference(file).catch((): ReferenceProblem => "notKept");
    if (typeof read === "string") setProblem(read);
    else change({ attachments: [read] });
    setReading(false);
    return typeof read !== "string";
  };
  return {
    kept,
    input,
    problem,
    reading,
    add,
    remove: () => change({ attachments: [] }),
  };
}
