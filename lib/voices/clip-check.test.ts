import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkClip } from "./clip-check";
import { type ClipPart, framesOf, mixDown, sixteenBit } from "./clip-frames";
import { bestPart, moveEnd, phrasesOf, withoutSilence } from "./clip-speech";

const rate = 8000;

/** A tone of a level from 0 to 1, or silence. */
const tone = (seconds: number, level: number) =>
  Float32Array.from({ length: Math.round(seconds * rate) }, (_, at) => level * Math.sin(at / 3));

function clipOf(...pieces: [seconds: number, level: number][]) {
  const samples = pieces.flatMap(([seconds, level]) => [...tone(seconds, level)]);
  return framesOf(Float32Array.from(samples), rate);
}

const whole = (frames: { seconds: number }): ClipPart => ({ from: 0, to: frames.seconds });
const findingsOf = (...pieces: [number, number][]) => {
  const frames = clipOf(...pieces);
  return checkClip(frames, whole(frames)).findings;
};

describe("a clip", () => {
  test("of nine seconds at a usual loudness is good", () => {
    expect(findingsOf([9, 0.2])).toEqual([]);
  });

  test.each([
    ["tooLong", [[30, 0.2]]],
    ["tooShort", [[2, 0.2]]],
    ["longish", [[25, 0.2]]],
    ["silent", [[9, 0]]],
    ["quiet", [[9, 0.01]]],
    ["loud", [[9, 0.9]]],
    ["clipped", [[9, 1.4]]],
    ["silenceBefore", [[2, 0], [8, 0.2]]], // biome-ignore format: a clip in a line
    ["silenceAfter", [[8, 0.2], [2, 0]]], // biome-ignore format: a clip in a line
    ["muchSilence", [[2, 0.2], [5, 0], [2, 0.2]]], // biome-ignore format: a clip in a line
  ] as [string, [number, number][]][])("is told to be %s", (finding, pieces) => {
    expect(findingsOf(...pieces)).toEqual([finding]);
  });

  test("of 29.9 seconds can be sent, one of 30 or of silence cannot", () => {
    const sendable = (...pieces: [number, number][]) => {
      const frames = clipOf(...pieces);
      return checkClip(frames, whole(frames)).sendable;
    };
    expect(sendable([29.9, 0.2])).toBe(true);
    expect(sendable([30, 0.2])).toBe(false);
    expect(sendable([9, 0])).toBe(false);
  });

  test("has the loudness of its tone in decibels, whatever silence is around it", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.9, noNaN: true }), fc.nat(3), (level, silence) => {
        const frames = clipOf([silence, 0], [4, level], [silence, 0]);
        const { loudness } = checkClip(frames, whole(frames));
        // A sine has half the power of its peak.
        expect(loudness).toBeCloseTo(10 * Math.log10((level * level) / 2), 0);
      }),
      { numRuns: 30 },
    );
  });

  test("has shares between nothing and all, and no more silence at its ends than it is long", () => {
    const pieces = fc.array(
      fc.tuple(fc.double({ min: 0.1, max: 3, noNaN: true }), fc.constantFrom(0, 0.2, 1.5)),
      {
        minLength: 1,
        maxLength: 6,
      },
    );
    const bounds = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(pieces, bounds, (clip, [a, b]) => {
        const frames = clipOf(...clip);
        const part = { from: Math.min(a, b) * frames.seconds, to: Math.max(a, b) * frames.seconds };
        const check = checkClip(frames, part);
        for (const share of [check.silence, check.clipped]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(Math.max(check.silenceBefore, check.silenceAfter)).toBeLessThanOrEqual(check.seconds + 0.02);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the silence around speech", () => {
  test("is cut away but for a moment", () => {
    const frames = clipOf([2, 0], [5, 0.2], [3, 0]);
    const cut = withoutSilence(frames, whole(frames));
    expect(cut?.from).toBeCloseTo(1.85, 1);
    expect(cut?.to).toBeCloseTo(7.15, 1);
  });

  test("that is cut away leaves every phrase, and nothing outside of what was chosen", () => {
    const pieces = fc.array(fc.double({ min: 0.3, max: 2, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pieces, (lengths) => {
        const frames = clipOf(...lengths.map((length, at): [number, number] => [length, at % 2 ? 0.3 : 0]));
        const cut = withoutSilence(frames, whole(frames));
        const phrases = phrasesOf(frames);
        expect(cut === undefined).toBe(phrases.length === 0);
        for (const phrase of phrases) {
          expect(phrase.from).toBeGreaterThanOrEqual((cut?.from ?? 0) - 1e-9);
          expect(phrase.to).toBeLessThanOrEqual((cut?.to ?? 0) + 1e-9);
        }
        expect(cut?.from ?? 0).toBeGreaterThanOrEqual(0);
        expect(cut?.to ?? 0).toBeLessThanOrEqual(frames.seconds);
      }),
      { numRuns: 50 },
    );
  });

  test("of a long recording bounds the part that is proposed", () => {
    const sentence: [number, number][] = [[4, 0.2], [0.6, 0]]; // biome-ignore format: a clip in a line
    const frames = clipOf([1, 0], ...sentence, ...sentence, ...sentence, ...sentence);
    const { from, to } = bestPart(frames);
    expect(from).toBeCloseTo(0.85, 1);
    expect(to).toBeCloseTo(1 + 8.6 + 0.15, 1);
  });

  test("is not needed: of endless speech the first nine seconds are proposed", () => {
    expect(bestPart(clipOf([40, 0.2]))).toEqual({ from: 0, to: 9 });
  });
});

describe("an end of the part", () => {
  test("stays inside the clip and never crosses the other one", () => {
    const moves = fc.array(
      fc.tuple(
        fc.constantFrom("from" as const, "to" as const),
        fc.double({ min: -50, max: 50, noNaN: true }),
      ),
    );
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 40, noNaN: true }), moves, (seconds, all) => {
        let part: ClipPart = { from: 0, to: seconds };
        for (const [end, at] of all) {
          part = moveEnd(part, end, at, { seconds });
          expect(part.from).toBeGreaterThanOrEqual(0);
          expect(part.to).toBeLessThanOrEqual(seconds);
          expect(part.to - part.from).toBeGreaterThanOrEqual(Math.min(0.1, seconds) - 1e-9);
        }
      }),
    );
  });
});

describe("samples", () => {
  test("of several channels become one, and nothing gets louder", () => {
    const sample = fc.float({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(sample, sample), { minLength: 1 }), (pairs) => {
        const mixed = mixDown([Float32Array.from(pairs, ([a]) => a), Float32Array.from(pairs, ([, b]) => b)]);
        for (const [at, [a, b]] of pairs.entries()) expect(mixed[at]).toBeCloseTo((a + b) / 2, 5);
      }),
    );
  });

  test("as 16-bit ones are what they were, cut off at full scale", () => {
    fc.assert(
      fc.property(fc.array(fc.float({ min: -2, max: 2, noNaN: true })), (samples) => {
        const view = new DataView(sixteenBit(Float32Array.from(samples)).buffer);
        for (const [at, sample] of samples.entries())
          expect(view.getInt16(at * 2, true) / 32_767).toBeCloseTo(Math.max(-1, Math.min(1, sample)), 4);
      }),
    );
  });
});
