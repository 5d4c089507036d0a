import { mostBytes, type RowFormat, type RowsReading } from "./row-formats";

/** Reads prompts in a worker of its own, so that a large table does not stop the page. */
export async function readRowsApart(source: Blob | string, format?: RowFormat): Promise<RowsReading> {
  if (typeof source !== "string" && source.size > mostBytes) return { ok: false, error: "too-large" };
  const content = typeof source === "string" ? source : new Uint8Array(await source.arrayBuffer());
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./rows-worker.ts", import.meta.url), { type: "module" });
    const end = (reading: RowsReading) => {
      worker.terminate();
      resolve(reading);
    };
    worker.addEventListener("message", ({ data }: MessageEvent<RowsReading>) => end(data));
    worker.addEventListener("error", () => end({ ok: false, error: "not-text" }));
    worker.postMessage({ source: content, format });
  });
}
