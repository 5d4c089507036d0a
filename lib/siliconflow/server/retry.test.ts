import { describe, expect, test } from "vitest";
import { type AppError, type AppErrorCode, appError, appErrorTable } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import { withRetries } from "./retry";

const never = new AbortController().signal;
const soon = 0.02;

/** Runs attempts that fail in the given ways, one after the other, and then succeed. */
async function run(failures: AppError[], signal = never) {
  const numbers: number[] = [];
  const told: [number, AppErrorCode][] = [];
  /** What was said of each wait, in milliseconds. */
  const waits: number[] = [];
  const startedAt = performance.now();
  const result = await withRetries<string>(
    async (number) => {
      numbers.push(number);
      const failure = failures[number - 1];
      return failure ? err(failure) : ok("answer");
    },
    signal,
    {
      onRetry: ({ attempt, error, retryInMs }) => {
        told.push([attempt, error.code]);
        waits.push(retryInMs);
      },
    },
  );
  return { result, numbers, told, waits, ms: performance.now() - startedAt };
}

const passing: AppErrorCode[] = [
  "rate-limited",
  "upstream-failed",
  "overloaded",
  "upstream-timeout",
  "upstream-unreachable",
  "circuit-open",
];
const lasting = (Object.keys(appErrorTable) as AppErrorCode[]).filter((code) => !passing.includes(code));

describe("what is tried again", () => {
  test.each(passing)("%s, once it passed, ends in the answer", async (code) => {
    const { result, numbers, told } = await run([appError(code, { retryAfterSeconds: soon })]);
    expect(result).toEqual(ok("answer"));
    expect(numbers).toEqual([1, 2]);
    expect(told).toEqual([[2, code]]);
  });

  test.each(lasting)("%s is not", async (code) => {
    const error = appError(code, { retryAfterSeconds: soon });
    const { result, numbers, told } = await run([error]);
    expect(result).toEqual(err(error));
    expect(numbers).toEqual([1]);
    expect(told).toEqual([]);
  });

  test("nothing is called more than three times, and the last failure is the one that is told", async () => {
    const failures = [1, 2, 3, 4].map((n) =>
      appError("overloaded", { retryAfterSeconds: soon, detail: String(n) }),
    );
    const { result, numbers, told } = await run(failures);
    expect(numbers).toEqual([1, 2, 3]);
    expect(result).toMatchObject({ ok: false, error: { detail: "3" } });
    expect(told).toHaveLength(2);
  });
});

describe("how long it waits", () => {
  test("as long as SiliconFlow asks for, within ten percent", async () => {
    const { ms, numbers, waits } = await run([appError("rate-limited", { retryAfterSeconds: 0.4 })]);
    expect(numbers).toEqual([1, 2]);
    expect(waits[0]).toBeGreaterThanOrEqual(360);
    expect(waits[0]).toBeLessThanOrEqual(440);
    expect(ms).toBeGreaterThan(0.95 * (waits[0] ?? 0));
  });

  test("about half a second when nothing was asked for", async () => {
    const { ms, waits } = await run([appError("upstream-failed")]);
    expect(waits[0]).toBeGreaterThanOrEqual(250);
    expect(waits[0]).toBeLessThanOrEqual(750);
    expect(ms).toBeGreaterThan(0.95 * (waits[0] ?? 0));
  });

  test.each([61, 900, 3600])("not at all when it would take %i s: it fails at once", async (seconds) => {
    const error = appError("rate-limited", { retryAfterSeconds: seconds });
    const { result, numbers, told } = await run([error]);
    expect(result).toEqual(err(error));
    expect(numbers).toEqual([1]);
    expect(told).toEqual([]);
  });

  test("not a moment longer than the person: leaving ends the wait", async () => {
    const person = new AbortController();
    const error = appError("rate-limited", { retryAfterSeconds: 30 });
    const startedAt = performance.now();
    const result = await withRetries<string>(async () => err(error), person.signal, {
      onRetry: () => queueMicrotask(() => person.abort()),
    });
    expect(result).toEqual(err(error));
    expect(performance.now() - startedAt).toBeLessThan(250);
  });

  test("and who has left already is not tried for", async () => {
    const { numbers } = await run([appError("overloaded")], AbortSignal.abort());
    expect(numbers).toEqual([1]);
  });
});
