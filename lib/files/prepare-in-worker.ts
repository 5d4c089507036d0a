import { type PreparedFile, preparedFileSchema } from "./prepared-file";

/** A decoder may stumble over odd bytes for ever. */
const patienceMs = 60_000;

/**
 * What can be kept and sent of a file, or why not. A worker for each file: what it takes to decode one is given
 * back at once.
 */
export function prepareInWorker(file: Blob): Promise<PreparedFile> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./prepare-worker.ts", import.meta.url), { type: "module" });
    const end = (answer: unknown) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(preparedFileSchema.safeParse(answer).data ?? { kind: "problem", problem: "unreadable" });
    };
    const timer = setTimeout(end, patienceMs);
    worker.addEventListener("message", (event) => end(event.data));
    worker.addEventListener("error", () => end(undefined));
    worker.postMessage(file);
  });
}
