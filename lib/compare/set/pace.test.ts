import { describe, expect, test } from "vitest";
import { Pace } from "./pace";

describe("the pace of a model", () => {
  test("is halved by a refusal, waits as long as it was told, and grows again one by one", () => {
    const pace = new Pace(8);
    pace.refused(0, 1000, 3);
    expect(pace.hopeless).toBe(false);
    expect([pace.limit, pace.pausedUntil]).toEqual([4, 4000]);
    for (let count = 0; count < 4; count += 1) pace.succeeded();
    expect(pace.limit).toBe(5);
    for (let count = 0; count < 100; count += 1) pace.succeeded();
    expect(pace.limit).toBe(8);
  });

  test("is halved once by calls that were refused together", () => {
    const pace = new Pace(8);
    pace.refused(900, 1000, undefined);
    pace.refused(950, 1001, undefined);
    expect(pace.limit).toBe(4);
    pace.refused(1001, 3000, undefined);
    expect(pace.limit).toBe(2);
  });

  test("waits twice as long each time when nobody says how long, never goes below one, and gives up in the end", () => {
    const pace = new Pace(4);
    let now = 0;
    const waits: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      pace.refused(now, now, undefined);
      waits.push(pace.pausedUntil - now);
      now = pace.pausedUntil;
    }
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000]);
    expect([pace.limit, pace.hopeless]).toEqual([1, true]);
    pace.succeeded();
    expect(pace.hopeless).toBe(false);
  });
});
