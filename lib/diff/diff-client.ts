import type { DiffPart, DiffUnit } from "./word-diff";

/** Compares two texts in a worker of its own, so that long ones do not stop the page; `signal` ends it. */
export function diffTexts(
  { before, after, by = "word" }: { before: string; after: string; by?: DiffUnit | undefined },
  signal: AbortSignal,
): Promise<DiffPart[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./diff-worker.ts", import.meta.url), { type: "module" });
    const end = () => {
      worker.terminate();
      signal.removeEventListener("abort", end);
    };
    signal.addEventListener("abort", end);
    worker.addEventListener("message", ({ data }: MessageEvent<DiffPart[]>) => {
      end();
      resolve(data);
    });
    worker.addEventListener("error", () => {
      end();
      reject(new Error("The texts could not be compared."));
    });
    worker.postMessage({ before, after, by });
  });
}
