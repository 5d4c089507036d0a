import { liveQuery } from "dexie";
import { AppFailure, appError } from "@/lib/core/app-error";
import { resultBlob } from "@/lib/creations/save-result";
import { loadGroup } from "@/lib/creations/store";
import type { CreationRecord } from "@/lib/history/creation-record";
import { mediaPath } from "@/lib/history/results";
import { soundOf } from "./take";

/** Which take of which press of the button. */
export type TakeAddress = { groupId: string; place: number };

const isOver = ({ output }: CreationRecord) => output.state !== "running";
/** Its bytes have begun to come. */
const isComing = (record: CreationRecord) => record.runId !== undefined && record.output.media !== undefined;

/** The parts of a take as they are stored, watched until they are as somebody waits for. */
function partsWhen<Found>(
  { groupId, place }: TakeAddress,
  signal: AbortSignal,
  find: (parts: readonly CreationRecord[]) => Found | undefined,
): Promise<Found> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      subscription.unsubscribe();
      signal.removeEventListener("abort", abort);
    };
    const abort = () => {
      stop();
      reject(signal.reason);
    };
    const subscription = liveQuery(() => loadGroup(groupId)).subscribe({
      next: (records) => {
        const found = find(records.filter((record) => record.place === place));
        if (found === undefined) return;
        queueMicrotask(stop);
        resolve(found);
      },
      error: reject,
    });
    signal.addEventListener("abort", abort);
  });
}

/** A part once there is something to hear, `whole` once all of it is there. Fails with why there never will be. */
async function partWhen(address: TakeAddress, part: number, whole: boolean, signal: AbortSignal) {
  const record = await partsWhen(address, signal, (parts) => {
    const found = parts[part];
    return found && (isOver(found) || soundOf(found) || (!whole && isComing(found))) ? found : undefined;
  });
  if (!soundOf(record) && isOver(record))
    throw new AppFailure(record.output.error ?? appError("run-interrupted"));
  return record;
}

const soundPath = (runId: string) => `/api/runs/${encodeURIComponent(runId)}/sound`;

/** How many parts a take has. */
export const partCount = (address: TakeAddress, signal: AbortSignal): Promise<number> =>
  partsWhen(address, signal, (parts) => parts.length);

/** Where an element finds a part: its live sound while it comes in, else the server's file. */
export async function partPath(
  address: TakeAddress,
  part: number,
  whole: boolean,
  signal: AbortSignal,
): Promise<string> {
  const record = await partWhen(address, part, whole, signal);
  const item = soundOf(record);
  return item || record.runId === undefined ? mediaPath(item?.mediaId ?? "") : soundPath(record.runId);
}

/** A part while it comes in; when that breaks off, or is over already, the rest of its file. */
async function* partBytes(
  address: TakeAddress,
  part: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const coming = await partWhen(address, part, false, signal);
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
  const item = soundOf(await partWhen(address, part, true, signal));
  const file = item && item.bytes > given ? await resultBlob(item.mediaId) : undefined;
  if (file) yield new Uint8Array(await file.slice(given).arrayBuffer());
}

/** The bytes of a take in the order in which they are heard, from the first that SiliconFlow sends. */
export async function* takeBytes(
  address: TakeAddress,
  signal: AbortSignal,
): AsyncGenerator<{ part: number; bytes: Uint8Array }> {
  const count = await partCount(address, signal);
  for (let part = 0; part < count; part += 1)
    for await (const bytes of partBytes(address, part, signal)) yield { part, bytes };
}
