import { ArchiveFailure } from "./failure";

async function sha256(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  // Browsers offer it on secure addresses alone.
  const { subtle } = crypto as Partial<Crypto>;
  if (!subtle) throw new ArchiveFailure("insecure-address");
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The id of a file in the history: `blob_` and the SHA-256 of its bytes. */
export async function mediaIdOf(blob: Blob): Promise<string> {
  return `blob_${await sha256(await blob.arrayBuffer())}`;
}

/** An id that the same names always give: what is imported again is known again. */
export async function stableId(...names: string[]): Promise<string> {
  const digest = await sha256(new TextEncoder().encode(JSON.stringify(names)));
  return `import_${digest.slice(0, 32)}`;
}
