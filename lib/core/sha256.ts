/**
 * The SHA-256 of bytes in lower-case hexadecimal. Browsers offer their own only on secure addresses; over plain http
 * in a private network a library counts, which is fetched then.
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = crypto as Partial<Crypto>;
  const digest = subtle
    ? new Uint8Array(await subtle.digest("SHA-256", bytes))
    : (await import("@noble/hashes/sha2.js")).sha256(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The id of a file, here and on the server: `blob_` and the SHA-256 of its bytes. */
export async function mediaIdOf(blob: Blob): Promise<string> {
  return `blob_${await sha256(new Uint8Array(await blob.arrayBuffer()))}`;
}
