import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CellSummary } from "./set-cell";
import { isBest, quantile, spreadOf, statisticsOf, wilsonInterval } from "./statistics";

const cell = (known: Partial<CellSummary> = {}): CellSummary => ({
  state: "done",
  id: "i",
  attempt: 1,
  runId: "r",
  preview: "",
  digest: 0,
  errorCode: undefined,
  verdict: undefined,
  firstTokenMs: undefined,
  durationMs: undefined,
  inputTokens: undefined,
  outputTokens: undefined,
  cny: undefined,
  estimated: false,
  ...known,
});
const passed = { by: "j", result: "passed" as const };

describe("the interval of a pass rate", () => {
  test("is Wilson's", () => {
    // R: prop.test(c(8), 10, correct = FALSE)
    expect(wilsonInterval(8, 10)?.low).toBeCloseTo(0.4902, 4);
    expect(wilsonInterval(8, 10)?.high).toBeCloseTo(0.9433, 4);
    expect(wilsonInterval(0, 5)?.low).toBeCloseTo(0);
    expect(wilsonInterval(0, 0)).toBeUndefined();
  });

  test("holds the rate itself, lies between 0 and 1, and gets narrower with more answers", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, share) => {
          const some = Math.round(share * total);
          const { low, high } = wilsonInterval(some, total) ?? { low: 9, high: 9 };
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(some / total + 1e-9);
          expect(high).toBeGreaterThanOrEqual(some / total - 1e-9);
          const more = wilsonInterval(some * 4, total * 4) ?? { low: 0, high: 9 };
          expect(more.high - more.low).toBeLessThan(high - low);
        },
      ),
    );
  });
});

describe("a spread", () => {
  test("has mean, the sample's deviation, median and 95 % quantile", () => {
    const spread = spreadOf([4, 1, 3, 2]);
    expect(spread).toMatchObject({ mean: 2.5, p50: 2.5 });
    expect(spread?.p95).toBeCloseTo(3.85);
    expect(spread?.deviation).toBeCloseTo(1.291, 3);
    expect(spreadOf([7])).toEqual({ mean: 7, deviation: undefined, p50: 7, p95: 7 });
    expect(spreadOf([])).toBeUndefined();
  });

  test("keeps quantiles in order and between the ends", () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const sorted = list.toSorted((a, b) => a - b);
        const value = quantile(sorted, share);
        expect(value).toBeGreaterThanOrEqual((sorted[0] ?? 0) - 1e-6);
        expect(value).toBeLessThanOrEqual((sorted.at(-1) ?? 0) + 1e-6);
        expect(quantile(sorted, share / 2)).toBeLessThanOrEqual(value + 1e-6);
      }),
    );
  });
});

describe("a column's statistics", () => {
  test("count states, and what was not asked is in none of them", () => {
    const cells = [cell(), cell({ state: "failed" }), cell({ state: "running" }), undefined];
    expect(statisticsOf(cells, "j")).toMatchObject({ asked: 3, done: 1, failed: 1, running: 1 });
  });

  test("take an answer that could not be judged for no bad one", () => {
    const cells = [
      cell({ verdict: passed }),
      cell({ verdict: { by: "j", result: "failed" } }),
      cell({ verdict: { by: "j", result: "unjudged", fault: "no-json" } }),
    ];
    expect(statisticsOf(cells, "j")).toMatchObject({
      passRate: 0.5,
      judged: 2,
      unjudged: 1,
      score: undefined,
    });
  });

  test("count no verdict of a judge that was changed", () => {
    expect(statisticsOf([cell({ verdict: passed })], "other").passRate).toBeUndefined();
  });

  test("add up tokens and yuan, and say how much has no price", () => {
    const cells = [
      cell({ inputTokens: 10, outputTokens: 5, cny: 0.2 }),
      cell({ inputTokens: 10, outputTokens: 5, cny: 0.4, verdict: { ...passed, cny: 0.01 } }),
      cell({ inputTokens: 1, outputTokens: 1 }),
    ];
    const { cny, cnyPerPrompt, unpriced, judgeCny, outputTokens } = statisticsOf(cells, "j");
    expect([unpriced, judgeCny, outputTokens]).toEqual([1, 0.01, 11]);
    expect(cny).toBeCloseTo(0.6);
    expect(cnyPerPrompt).toBeCloseTo(0.3);
  });

  test("have a best where columns differ, and none where they are the same", () => {
    const quick = statisticsOf([cell({ durationMs: 1, verdict: passed })], "j");
    const slow = statisticsOf([cell({ durationMs: 9, verdict: passed })], "j");
    expect(isBest("durationMs", quick, [quick, slow])).toBe(true);
    expect(isBest("durationMs", slow, [quick, slow])).toBe(false);
    expect(isBest("passRate", quick, [quick, slow])).toBe(false);
    const bad = statisticsOf([cell({ verdict: { by: "j", result: "failed" } })], "j");
    expect(isBest("passRate", quick, [quick, bad])).toBe(true);
  });
});
