import { describe, expect, test } from "vitest";
import { attempt, forgetRefusal, lastRefusal, onRefusal } from "./refusals";

describe("a change that the browser refuses", () => {
  test("is told once and does not break the page", async () => {
    let told = 0;
    const stop = onRefusal(() => {
      told += 1;
    });
    const full = new DOMException("full", "QuotaExceededError");
    expect(await attempt(() => Promise.reject(full))).toBe(false);
    expect(lastRefusal()).toBe(full);
    forgetRefusal();
    expect(lastRefusal()).toBeUndefined();
    stop();
    expect(await attempt(async () => {})).toBe(true);
    expect(told).toBe(2);
  });
});
