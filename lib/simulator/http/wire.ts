import type { ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createBrotliCompress, createDeflate, createGzip } from "node:zlib";
import { sleep } from "@/lib/simulator/http/pacer";
import type { Headers } from "@/lib/simulator/http/reply";
import type { LoggedRequest } from "@/lib/simulator/request-log";

/** What may go wrong between a finished answer and the socket. */
export type WireFaults = {
  headersDelayMs: number;
  bodyDelayMs: number;
  /** The body is this many bytes long, then the socket is destroyed. */
  cutAtByte: number | null;
  /** After this many bytes of body nothing more comes. */
  stallAtByte: number | null;
  /** The body is written in pieces of this many bytes, each its own chunk. */
  chunkBytes: number | null;
  /** The wait before each of these pieces. */
  chunkDelayMs: number;
  encoding: "gzip" | "br" | "deflate" | null;
  contentType: string | null;
};

export const noWireFaults: WireFaults = {
  headersDelayMs: 0,
  bodyDelayMs: 0,
  cutAtByte: null,
  stallAtByte: null,
  chunkBytes: null,
  chunkDelayMs: 0,
  encoding: null,
  contentType: null,
};

const compressors = { gzip: createGzip, br: createBrotliCompress, deflate: createDeflate };

type WireParts = {
  response: ServerResponse;
  faults: WireFaults;
  entry: LoggedRequest;
  now: () => number;
  /** Told after the entry of the log has changed. */
  changed: () => void;
};

/**
 * Writes one response: waits when the reader is slow, stops when it has left, and does what the faults say.
 * Every method answers whether the client is still there; nothing throws when it is not.
 */
export class Wire {
  readonly #response: ServerResponse;
  readonly #faults: WireFaults;
  readonly #entry: LoggedRequest;
  readonly #now: () => number;
  readonly #changed: () => void;
  readonly #abort = new AbortController();
  readonly #squeezed: Buffer[] = [];
  readonly #compressor;
  #destroyed = false;

  constructor({ response, faults, entry, now, changed }: WireParts) {
    this.#response = response;
    this.#faults = faults;
    this.#entry = entry;
    this.#now = now;
    this.#changed = changed;
    this.#compressor = faults.encoding === null ? null : compressors[faults.encoding]();
    this.#compressor?.on("data", (piece: Buffer) => this.#squeezed.push(piece));
    if (response.closed) this.#closed();
    else response.on("close", () => this.#closed());
  }

  /** Aborted as soon as the client has left or the socket was destroyed. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get alive(): boolean {
    return !this.#abort.signal.aborted;
  }

  async open(status: number, contentType: string, headers: Headers): Promise<boolean> {
    await sleep(this.#faults.headersDelayMs, this.signal);
    if (!this.alive) return false;
    this.#entry.status = status;
    const { "content-length": length, ...others } = headers;
    this.#response.writeHead(status, {
      "content-type": this.#faults.contentType ?? contentType,
      ...others,
      ...(length === undefined || this.#faults.encoding !== null ? {} : { "content-length": length }),
      ...(this.#faults.encoding === null ? {} : { "content-encoding": this.#faults.encoding }),
    });
    this.#response.flushHeaders();
    await sleep(this.#faults.bodyDelayMs, this.signal);
    return this.alive;
  }

  async write(data: string | Buffer): Promise<boolean> {
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    return this.#send(this.#compressor === null ? bytes : await this.#compress(bytes));
  }

  async end(): Promise<void> {
    if (this.#compressor !== null && this.alive) await this.#send(await this.#finishCompression());
    if (this.alive) this.#response.end();
  }

  /** Ends the socket without ending the body. What was written before goes out first. */
  async destroy(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.signal.addEventListener("abort", () => resolve(), { once: true });
      this.#response.write("", () => resolve());
    });
    await nextTurn();
    this.#destroyed = true;
    this.#response.destroy();
    this.#abort.abort();
  }

  /** Ends the socket before anything was written. */
  drop(): void {
    this.#destroyed = true;
    this.#response.destroy();
    this.#abort.abort();
  }

  #closed(): void {
    this.#entry.endedAt = this.#now();
    if (!this.#response.writableFinished && !this.#destroyed)
      this.#entry.closedByClient = this.#entry.endedAt;
    this.#abort.abort();
    this.#changed();
  }

  async #send(bytes: Buffer): Promise<boolean> {
    const { cutAtByte, stallAtByte, chunkBytes, chunkDelayMs } = this.#faults;
    const limit = Math.min(cutAtByte ?? Number.POSITIVE_INFINITY, stallAtByte ?? Number.POSITIVE_INFINITY);
    const room = Math.max(0, limit - this.#entry.bytes);
    const allowed = bytes.length < room ? bytes : bytes.subarray(0, room);
    const step = chunkBytes ?? Math.max(1, allowed.length);
    for (let at = 0; at < allowed.length && this.alive; at += step) {
      await sleep(chunkDelayMs, this.signal);
      await this.#sendPiece(allowed.subarray(at, at + step));
    }
    if (bytes.length >= room && this.alive) {
      if (cutAtByte !== null && this.#entry.bytes >= cutAtByte) await this.destroy();
      else await sleep(null, this.signal);
    }
    return this.alive;
  }

  async #sendPiece(piece: Buffer): Promise<void> {
    this.#entry.bytes += piece.length;
    if (this.#entry.firstByteAt === null) {
      this.#entry.firstByteAt = this.#now();
      this.#changed();
    }
    if (this.#response.write(piece)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#response.off("drain", done);
        this.signal.removeEventListener("abort", done);
        resolve();
      };
      this.#response.once("drain", done);
      this.signal.addEventListener("abort", done, { once: true });
    });
  }

  async #compress(bytes: Buffer): Promise<Buffer> {
    const compressor = this.#compressor;
    if (compressor === null) return bytes;
    await new Promise<void>((resolve) => {
      compressor.write(bytes);
      compressor.flush(() => resolve());
    });
    await nextTurn();
    return Buffer.concat(this.#squeezed.splice(0));
  }

  async #finishCompression(): Promise<Buffer> {
    const compressor = this.#compressor;
    if (compressor !== null) {
      await new Promise<void>((resolve) => {
        compressor.once("end", () => resolve());
        compressor.end();
      });
    }
    return Buffer.concat(this.#squeezed.splice(0));
  }
}
