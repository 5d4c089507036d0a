import { liveQuery } from "dexie";
import { AppFailure, appError } from "@/lib/core/app-error";
import { resultBlob } from "@/lib/creations/save-result";
import { loadCreation } from "@/lib/creations/store";
import type { CreationRecord } from "@/lib/history/creation-record";
import { mediaPath } from "@/lib/history/media-path";
import { soundOf } from "./sound-of";

/** The requests whose sounds follow each other, by their ids, each as soon as it is known that it is next. */
export type SoundParts = (signal: AbortSignal) => AsyncIterable<string>;

const isOver = ({ output }: CreationRecord) => output.state !== "running";
/** Its bytes have begun to come. */
const isComing = (record: CreationRecord) => record.runId !== undefined && record.output.media !== undefined;

/** A stored request once it is as somebody waits for. Fails when it is gone. */
function recordWhen(
  id: string,
  signal: AbortSignal,
  isReady: (record: CreationRecord) => boolean,
): Promise<CreationRecord> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      subscription.unsubscribe();
      signal.removeEventListener("abort", abort);
    };
    const abort = () => {
      stop();
      reject(signal.reason);
    };
    const subscription = liveQuery(() => loadCreation(id)).subscribe({
      next: (record) => {
        if (record && !isReady(record)) return;
        queueMicrotask(stop);
        if (record) resolve(record);
        else reject(new AppFailure(appError("run-interrupted")));
      },
      error: reject,
    });
    signal.addEventListener("abort", abort);
  });
}

/** A part once there is something to hear, `whole` once all of it is there. Fails with why there never will be. */
async function partWhen(id: string, whole: boolean, signal: AbortSignal): Promise<CreationRecord> {
  const record = await recordWhen(
    id,
    signal,
    (found) => isOver(found) || soundOf(found) !== undefined || (!whole && isComing(found)),
  );
  if (!soundOf(record) && isOver(record))
    throw new AppFailure(record.output.error ?? appError("run-interrupted"));
  return record;
}

const soundPath = (runId: string) => `/api/runs/${encodeURIComponent(runId)}/sound`;

/** Where an element finds a part: its live sound while it comes in, else the server's file. */
export async function partPath(id: string, whole: boolean, signal: AbortSignal): Promise<string> {
  const record = await partWhen(id, whole, signal);
  const item = soundOf(record);
  return item || record.runId === undefined ? mediaPath(item?.mediaId ?? "") : soundPath(record.runId);
}

/** A part while it comes in; when that breaks off, or is over already, the rest of its file. */
async function* partBytes(id: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const coming = await partWhen(id, false, signal);
  let given = 0;
  if (!soundOf(coming) && coming.runId !== undefined) {
    const response = await fetch(soundPath(coming.runId), { signal }).catch(() => undefined);
    const reader = response?.ok ? response.body?.getReader() : undefined;
    for (;;) {
      const piece = await reader?.read().catch(() => undefined);
      if (!piece?.value) break;
      given += piece.value.length;
      yield piece.value;
    }
  }
  signal.throwIfAborted();
  const item = soundOf(await partWhen(id, true, signal));
  const file = item && item.bytes > given ? await resultBlob(item.mediaId) : undefined;
  if (file) yield new Uint8Array(await file.slice(given).arrayBuffer());
}

/** The bytes of all parts in the order in which they are heard, from the first that SiliconFlow sends. */
export async function* soundBytes(
  parts: SoundParts,
  signal: AbortSignal,
): AsyncGenerator<{ part: string; bytes: Uint8Array }> {
  for await (const part of parts(signal))
    for await (const bytes of partBytes(part, signal)) yield { part, bytes };
}
