import type { ErrorRates } from "./error-rate";

/** Works out error rates in a worker of its own, so that an hour of words does not stop the page; `signal` ends it. */
export function ratesInWorker(reference: string, heard: string, signal: AbortSignal): Promise<ErrorRates> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./error-rate-worker.ts", import.meta.url), { type: "module" });
    const end = () => {
      worker.terminate();
      signal.removeEventListener("abort", end);
    };
    signal.addEventListener("abort", end);
    worker.addEventListener("message", ({ data }: MessageEvent<ErrorRates>) => {
      end();
      resolve(data);
    });
    worker.addEventListener("error", () => {
      end();
      reject(new Error("The error rate could not be worked out."));
    });
    worker.postMessage({ reference, heard });
  });
}
