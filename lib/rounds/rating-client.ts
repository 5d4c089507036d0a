import type { RatingGroup } from "./rating";
import type { VoteRecord } from "./vote-record";

/** Rates in a worker of its own, since drawing the votes again takes its time; `signal` ends it. */
export function rate(votes: readonly VoteRecord[], signal: AbortSignal): Promise<RatingGroup[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./rating-worker.ts", import.meta.url), { type: "module" });
    const end = () => {
      worker.terminate();
      signal.removeEventListener("abort", end);
    };
    signal.addEventListener("abort", end);
    worker.addEventListener("message", ({ data }: MessageEvent<RatingGroup[]>) => {
      end();
      resolve(data);
    });
    worker.addEventListener("error", () => {
      end();
      reject(new Error("The votes could not be rated."));
    });
    worker.postMessage(votes);
  });
}
