import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { type AppError, type AppErrorCode, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { Blob, BlobStore } from "./blob-store";
import type { GrowingFile } from "./growing-file";
import type { MediaSource } from "./media-source";

const longestPauseMs = 30_000;

/** What may pass, and how often it is tried at most; without a number, for as long as the link lives. */
const passing: ReadonlyMap<AppErrorCode, number> = new Map([
  ["media-unavailable", Number.POSITIVE_INFINITY],
  ["storage-full", Number.POSITIVE_INFINITY],
  ["storage-unavailable", Number.POSITIVE_INFINITY],
  // An object store may need a moment until it has what was announced; a proxy may show a page instead.
  ["media-expired", 4],
  ["media-wrong-type", 4],
]);

/** One picture or clip to be saved. */
export type SaveRequest = {
  kind: "image" | "video";
  /** Where it is, asked anew for each attempt. Rejects with an AppFailure when that cannot be told. */
  address: (attempt: number) => Promise<string>;
  /** When the address dies, in epoch milliseconds. */
  expiresAt: number;
  signal: AbortSignal;
  /** Told of each failure that is followed by another attempt. */
  onRetry: (nextAttempt: number, error: AppError) => void;
};

/** Copies what SiliconFlow made into a store, before its link dies. */
export class MediaSaver {
  private readonly store: BlobStore;
  private readonly source: MediaSource;
  private readonly firstPauseMs: number;

  constructor(store: BlobStore, source: MediaSource, firstPauseMs = 1000) {
    this.store = store;
    this.source = source;
    this.firstPauseMs = firstPauseMs;
  }

  /** Whether there is room for anything: asked before something is paid for. */
  hasRoom(): Promise<boolean> {
    return this.store.hasRoom();
  }

  /** Saves one, trying again what may pass until its link is dead. */
  async save(request: SaveRequest): Promise<Result<Blob, AppError>> {
    const { expiresAt, signal, onRetry } = request;
    for (let attempt = 1; ; attempt++) {
      const saved = await this.attempt(request, attempt);
      if (saved.ok || signal.aborted || attempt >= (passing.get(saved.error.code) ?? 0)) return saved;
      const pauseMs = Math.min(this.firstPauseMs * 2 ** (attempt - 1), longestPauseMs);
      if (Date.now() + pauseMs > expiresAt) return saved;
      onRetry(attempt + 1, saved.error);
      try {
        await wait(pauseMs, undefined, { signal });
      } catch {
        return saved; // given up while waiting
      }
    }
  }

  /**
   * Keeps sound that comes in by itself; `onFile` gets it meanwhile, to be listened to. What had come when it breaks
   * off is kept too, beside the failure. Fails with `media-wrong-type` for what is no sound, unless it is raw.
   */
  async keep(
    content: AsyncIterable<Uint8Array>,
    { raw, onFile }: { raw: boolean; onFile: (file: GrowingFile) => void },
  ): Promise<{ saved: Blob | undefined; error: AppError | undefined }> {
    let broken: AppError | undefined;
    async function* untilBroken() {
      try {
        yield* content;
      } catch (thrown) {
        broken = thrown instanceof AppFailure ? thrown.error : appError("internal");
      }
    }
    try {
      const accepts = (type: string) => raw || type.startsWith("audio/");
      return { saved: await this.store.put(untilBroken(), { accepts, onFile }), error: broken };
    } catch (thrown) {
      const refused = thrown instanceof AppFailure ? thrown.error : appError("internal");
      // Nothing came: that is no mistake of whoever asked.
      const told = refused.code === "bad-request" ? appError("malformed-response") : refused;
      return { saved: undefined, error: broken ?? told };
    }
  }

  private async attempt(
    { kind, address, signal }: SaveRequest,
    attempt: number,
  ): Promise<Result<Blob, AppError>> {
    try {
      const content = this.source(await address(attempt), signal);
      return ok(
        await this.store.put(content, {
          accepts: (type) => type.startsWith(`${kind}/`) && !type.includes("svg"),
        }),
      );
    } catch (thrown) {
      return err(thrown instanceof AppFailure ? thrown.error : appError("internal"));
    }
  }
}
