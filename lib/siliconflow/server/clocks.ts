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
  private waiting: NodeJS.Timeout | undefined;
  private readonly settings: ClockSettings;

  constructor(settings: ClockSettings, caller?: AbortSignal) {
    this.settings = settings;
    this.signal = caller ? AbortSignal.any([caller, this.controller.signal]) : this.controller.signal;
    this.total = this.startTimer("total-timeout", settings.totalTimeoutMs);
    this.waiting = this.startTimer("first-byte-timeout", settings.firstByteTimeoutMs);
  }

  /** Bytes arrived and are being handed on: nothing is awaited from the upstream now. */
  pause(): void {
    clearTimeout(this.waiting);
  }

  /** The next bytes are awaited. */
  resume(): void {
    clearTimeout(this.waiting);
    this.waiting = this.startTimer("idle-timeout", this.settings.idleTimeoutMs);
  }

  stop(): void {
    clearTimeout(this.waiting);
    clearTimeout(this.total);
  }

  private startTimer(code: AppErrorCode, timeoutMs: number): NodeJS.Timeout {
    return setTimeout(() => this.controller.abort(new AppFailure(appError(code))), timeoutMs);
  }
}
