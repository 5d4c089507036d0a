import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const secretBytes = 32;

/** The secret of this data directory: made once, readable by its owner only. Throws what the disk says. */
function secretOf(file: string): Buffer {
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    // Refused where there is one: two that are made at once would be two secrets.
    writeFileSync(file, randomBytes(secretBytes).toString("hex"), { flag: "wx", mode: 0o600 });
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === "EEXIST")) throw thrown;
  }
  const secret = Buffer.from(readFileSync(file, "utf8").trim(), "hex");
  if (secret.length < secretBytes) throw new Error(`${path.basename(file)} holds no secret; delete it.`);
  return secret;
}

/** Addresses under which a saved file can be had without a key, until their day: nobody can make up another. */
export class MediaLinks {
  private readonly file: string;
  private readonly validForMs: number;
  private secret: Buffer | undefined;

  /** @param file where the secret is kept; it is made when it is first needed. */
  constructor(file: string, validForMs: number) {
    this.file = file;
    this.validForMs = validForMs;
  }

  /** The path of a file, with its signature. */
  pathOf(id: string, now = Date.now()): string {
    const expires = String(Math.floor((now + this.validForMs) / 1000));
    return `/v1/media/${id}?${new URLSearchParams({ expires, signature: this.sign(id, expires) })}`;
  }

  /** Whether a signature is this server's own, for this file and until a day that has not come. */
  isValid(id: string, query: URLSearchParams, now = Date.now()): boolean {
    const expires = query.get("expires") ?? "";
    const given = Buffer.from(query.get("signature") ?? "");
    const right = Buffer.from(this.sign(id, expires));
    const same = given.length === right.length && timingSafeEqual(given, right);
    return same && Number(expires) * 1000 > now;
  }

  private sign(id: string, expires: string): string {
    this.secret ??= secretOf(this.file);
    return createHmac("sha256", this.secret).update(`${id}\n${expires}`).digest("base64url");
  }
}
