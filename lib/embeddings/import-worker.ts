import { readVectors } from "./read-vectors";

addEventListener("message", async ({ data: file }: MessageEvent<Blob>) => {
  const reading = readVectors(new Uint8Array(await file.arrayBuffer()));
  postMessage(reading, { transfer: reading.ok ? [reading.value.values.buffer] : [] });
});
