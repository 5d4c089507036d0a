import { randomInt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelOf } from "@/lib/models/test-model";
import type { Candidate } from "../round";
import { drawLanes, freeCandidates } from "./draw";

/** Numbers that look random and are the same in every test (mulberry32). */
function seeded(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const candidates = (count: number): Candidate[] =>
  Array.from({ length: count }, (_, index) => ({ model: `vendor/model-${index}`, fields: {} }));

describe("a draw", () => {
  test("gives every choice in every order as often as any other", () => {
    const draws = 12_000;
    const counts = new Map<string, number>();
    const random = seeded(20_261_121);
    for (let draw = 0; draw < draws; draw++) {
      const lanes = drawLanes(candidates(4), 2, random)
        ?.map(({ model }) => model.at(-1))
        .join("");
      counts.set(lanes ?? "", (counts.get(lanes ?? "") ?? 0) + 1);
    }
    expect(counts.size).toBe(12);
    // A thousand each; six standard deviations are some 180.
    for (const count of counts.values()) expect(Math.abs(count - draws / 12)).toBeLessThan(180);
  });

  test("is of different candidates that were all named, or of none when there are too few", () => {
    const models = fc.array(fc.record({ model: fc.constantFrom("a", "b", "c", "d", "e"), on: fc.boolean() }));
    fc.assert(
      fc.property(models, fc.integer({ min: 2, max: 4 }), (named, lanes) => {
        const pool = named.map(({ model, on }) => ({ model, fields: { enable_thinking: on } }));
        const texts = new Set(pool.map((candidate) => JSON.stringify(candidate)));
        const drawn = drawLanes(pool, lanes, randomInt)?.map((candidate) => JSON.stringify(candidate));
        if (texts.size < lanes) expect(drawn).toBeUndefined();
        else expect(new Set(drawn?.filter((text) => texts.has(text))).size).toBe(lanes);
      }),
    );
  });
});

describe("models to draw from", () => {
  const model = modelOf;

  test("are the free ones that answer questions, thinking where they can be told to", () => {
    const models = [
      model({ id: "a/paid", free: false }),
      model({ id: "a/unknown", free: null }),
      model({ id: "a/plain", free: true, tools: true }),
      model({ id: "a/hybrid", free: true, tools: true, thinking: "switchable" }),
      model({ id: "a/translator", free: true, tools: false }),
    ];
    expect(freeCandidates(models, "chat.completions")).toEqual([
      { model: "a/plain", fields: {} },
      { model: "a/hybrid", fields: { enable_thinking: true } },
    ]);
  });

  test("fill gaps where gaps are to be filled", () => {
    const models = [
      model({ id: "a/plain", free: true, fim: false }),
      model({ id: "a/filler", free: true, fim: true, thinking: "switchable" }),
    ];
    expect(freeCandidates(models, "completions")).toEqual([{ model: "a/filler", fields: {} }]);
  });
});
