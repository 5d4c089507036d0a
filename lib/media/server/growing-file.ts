import "server-only";
import { type FileHandle, open } from "node:fs/promises";

const readBytes = 64 * 1024;

/** The bytes of a growing file as they come in, until the signal ends it. */
export type GrowingRead = (signal: AbortSignal) => AsyncIterable<Uint8Array>;

/** A file that is still being written, as those read it who do not want to wait for its end. */
export class GrowingFile {
  private readonly path: string;
  private readonly listeners = new Set<() => void>();
  private bytes = 0;
  private over = false;

  constructor(path: string) {
    this.path = path;
  }

  /** So many more bytes can be read. */
  grow(bytes: number): void {
    this.bytes += bytes;
    this.tell();
  }

  /** Nothing more comes. Where the file goes then is no matter to those who have it open. */
  end(): void {
    this.over = true;
    this.tell();
  }

  /**
   * Opens the file to be read: everything from the beginning on, as it comes in, until its end or the signal's. What is
   * opened has to be read, which closes it. Nothing when the file has gone to where whole ones are.
   */
  async open(): Promise<GrowingRead | undefined> {
    const file = await open(this.path).catch(() => undefined);
    return file && ((signal) => this.read(file, signal));
  }

  private async *read(file: FileHandle, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
    try {
      const buffer = Buffer.alloc(readBytes);
      let position = 0;
      while (!signal.aborted) {
        const { bytesRead } = await file.read(buffer, 0, readBytes, position);
        position += bytesRead;
        if (bytesRead > 0) yield Buffer.from(buffer.subarray(0, bytesRead));
        else if (this.over && position >= this.bytes) return;
        else await this.growth(position, signal);
      }
    } finally {
      await file.close();
    }
  }

  private growth(position: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const check = () => {
        if (!this.over && this.bytes <= position && !signal.aborted) return;
        this.listeners.delete(check);
        signal.removeEventListener("abort", check);
        resolve();
      };
      this.listeners.add(check);
      signal.addEventListener("abort", check);
      check();
    });
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
