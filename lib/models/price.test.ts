import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelPrice } from "@/lib/models/catalogue-entry";
import { type BilledUsage, priceOfUsage, type UsagePrice } from "@/lib/models/price";
import { catalogue, KnownModels } from "@/lib/models/server/catalogue";

const known = new KnownModels();
const noon = new Date("2026-11-21T12:00:00+08:00");
const night = new Date("2026-11-21T03:00:00+08:00");

const priceOf = (model: string, usage: BilledUsage, at = noon) => known.priceOf(model, usage, at);

const cnyOf = (price: UsagePrice) => (price.kind === "known" ? price.cny : Number.NaN);

describe("priceOfUsage", () => {
  it("adds input and output", () => {
    // DeepSeek-V3: 2 and 8 yuan a million.
    expect(priceOf("deepseek-ai/DeepSeek-V3", { inputTokens: 1000, outputTokens: 500 })).toEqual({
      kind: "known",
      cny: 0.006,
      parts: [
        { part: "input", cny: 0.002 },
        { part: "output", cny: 0.004 },
      ],
    });
  });

  it("bills cached input at its own price", () => {
    // DeepSeek-V4-Pro: 12, cached 1, output 24.
    const usage = { inputTokens: 10_000, cachedTokens: 8_000, outputTokens: 1_000 };
    expect(cnyOf(priceOf("deepseek-ai/DeepSeek-V4-Pro", usage))).toBe(0.024 + 0.008 + 0.024);
  });

  it("takes the night price from 02:00 to 08:00 in Beijing", () => {
    const usage = { inputTokens: 1_000_000, cachedTokens: 500_000, outputTokens: 1_000_000 };
    const at = (time: string) =>
      cnyOf(priceOf("deepseek-ai/DeepSeek-V4-Flash", usage, new Date(`2026-11-21T${time}+08:00`)));
    expect(at("01:59:59")).toBe(1.5 + 0.15 + 9);
    expect(at("02:00:00")).toBe(0.75 + 0.075 + 4.5);
    expect(at("07:59:59")).toBe(0.75 + 0.075 + 4.5);
    expect(at("08:00:00")).toBe(1.5 + 0.15 + 9);
  });

  it("takes the tier of the input for the whole request", () => {
    // Qwen3.5-9B: 0.5 and 4 up to 128k, 1.5 and 12 above.
    const at = (inputTokens: number) => priceOf("Qwen/Qwen3.5-9B", { inputTokens, outputTokens: 1_000_000 });
    expect(cnyOf(at(100_000))).toBe(0.05 + 4);
    expect(cnyOf(at(200_000))).toBe(0.3 + 12);
  });

  it("does not guess between 128,000 and 131,072 tokens, where a tier of 128k may end", () => {
    const at = (inputTokens: number) => priceOf("Qwen/Qwen3.5-9B", { inputTokens });
    expect(at(127_999).kind).toBe("known");
    expect(at(130_000)).toEqual({ kind: "unknown", reason: "between-tiers" });
    expect(at(131_073).kind).toBe("known");
  });

  it("knows the cached price of the first tier only", () => {
    const at = (inputTokens: number) =>
      priceOf("Pro/zai-org/GLM-5.1", { inputTokens, cachedTokens: 10_000, outputTokens: 0 });
    expect(cnyOf(at(20_000))).toBe(0.06 + 0.013);
    expect(at(50_000)).toEqual({ kind: "unknown", reason: "no-rate" });
  });

  it("costs nothing for free models, whatever they are asked", () => {
    for (const [model, usage] of [
      ["Qwen/Qwen3-8B", { inputTokens: 10, outputTokens: 10, cachedTokens: 5 }],
      ["Kwai-Kolors/Kolors", { images: 4 }],
      ["FunAudioLLM/SenseVoiceSmall", {}],
    ] as const) {
      expect(priceOf(model, usage)).toEqual({ kind: "known", cny: 0, parts: [] });
    }
  });

  it("bills pictures, clips and spoken bytes", () => {
    expect(cnyOf(priceOf("Qwen/Qwen-Image", { images: 3 }))).toBe(0.9);
    expect(cnyOf(priceOf("Wan-AI/Wan2.2-T2V-A14B", { videos: 1 }))).toBe(2);
    // 0.05 yuan for a thousand bytes.
    expect(cnyOf(priceOf("FunAudioLLM/CosyVoice2-0.5B", { utf8Bytes: 3_000 }))).toBe(0.15);
  });

  it("bills pictures among the input at their own rate, if it is told how many tokens they are", () => {
    const model = "Qwen/Qwen3-VL-Embedding-8B";
    expect(cnyOf(priceOf(model, { inputTokens: 2_000_000, imageTokens: 1_000_000 }))).toBe(0.7 + 1.8);
    expect(priceOf(model, { inputTokens: 10 })).toEqual({ kind: "unknown", reason: "no-image-tokens" });
  });

  it("takes the prices of batch jobs for batch jobs", () => {
    const batch = (model: string) =>
      priceOfUsage({
        price: catalogue.get(model)?.price,
        usage: { inputTokens: 1_000_000, outputTokens: 1_000_000 },
        at: noon,
        batch: true,
      });
    expect(cnyOf(batch("deepseek-ai/DeepSeek-V3"))).toBe(1 + 4);
    expect(batch("deepseek-ai/DeepSeek-V4-Pro")).toEqual({ kind: "unknown", reason: "no-rate" });
  });

  it("says unknown where a rate, the model or the amounts are unknown", () => {
    const unpriced = [...catalogue.values()].find(({ price }) => price.free === null);
    expect(priceOf(unpriced?.id ?? "", { inputTokens: 0 })).toEqual({ kind: "unknown", reason: "no-rate" });
    expect(priceOf("deepseek-ai/DeepSeek-V3", {})).toEqual({ kind: "unknown", reason: "no-usage" });
    expect(priceOf("no/such-model", { inputTokens: 1 })).toEqual({ kind: "unknown", reason: "no-entry" });
    expect(priceOf("Qwen/QwQ-32B", { inputTokens: 10, cachedTokens: 5 })).toEqual({
      kind: "unknown",
      reason: "no-rate",
    });
  });
});

describe("a price, for any amounts", () => {
  const tokens = fc.integer({ min: 0, max: 120_000 });
  const untiered = [...catalogue.values()]
    .map(({ price }) => price)
    .filter(({ tiers }) => tiers.length === 0);
  const billed = untiered.filter(
    (price) => price.input_per_m_tokens !== null && price.output_per_m_tokens !== null,
  );
  const cached = billed.filter((price) => price.cached_input_per_m_tokens !== null);
  const cny = (price: ModelPrice, usage: BilledUsage, at: Date) => {
    const result = priceOfUsage({ price, usage, at });
    expect(result.kind).toBe("known");
    return cnyOf(result);
  };
  const moment = fc.constantFrom(noon, night);

  it("never falls when tokens are added", () => {
    const tiered = [...catalogue.values()].map(({ price }) => price).filter(({ tiers }) => tiers.length > 0);
    fc.assert(
      fc.property(
        fc.constantFrom(...billed, ...tiered),
        tokens,
        tokens,
        fc.nat({ max: 1_000_000 }),
        fc.nat({ max: 1_000_000 }),
        moment,
        (price, inputTokens, outputTokens, moreInput, moreOutput, at) => {
          const less = priceOfUsage({ price, usage: { inputTokens, outputTokens }, at });
          const usage = { inputTokens: inputTokens + moreInput, outputTokens: outputTokens + moreOutput };
          const more = priceOfUsage({ price, usage, at });
          fc.pre(less.kind === "known" && more.kind === "known");
          expect(cnyOf(more)).toBeGreaterThanOrEqual(cnyOf(less));
        },
      ),
    );
  });

  it("is the sum of its halves where no tier changes, to a billionth of a yuan", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...billed),
        tokens,
        tokens,
        tokens,
        tokens,
        moment,
        (price, a, b, c, d, at) => {
          const whole = cny(price, { inputTokens: a + c, outputTokens: b + d }, at);
          const halves =
            cny(price, { inputTokens: a, outputTokens: b }, at) +
            cny(price, { inputTokens: c, outputTokens: d }, at);
          expect(Math.abs(whole - halves)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it("is no higher with cached input than without", () => {
    fc.assert(
      fc.property(fc.constantFrom(...cached), tokens, tokens, moment, (price, inputTokens, share, at) => {
        const cachedTokens = Math.min(share, inputTokens);
        expect(cny(price, { inputTokens, cachedTokens }, at)).toBeLessThanOrEqual(
          cny(price, { inputTokens }, at),
        );
      }),
    );
  });

  it("carries no dust: it is a whole number of billionths", () => {
    fc.assert(
      fc.property(fc.constantFrom(...billed), tokens, tokens, (price, inputTokens, outputTokens) => {
        const result = cny(price, { inputTokens, outputTokens }, noon);
        expect(result).toBe(Math.round(result * 1e9) / 1e9);
      }),
    );
  });
});
