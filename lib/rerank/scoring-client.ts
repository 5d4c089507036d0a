import type { JobName, Jobs } from "./scoring";

/** Has a worker of its own do a job, so that no mathematics stops the page. Rejects when it cannot be done; `signal` ends it. */
export function scoreApart<Name extends JobName>(
  job: Name,
  order: Jobs[Name]["order"],
  signal: AbortSignal,
): Promise<Jobs[Name]["answer"]> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const worker = new Worker(new URL("./scoring-worker.ts", import.meta.url), { type: "module" });
    const end = (then: () => void) => {
      worker.terminate();
      then();
    };
    worker.addEventListener("message", ({ data }: MessageEvent<{ answer: never } | { failed: string }>) =>
      end(() => ("failed" in data ? reject(new Error(data.failed)) : resolve(data.answer))),
    );
    worker.addEventListener("error", () => end(() => reject(new Error("The worker broke."))));
    signal.addEventListener("abort", () => end(() => reject(signal.reason)));
    worker.postMessage({ job, order });
  });
}
