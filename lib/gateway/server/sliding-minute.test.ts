import fc from "fast-check";
import { expect, test } from "vitest";
import { SlidingMinute } from "./sliding-minute";

test("it counts what happened in the last 60 seconds, and says truly when there is room again", () => {
  const steps = fc.array(fc.record({ pause: fc.nat({ max: 40_000 }), amount: fc.nat({ max: 9 }) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(steps, fc.nat({ max: 30 }), (taken, most) => {
      const minute = new SlidingMinute();
      const all: { at: number; amount: number }[] = [];
      let now = 0;
      const expected = (at: number) =>
        all.filter((entry) => entry.at > at - 60_000).reduce((sum, { amount }) => sum + amount, 0);
      for (const { pause, amount } of taken) {
        now += pause;
        expect(minute.sumAt(now)).toBe(expected(now));
        minute.add(amount, now);
        all.push({ at: now, amount });
        const wait = minute.secondsUntil(most, now);
        expect(wait).toBeDefined();
        const then = now + (wait ?? 0) * 1000;
        expect(expected(then)).toBeLessThanOrEqual(most);
        if (then > now) expect(expected(then - 1)).toBeGreaterThan(most);
      }
      expect(minute.secondsUntil(-1, now)).toBeUndefined();
    }),
  );
});
