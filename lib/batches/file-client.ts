import type { FileReport } from "./check-file";
import type { Edit } from "./pieces";

/** What is known of models: whether they take batches. */
export type BatchModels = readonly (readonly [id: string, takes: boolean])[];

type CheckJob = { kind: "check"; file: Blob; model: string | undefined; batchModels: BatchModels };
export type FileJob = CheckJob | { kind: "mend"; file: Blob; ids: boolean } | { kind: "digest"; file: Blob };

type Told<Value> = { bytes: number } | { value: Value } | { broken: true };

export type WorkOptions = {
  signal: AbortSignal;
  /** How many bytes have been read. */
  onProgress?: (bytes: number) => void;
};

/**
 * Works on a file off the page's own thread, piece by piece. Rejects when the signal ends it, or when the file cannot
 * be read (any more).
 */
function work<Value>(job: FileJob, { signal, onProgress }: WorkOptions): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL("./file-worker.ts", import.meta.url), { type: "module" });
    const stop = () => {
      end();
      reject(signal.reason);
    };
    const end = () => {
      worker.terminate();
      signal.removeEventListener("abort", stop);
    };
    const fail = () => {
      end();
      reject(new Error("The file could not be read."));
    };
    signal.addEventListener("abort", stop);
    worker.addEventListener("error", fail);
    worker.addEventListener("message", ({ data }: MessageEvent<Told<Value>>) => {
      if ("bytes" in data) onProgress?.(data.bytes);
      else if ("broken" in data) fail();
      else {
        end();
        resolve(data.value);
      }
    });
    worker.postMessage(job);
  });
}

/** What is wrong with a file. `model` answers in place of those that it names. */
export const checkApart = (
  file: Blob,
  known: { model: string | undefined; batchModels: BatchModels },
  options: WorkOptions,
): Promise<FileReport> => work({ kind: "check", file, ...known }, options);

/** The changes that mend what needs nobody's judgement, ids only where they are meant. */
export const mendApart = (file: Blob, ids: boolean, options: WorkOptions): Promise<Edit[]> =>
  work({ kind: "mend", file, ids }, options);

/** The id of a file, as the server gives it: `blob_` and the SHA-256 of its bytes. */
export const digestApart = (file: Blob, options: WorkOptions): Promise<string> =>
  work({ kind: "digest", file }, options);
