import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { checkFile } from "./check-file";
import type { FileJob } from "./file-client";
import { mendFile } from "./mend-file";

const toldEveryMs = 100;

/** Says how far it is, but not with every line. */
function progressOf(): (bytes: number) => void {
  let toldAt = 0;
  return (bytes) => {
    const now = performance.now();
    if (now - toldAt < toldEveryMs) return;
    toldAt = now;
    postMessage({ bytes });
  };
}

/** The id of a file, piece by piece. */
async function digest(file: Blob, tell: (bytes: number) => void): Promise<string> {
  const hash = sha256.create();
  const reader = file.stream().getReader();
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    hash.update(value);
    bytes += value.length;
    tell(bytes);
  }
  return `blob_${bytesToHex(hash.digest())}`;
}

async function workOn(job: FileJob): Promise<unknown> {
  const tell = progressOf();
  if (job.kind === "digest") return digest(job.file, tell);
  if (job.kind === "mend") return mendFile(job.file, job.ids);
  const { file, model, batchModels } = job;
  const known = new Map(batchModels);
  return checkFile(file, { model, takesBatches: (id) => known.get(id) }, tell);
}

addEventListener("message", ({ data }: MessageEvent<FileJob>) => {
  workOn(data).then(
    (value) => postMessage({ value }),
    () => postMessage({ broken: true }),
  );
});
