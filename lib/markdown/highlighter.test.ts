import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CodePiece } from "./code-pieces";
import { requestHighlight } from "./highlighter";

type Listener = (event: { data: unknown }) => void;

/** Stands for the browser's worker, which Node does not have; answers when told to. */
class FakeWorker {
  static started: FakeWorker[] = [];
  readonly requests: unknown[] = [];
  readonly listeners = new Map<string, Listener>();
  terminated = false;

  constructor() {
    FakeWorker.started.push(this);
  }
  addEventListener(type: string, listener: Listener): void {
    this.listeners.set(type, listener);
  }
  postMessage(request: unknown): void {
    this.requests.push(request);
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(pieces: CodePiece[] | null): void {
    for (const request of this.requests.splice(0)) {
      this.listeners.get("message")?.({ data: { ...Object(request), pieces } });
    }
  }
}

const pieces: CodePiece[] = [{ kind: "keyword", text: "let" }];
const lastStarted = () => FakeWorker.started.at(-1);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("Worker", FakeWorker);
});
afterEach(() => {
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("highlighting", () => {
  it("asks one worker for everything and tells each asker its own", () => {
    const first = vi.fn();
    const second = vi.fn();
    requestHighlight("let", "javascript", first);
    requestHighlight("let", "typescript", second);
    const before = FakeWorker.started.length;
    lastStarted()?.answer(pieces);
    requestHighlight("let", "javascript", vi.fn());
    expect(FakeWorker.started).toHaveLength(before);
    expect(first.mock.calls).toEqual([[pieces]]);
    expect(second.mock.calls).toEqual([[pieces]]);
  });

  it("tells nothing to an asker that left, nor when it failed", () => {
    const left = vi.fn();
    const failed = vi.fn();
    requestHighlight("let", "javascript", left)();
    lastStarted()?.answer(pieces);
    requestHighlight("let", "javascript", failed);
    lastStarted()?.answer(null);
    expect(left).not.toHaveBeenCalled();
    expect(failed).not.toHaveBeenCalled();
  });

  it("gives up a worker that does not answer, and starts another for the next asker", () => {
    const stuck = vi.fn();
    requestHighlight("let", "javascript", stuck);
    const hanging = lastStarted();
    vi.advanceTimersByTime(20_000);
    expect(hanging?.terminated).toBe(true);
    const next = vi.fn();
    requestHighlight("let", "javascript", next);
    expect(lastStarted()).not.toBe(hanging);
    lastStarted()?.answer(pieces);
    expect(stuck).not.toHaveBeenCalled();
    expect(next).toHaveBeenCalledOnce();
  });

  it("leaves very long code plain without asking", () => {
    requestHighlight("let", "javascript", vi.fn());
    const asked = lastStarted()?.requests.length;
    requestHighlight("x".repeat(100_001), "javascript", vi.fn());
    expect(lastStarted()?.requests.length).toBe(asked);
  });

  it("does nothing where there are no workers", () => {
    vi.stubGlobal("Worker", undefined);
    const told = vi.fn();
    expect(() => requestHighlight("let", "javascript", told)()).not.toThrow();
    expect(told).not.toHaveBeenCalled();
  });
});
