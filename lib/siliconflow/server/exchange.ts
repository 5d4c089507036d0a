import "server-only";
import { Readable } from "node:stream";
import type { Dispatcher } from "undici";

/** Pieces of a body that nobody reads yet; what is more waits at the upstream. Each is 64 KiB at most. */
const mostEarlyPieces = 16;

/** How an answer begins. */
type Head = { status: number; headers: Record<string, string | string[] | undefined> };

/** Who takes a body. */
type BodySink = {
  /** Whether the next may come at once; else it comes after `goOn` of the exchange. */
  data: (piece: Uint8Array) => boolean;
  end: () => void;
  broke: (thrown: unknown) => void;
};

/**
 * One request and its answer, by undici's own events: its `request` puts one of Node's streams between, which under many
 * streams costs a tenth of what relaying does.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Rejects with the reason of `abort`, or with what broke the connection. */
  readonly head: Promise<Head>;
  private controller: Dispatcher.DispatchController | undefined;
  private sink: BodySink | undefined;
  private isHeld = true;
  private early: Uint8Array[] = [];
  private last: ((sink: BodySink) => void) | undefined;
  private aborted: { reason: unknown } | undefined;
  private begin: (head: Head) => void = () => {};
  private fail: (thrown: unknown) => void = () => {};

  constructor() {
    this.head = new Promise<Head>((resolve, reject) => {
      this.begin = resolve;
      this.fail = reject;
    });
  }

  /** Ends it, and the connection with it; without a reason nobody reads on. After its end nothing happens. */
  abort(reason?: unknown): void {
    if (this.last || this.aborted) return;
    this.aborted = { reason };
    this.fail(reason); // before a connection stands undici says nothing
    if (this.controller) this.cut(this.controller, reason);
  }

  /** Gives the body to `sink`, from its first byte. Once. */
  into(sink: BodySink): void {
    this.sink = sink;
    this.goOn();
  }

  /** The body as one of Node's streams; when that is destroyed the exchange is over. Instead of `into`. */
  stream(): Readable {
    const body = new Readable({
      read: () => this.goOn(),
      destroy: (error, done) => {
        this.abort(error);
        done(error);
      },
    });
    this.sink = {
      data: (piece) => body.push(piece),
      end: () => body.push(null),
      broke: (thrown) => body.destroy(thrown instanceof Error ? thrown : new Error(String(thrown))),
    };
    return body;
  }

  /** What has come meanwhile, then what is still to come. */
  goOn(): void {
    const { sink } = this;
    if (!sink) return;
    this.isHeld = false;
    for (let piece = this.early.shift(); piece; piece = this.early.shift()) {
      if (sink.data(piece)) continue;
      this.isHeld = true;
      return;
    }
    if (this.last) this.last(sink);
    else this.controller?.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.aborted) this.cut(controller, this.aborted.reason);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Head["headers"]): void {
    if (status >= 200) this.begin({ status, headers });
  }

  onResponseData(controller: Dispatcher.DispatchController, piece: Uint8Array): void {
    if (this.sink && !this.isHeld) {
      this.isHeld = !this.sink.data(piece);
      if (this.isHeld) controller.pause();
      return;
    }
    this.early.push(piece);
    if (this.sink || this.early.length >= mostEarlyPieces) controller.pause();
  }

  onResponseEnd(): void {
    this.over((sink) => sink.end());
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: Error): void {
    const thrown = this.aborted ? this.aborted.reason : error;
    this.fail(thrown);
    this.over((sink) => sink.broke(thrown));
  }

  private over(last: (sink: BodySink) => void): void {
    this.last = last;
    if (this.sink && !this.isHeld) last(this.sink);
  }

  private cut(controller: Dispatcher.DispatchController, reason: unknown): void {
    controller.abort(reason instanceof Error ? reason : new Error(String(reason ?? "Nobody reads on.")));
  }
}
