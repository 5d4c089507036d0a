import { expect, test } from "vitest";
import { formatBytes, formatClock, formatSeconds, formatTokenCapacity, formatYuan } from "./format";

test.each([
  [4213, "4.2"],
  [0, "0.0"],
  [75_400, "75"],
])("%i ms reads as %s s", (milliseconds, text) => expect(formatSeconds(milliseconds)).toBe(text));

test.each([
  [84_900, "1:24"],
  [0, "0:00"],
  [3_725_000, "62:05"],
])("%i ms are %s on a clock", (milliseconds, text) => expect(formatClock(milliseconds)).toBe(text));

test.each([
  [12.5, "12.50"],
  [0, "0.00"],
  [0.25, "0.25"],
  [0.0031, "0.0031"],
  [0.000012, "0.000012"],
])("%d yuan reads as ¥%s", (cny, text) => expect(formatYuan(cny)).toBe(text));

test.each([
  [131_072, "128K"],
  [1_048_576, "1M"],
  [512, "512"],
  [163_840, "160K"],
])("%i tokens of context read as %s", (tokens, text) => expect(formatTokenCapacity(tokens)).toBe(text));

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.0 KB"],
  [1_234_000, "1.2 MB"],
  [340_000, "340 KB"],
  [64_000_000_000, "64.0 GB"],
])("%i bytes read as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
