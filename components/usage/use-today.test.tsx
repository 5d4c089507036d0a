// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dayOf } from "@/lib/usage/days";
import { useToday } from "./use-today";

beforeEach(() => vi.useFakeTimers({ now: Date.parse("2026-11-30T15:50:00Z") }));
afterEach(() => vi.useRealTimers());

test("a page that is left open shows the new day, and the new month, a minute after midnight in China", () => {
  const { result } = renderHook(useToday);
  const first = result.current;
  act(() => void vi.advanceTimersByTime(9 * 60_000));
  expect(result.current).toBe(first);
  act(() => void vi.advanceTimersByTime(2 * 60_000));
  expect(dayOf(result.current)).toBe("2026-12-01");
});
