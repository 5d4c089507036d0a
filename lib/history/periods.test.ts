import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { periodKey, periodOf } from "./periods";

const now = new Date(2026, 10, 21, 9, 0);
const at = (day: number, hour: number, month = 10) => new Date(2026, month, day, hour).getTime();

describe("the heading of a conversation", () => {
  test.each([
    [at(21, 0), "today"],
    [at(20, 23), "yesterday"],
    [at(20, 0), "yesterday"],
    [at(19, 23), "week"],
    [at(14, 0), "week"],
    [at(13, 23), "month"],
    [at(22, 0, 9), "month"],
    [at(21, 23, 9), "2026-9"],
    [at(1, 0, 0), "2026-0"],
  ])("of %d is %s", (time, key) => expect(periodKey(periodOf(time, now))).toBe(key));

  test("of one from tomorrow, by a clock that was a day fast, is today", () => {
    expect(periodOf(at(22, 9), now)).toBe("today");
  });

  test("comes once in a list ordered by time, whatever this device's clock says", () => {
    const times = fc.array(fc.integer({ min: at(1, 0, 0), max: at(30, 0) }), { maxLength: 50 });
    const skew = fc.constantFrom(-1, 0, 1);
    fc.assert(
      fc.property(times, skew, (some, days) => {
        const clock = new Date(2026, 10, 21 + days, 9);
        const keys = some.sort((a, b) => b - a).map((time) => periodKey(periodOf(time, clock)));
        const changes = keys.filter((key, index) => key !== keys[index - 1]);
        expect(changes.length).toBe(new Set(keys).size);
      }),
    );
  });
});
