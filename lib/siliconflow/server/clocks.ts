import "server-only";
import { type AppErrorCode, AppFailure, appError } from "@/lib/core/app-error";

/** How long each phase of an upstream call may take, in milliseconds. */
export type ClockSettings = {
  connectTimeoutMs: number;
  firstByteTimeoutMs: number;
  idleTimeoutMs: number;
  totalTimeoutMs: number;
};

/**
 * The clocks of one upstream call after its connection stands: first byte, idle and whole duration.
 * When one runs out, `signal` aborts with an AppFailure that names it. The idle clock rests while the
 * consumer is slow (`pause`), so that a stalled reader is not mistaken for a stalled upstream.
 */
export class UpstreamClocks {
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private readonly total: NodeJS.Timeout;
  private readonly firstByte: NodeJS.Timeout;
  /** One timer for all waits: a stream has thousands, and a new timer for each shows in the profile. */
  private idle: NodeJS.Timeout | undefined;
  private resting = false;
  private readonly settings: ClockSettings;

  constructor(settings: ClockSettings, caller?: AbortSignal) {
    this.settings = settings;
    this.signal = caller ? AbortSignal.any([caller, this.controller.signal]) : this.controller.signal;
    this.total = setTimeout(() => this.runOut("total-timeout"), settings.totalTimeoutMs);
    this.firstByte = setTimeout(() => this.runOut("first-byte-timeout"), settings.firstByteTimeoutMs);
  }

  /** Bytes arrived and are being handed on: nothing is awaited from the upstream now. */
  pause(): void {
    clearTimeout(this.firstByte);
    this.resting = true;
  }

  /** The next bytes are awaited. */
  resume(): void {
    this.resting = false;
    this.idle ??= setTimeout(() => this.idleRanOut(), this.settings.idleTimeoutMs);
    this.idle.refresh();
  }

  /** All has been sent: the answer is the first byte's clock's matter. */
  rest(): void {
    this.resting = true;
  }

  /** A piece of something long has moved: the whole may take as long as pieces go on to. */
  moved(): void {
    this.total.refresh();
    this.firstByte.refresh();
  }

  stop(): void {
    clearTimeout(this.firstByte);
    clearTimeout(this.idle);
    clearTimeout(this.total);
  }

  private idleRanOut(): void {
    // A consumer that took long is no stall; its next wait begins with `resume`.
    if (!this.resting) this.runOut("idle-timeout");
  }

  private runOut(code: AppErrorCode): void {
    this.controller.abort(new AppFailure(appError(code)));
  }
}
