import UFuzzy from "@leeoniya/ufuzzy";
import { describe, expect, test } from "vitest";
import type { ListedModel } from "./catalogue-reply";
import { type ModelFilter, ModelFinder, type ModelOrder, noModelFilter } from "./find-models";
import { catalogue } from "./server/catalogue";

const listed: ListedModel[] = [...catalogue.values()].map((entry) => ({
  id: entry.id,
  live: entry.status === "listed",
  entry,
  parameters: null,
  imageTokens: null,
}));
const finder = new ModelFinder(
  [...listed, { id: "acme/Unheard-1", live: true, entry: null, parameters: null, imageTokens: null }],
  UFuzzy,
);
const find = (filter: Partial<ModelFilter> = {}, order: ModelOrder = "name", favourites: string[] = []) =>
  finder.find({ ...noModelFilter, ...filter }, order, new Set(favourites));
const ids = (...parts: Parameters<typeof find>) => find(...parts).map(({ id }) => id);

describe("a model is found", () => {
  test.each([
    ["kolors", "Kwai-Kolors/Kolors"],
    ["koloors", "Kwai-Kolors/Kolors"],
    ["kolosr", "Kwai-Kolors/Kolors"],
    ["deepsek v3.2", "deepseek-ai/DeepSeek-V3.2"],
    ["qwn3 8b", "Qwen/Qwen3-8B"],
    ["qwen3 8b", "Qwen/Qwen3-8B"],
    ["QWEN/qwen3-8B", "Qwen/Qwen3-8B"],
    ["ｑｗｅｎ３ 8b", "Qwen/Qwen3-8B"],
    ["深度求索", "deepseek-ai/DeepSeek-V3.2"],
    ["通义千问 8b", "Qwen/Qwen3-8B"],
    ["可图", "Kwai-Kolors/Kolors"],
    ["快手可图", "Kwai-Kolors/Kolors"],
    ["智谱AI", "zai-org/GLM-4.6"],
    ["glm4.6", "zai-org/GLM-4.6"],
    ["deepseekv3.2", "deepseek-ai/DeepSeek-V3.2"],
    ["腾讯混元", "tencent/Hunyuan-A13B-Instruct"],
    ["阿里千问3", "Qwen/Qwen3-8B"],
    ["月之暗面Kimi", "moonshotai/Kimi-K2-Thinking"],
    ["文心一言", "baidu/ERNIE-4.5-300B-A47B"],
    ["unheard", "acme/Unheard-1"],
  ])("as %s", (words, id) => {
    expect(ids({ words, gone: true })).toContain(id);
  });

  test("first as it was typed, then by what is nearly it", () => {
    expect(ids({ words: "qwen3-8b" })[0]).toBe("Qwen/Qwen3-8B");
    expect(ids({ words: "nothing like it" })).toEqual([]);
    expect(ids({ words: "智谱千问", gone: true })).toEqual([]);
  });
});

describe("a filter", () => {
  test("leaves out what SiliconFlow does not list, unless it is asked for", () => {
    expect(find().every(({ live }) => live)).toBe(true);
    expect(find({ gone: true })).toHaveLength(210);
  });

  test("never lets through what is unknown", () => {
    for (const filter of [
      { free: true },
      { maxPrice: 1000 },
      { minContext: 1 },
      { can: ["tools"] as const },
      { kinds: ["chat"] as const },
      { vendor: "acme" },
    ])
      expect(ids({ gone: true, ...filter })).not.toContain("acme/Unheard-1");
  });

  test("by price, context and abilities takes all of them together", () => {
    const found = find({ maxPrice: 1, minContext: 128_000, can: ["vision", "tools"] });
    expect(found.length).toBeGreaterThan(0);
    for (const { entry } of found) {
      expect(entry?.price.free || (entry?.price.input_per_m_tokens ?? 9) <= 1).toBe(true);
      expect(entry?.context_length.value ?? 0).toBeGreaterThanOrEqual(128_000);
      expect(entry?.capabilities).toMatchObject({ vision: true, tools: true });
    }
  });

  test("shows favourites alone", () => {
    expect(ids({ favourites: true }, "name", ["Qwen/Qwen3-8B"])).toEqual(["Qwen/Qwen3-8B"]);
  });
});

describe("an order", () => {
  test.each(["price", "context", "released"] as const)("by %s has what is unknown at its end", (order) => {
    const known = find({ gone: true }, order).map(({ entry }) =>
      order === "price"
        ? (entry?.price.free ?? null) !== null
        : (order === "context" ? entry?.context_length.value : entry?.released.value) != null,
    );
    expect(known.lastIndexOf(true)).toBeLessThan(known.length - 1);
    if (order !== "price") expect(known.indexOf(false)).toBe(known.lastIndexOf(true) + 1);
  });

  test("by price begins with what is free, by context with the longest, by release with the newest", () => {
    expect(find({ kinds: ["chat"] }, "price")[0]?.entry?.price.free).toBe(true);
    const contexts = find({ kinds: ["chat"] }, "context").flatMap(
      ({ entry }) => entry?.context_length.value ?? [],
    );
    expect(contexts).toEqual(contexts.toSorted((a, b) => b - a));
    const dates = find({}, "released").flatMap(({ entry }) => entry?.released.value ?? []);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });
});
