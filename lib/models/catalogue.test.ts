import { describe, expect, it } from "vitest";
import { parseCatalogue, thinkingOf } from "@/lib/models/catalogue-entry";
import { catalogue, catalogueMeta, presetVoices } from "@/lib/models/server/catalogue";

const entry = (id: string) => {
  const found = catalogue.get(id);
  if (!found) {
    throw new Error(`The catalogue lacks ${id}.`);
  }
  return found;
};

describe("the catalogue", () => {
  it("is read whole, each model once, and says its date", () => {
    expect(catalogue.size).toBe(209);
    expect(catalogueMeta.compiled).toBe("2026-11-21");
    expect(presetVoices.map(({ id }) => id)).toContain("anna");
  });

  it("tells what is known and leaves the rest null", () => {
    const qwen = entry("Qwen/Qwen3-8B");
    expect(qwen.context_length.value).toBe(131_072);
    expect(qwen.max_output_tokens.value).toBeNull();
    expect(qwen.price.free).toBe(true);
    expect(entry("Qwen/Qwen3-Embedding-8B").embedding?.allowed_dimensions.value).toContain(4096);
    expect(entry("Kwai-Kolors/Kolors").image?.sizes.value).toContain("1024x1024");
  });

  it("repeats the price of each tiered model in its first tier", () => {
    for (const { price } of catalogue.values()) {
      const [first] = price.tiers;
      if (first) {
        expect(first).toMatchObject({
          min_input_k_tokens: 0,
          input_per_m_tokens: price.input_per_m_tokens,
          output_per_m_tokens: price.output_per_m_tokens,
        });
      }
    }
  });

  it("refuses content that is no catalogue", () => {
    expect(() => parseCatalogue({ meta: catalogueMeta, models: [{ id: "a" }] })).toThrow();
  });
});

describe("thinkingOf", () => {
  it.each([
    ["Qwen/Qwen3-8B", "switchable"],
    ["deepseek-ai/DeepSeek-R1", "always"],
    ["Qwen/Qwen2.5-7B-Instruct", "never"],
    ["deepseek-ai/DeepSeek-V4-Flash", "unknown"],
  ])("%s: %s", (id, expected) => {
    expect(thinkingOf(entry(id))).toBe(expected);
  });
});
