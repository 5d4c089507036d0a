import fc from "fast-check";
import { expect, test } from "vitest";
import { LevelHistory, loudnessOf } from "./level-history";

const sample = fc.float({ min: -1, max: 1, noNaN: true });

test("the loudness is never over the greatest sample, and grows with the sound", () => {
  fc.assert(
    fc.property(fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 1 }), (samples) => {
      const { rms, peak } = loudnessOf(samples);
      expect(rms).toBeLessThanOrEqual(peak + 1e-6);
      expect(loudnessOf(samples.map((value) => value / 2)).rms).toBeCloseTo(rms / 2, 5);
    }),
  );
});

test("the newest moments are remembered and no more than there is room for", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.array(sample, { maxLength: 60 }), (size, moments) => {
      const levels = new LevelHistory(size);
      for (const moment of moments) levels.add(Float32Array.of(moment));
      for (let ago = 0; ago < 80; ago += 1) {
        const expected = ago < size ? Math.abs(moments.at(-1 - ago) ?? 0) : 0;
        expect(levels.levelAt(ago)).toBeCloseTo(ago < moments.length ? expected : 0, 6);
      }
    }),
  );
});

test("silence and a faint hum are not heard, a quiet voice is", () => {
  const levels = new LevelHistory(10);
  expect(levels.heard).toBeUndefined();
  for (let moment = 0; moment < 60; moment += 1) levels.add(new Float32Array(512).fill(0.001));
  expect(levels.heard).toBe(false);
  expect(levels.quietFor).toBe(60);
  levels.add(new Float32Array(512).fill(0.02));
  expect(levels.heard).toBe(true);
  expect(levels.quietFor).toBe(0);
});

test("what is cut off is told, and for a moment only", () => {
  const levels = new LevelHistory(10);
  levels.add(Float32Array.of(0.2, -1));
  expect(levels.clippedWithin(5)).toBe(true);
  for (let moment = 0; moment < 5; moment += 1) levels.add(Float32Array.of(0.2));
  expect(levels.clippedWithin(5)).toBe(false);
});
