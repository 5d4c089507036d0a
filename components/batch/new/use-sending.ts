"use client";

import { useRef, useState } from "react";
import type { BatchSettings } from "@/lib/batches/draft";
import { digestApart } from "@/lib/batches/file-client";
import { batchWish } from "@/lib/batches/wishes";
import type { AppError } from "@/lib/core/app-error";
import { pause } from "@/lib/core/pause";
import { newGroup } from "@/lib/creations/creation";
import { uploadBatchFile } from "@/lib/files/upload-batch-file";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import { withRoom } from "@/lib/history/make-room";
import { putMedia } from "@/lib/history/media";
import { storageFailureOf } from "@/lib/history/storage-failure";

/** A file that is checked and fits into one batch. */
export type ReadyFile = { blob: Blob; name: string; model: string; lines: number };

export type SendProgress = {
  step: "reading" | "uploading" | "keeping";
  /** Which file, from 1, and of how many. */
  file: number;
  files: number;
  bytes: number;
  total: number;
  /** The server is not reached just now: it goes on by itself. */
  waiting: boolean;
};

type Order = {
  files: readonly ReadyFile[];
  settings: BatchSettings;
  /** The table behind the files. */
  madeOf: () => Promise<CreationInput | undefined>;
};

type Told = (some: Partial<SendProgress>) => void;

/** Uploads a file however often the connection breaks; a refusal ends it. */
async function uploadPatiently(blob: Blob, id: string, signal: AbortSignal, tell: Told): Promise<void> {
  for (let failures = 0; ; ) {
    const onProgress = (bytes: number) => {
      failures = 0;
      tell({ bytes, waiting: false });
    };
    // Without a network the piece under way would wait for a word that never comes.
    const cut = new AbortController();
    const lose = () => cut.abort();
    window.addEventListener("offline", lose);
    const either = AbortSignal.any([signal, cut.signal]);
    const done = await uploadBatchFile(id, { file: blob, signal: either, onProgress });
    window.removeEventListener("offline", lose);
    signal.throwIfAborted();
    if (done.ok) return;
    if (done.error.code !== "server-unreachable") throw new Refusal(done.error);
    failures += 1;
    tell({ waiting: true });
    await pause(failures, signal);
    signal.throwIfAborted();
  }
}

class Refusal extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.code);
    this.error = error;
  }
}

/** What the server said against it; or this browser has no room for it, or the file is not there any more. */
export type SendFailure = AppError | "full" | "unread";

function failureOf(thrown: unknown): SendFailure {
  if (thrown instanceof Refusal) return thrown.error;
  return storageFailureOf(thrown) === "full" ? "full" : "unread";
}

/** Brings a file to the server and into this browser's history. */
async function bring(blob: Blob, name: string, signal: AbortSignal, tell: Told): Promise<CreationInput> {
  tell({ step: "reading", bytes: 0, total: blob.size, waiting: false });
  const mediaId = await digestApart(blob, { signal, onProgress: (bytes) => tell({ bytes }) });
  tell({ step: "uploading", bytes: 0 });
  await uploadPatiently(blob, mediaId, signal, tell);
  tell({ step: "keeping" });
  const file = blob.slice(0, blob.size, "application/jsonl");
  await withRoom(() => putMedia(file, mediaId, name));
  signal.throwIfAborted();
  return { mediaId, name, type: file.type, bytes: file.size, width: 0, height: 0 };
}

function metadataOf({ description, metadata }: BatchSettings): Record<string, string> {
  const named = metadata.filter(({ name }) => name.trim() !== "");
  return {
    ...(description.trim() !== "" && { description: description.trim() }),
    ...Object.fromEntries(named.map(({ name, value }) => [name.trim(), value])),
  };
}

/** Uploads files, and sends each as a batch: all of one press are a group. */
export function useSendingFiles(sendRecords: (records: readonly CreationRecord[]) => Promise<boolean>) {
  const [progress, setProgress] = useState<SendProgress>();
  const [failure, setFailure] = useState<SendFailure>();
  const underWay = useRef<AbortController>(null);
  const send = async ({ files, settings, madeOf }: Order): Promise<boolean> => {
    if (underWay.current) return false;
    const end = new AbortController();
    underWay.current = end;
    setFailure(undefined);
    try {
      // First: the table may be gone from memory when the upload has ended on another page.
      const source = await madeOf();
      const inputs: CreationInput[] = [];
      for (const [at, { blob, name }] of files.entries()) {
        const tell = (some: Partial<SendProgress>) =>
          setProgress((before) => ({
            step: "reading",
            bytes: 0,
            total: blob.size,
            waiting: false,
            ...before,
            ...some,
            file: at + 1,
            files: files.length,
          }));
        inputs.push(await bring(blob, name, end.signal, tell));
      }
      const { mode, windowHours, replaceModel } = settings;
      const wishes = files.flatMap(({ model, name, lines }, at) => {
        const file = inputs[at];
        const completionWindow = `${windowHours}h`;
        const metadata = metadataOf(settings);
        return file
          ? [batchWish({ model, name, file, source, lines, mode, completionWindow, metadata, replaceModel })]
          : [];
      });
      return await sendRecords(newGroup(wishes));
    } catch (thrown) {
      if (!end.signal.aborted) setFailure(failureOf(thrown));
      return false;
    } finally {
      underWay.current = null;
      setProgress(undefined);
    }
  };
  return { progress, failure, send, cancel: () => underWay.current?.abort() };
}
