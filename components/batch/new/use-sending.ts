"use client";

import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { BatchSettings } from "@/lib/batches/draft";
import { digestApart } from "@/lib/batches/file-client";
import { metadataOf } from "@/lib/batches/metadata";
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

const gatewayStatuses: readonly unknown[] = [502, 503, 504];

/** The server is being started anew, or a gateway before it says that it is not there. */
const isAway = ({ code, upstreamStatus }: AppError) =>
  code === "server-unreachable" ||
  code === "draining" ||
  (code === "internal" && gatewayStatuses.includes(upstreamStatus));

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
    if (!isAway(done.error)) throw new Refusal(done.error);
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

/**
 * What the server said against it; or this browser has no room for it or takes no record of it, or the file is not there any
 * more.
 */
type SendFailure = AppError | "full" | "unread" | "unkept";

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

type Sending = {
  progress: SendProgress | undefined;
  failure: SendFailure | undefined;
  /** How many times something was sent from this tab. */
  sent: number;
};

/** One for the tab, not for the form: what is on its way goes on while another page is looked at. */
const sendingStore = createStore<Sending>(() => ({ progress: undefined, failure: undefined, sent: 0 }));
let underWay: AbortController | undefined;

type SendRecords = (records: readonly CreationRecord[]) => Promise<boolean>;

async function sendFiles({ files, settings, madeOf }: Order, sendRecords: SendRecords): Promise<boolean> {
  if (underWay) return false;
  const end = new AbortController();
  underWay = end;
  sendingStore.setState({ failure: undefined });
  try {
    // First: the table may be gone from memory when the upload has ended on another page.
    const source = await madeOf();
    const inputs: CreationInput[] = [];
    for (const [at, { blob, name }] of files.entries()) {
      const first = { step: "reading", bytes: 0, total: blob.size, waiting: false } as const;
      const place = { file: at + 1, files: files.length };
      const tell = (some: Partial<SendProgress>) =>
        sendingStore.setState(({ progress }) => ({ progress: { ...first, ...progress, ...some, ...place } }));
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
    const kept = await sendRecords(newGroup(wishes));
    sendingStore.setState(({ sent }) => (kept ? { sent: sent + 1 } : { failure: "unkept" }));
    return kept;
  } catch (thrown) {
    if (!end.signal.aborted) sendingStore.setState({ failure: failureOf(thrown) });
    return false;
  } finally {
    underWay = undefined;
    sendingStore.setState({ progress: undefined });
  }
}

/** Uploads files, and sends each as a batch: all of one press are a group. */
export function useSendingFiles(sendRecords: SendRecords) {
  const sending = useStore(sendingStore);
  return {
    ...sending,
    /** `sent` as it is now, for who waited. */
    count: () => sendingStore.getState().sent,
    send: (order: Order) => sendFiles(order, sendRecords),
    cancel: () => underWay?.abort(),
  };
}
