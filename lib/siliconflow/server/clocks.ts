import "server-only";
import { type AppErrorCode, AppFailure, appError } from "@/lib/core/app-error";

/** How long each phase of an upstream call may take, in milliseconds. */
export type ClockSettings = {
  connectTimeoutMs: number;
  firstByteTimeoutMs: number;
  idleTimeoutMs: number;
  totalTimeoutMs: number;
};

type Abortable = { abort: (reason: unknown) => void };

/**
 * The clocks of one upstream call after its connection stands: first byte, idle and whole duration.
 * When one runs out the call is aborted with an AppFailure that names it; when the caller leaves, with the caller's reason.
 * The idle clock rests while the consumer is slow (`pause`), so that a stalled reader is not mistaken for a stalled upstream.
 */
export class UpstreamClocks {
  private readonly call: Abortable;
  private readonly caller: AbortSignal;
  private readonly total: NodeJS.Timeout;
  private firstByte: NodeJS.Timeout | undefined;
  private idle: NodeJS.Timeout | undefined;
  private resting = false;
  private awaitedSince = 0;
  private readonly settings: ClockSettings;

  constructor(settings: ClockSettings, call: Abortable, caller: AbortSignal) {
    this.settings = settings;
    this.call = call;
    this.caller = caller;
    if (caller.aborted) this.left();
    else caller.addEventListener("abort", this.left, { once: true });
    this.total = setTimeout(() => this.runOut("total-timeout"), settings.totalTimeoutMs);
    this.firstByte = setTimeout(() => this.runOut("first-byte-timeout"), settings.firstByteTimeoutMs);
  }

  /** Bytes arrived and are being handed on: nothing is awaited from the upstream now. */
  pause(): void {
    if (this.firstByte) clearTimeout(this.firstByte);
    this.firstByte = undefined;
    this.resting = true;
  }

  /** The next bytes are awaited. A stream has thousands of such waits: each only writes down when it began. */
  resume(): void {
    this.resting = false;
    this.awaitedSince = performance.now();
    this.idle ??= setTimeout(() => this.idleRanOut(), this.settings.idleTimeoutMs);
  }

  /** All has been sent: the answer is the first byte's clock's matter. */
  rest(): void {
    this.resting = true;
  }

  /** A piece of something long has moved: the whole may take as long as pieces go on to. */
  moved(): void {
    this.total.refresh();
    this.firstByte?.refresh();
  }

  stop(): void {
    this.caller.removeEventListener("abort", this.left);
    clearTimeout(this.firstByte);
    clearTimeout(this.idle);
    clearTimeout(this.total);
  }

  private readonly left = (): void => this.call.abort(this.caller.reason);

  /** Either it was long enough since the last wait began, or there is a rest of it; a slow consumer is no stall. */
  private idleRanOut(): void {
    const { idleTimeoutMs } = this.settings;
    const leftMs = this.resting ? idleTimeoutMs : this.awaitedSince + idleTimeoutMs - performance.now();
    if (leftMs <= 0) this.runOut("idle-timeout");
    else this.idle = setTimeout(() => this.idleRanOut(), Math.ceil(leftMs));
  }

  private runOut(code: AppErrorCode): void {
    this.call.abort(new AppFailure(appError(code)));
  }
}
