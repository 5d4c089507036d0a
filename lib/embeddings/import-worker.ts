import { readVectors, type VectorsReading } from "./read-vectors";

/** Parquet by its first bytes; what reads it is fetched for it alone. */
async function read(bytes: Uint8Array<ArrayBuffer>): Promise<VectorsReading> {
  const isParquet = String.fromCharCode(...bytes.subarray(0, 4)) === "PAR1";
  return isParquet ? (await import("./parquet")).readParquet(bytes) : readVectors(bytes);
}

addEventListener("message", async ({ data: file }: MessageEvent<Blob>) => {
  try {
    const reading = await read(new Uint8Array(await file.arrayBuffer()));
    postMessage(reading, { transfer: reading.ok ? [reading.value.values.buffer] : [] });
  } catch {
    // It changed since it was chosen, or what reads it cannot be fetched now.
    postMessage({ ok: false, fault: "unread" } satisfies VectorsReading);
  }
});
