import { describe, expect, test } from "vitest";
import { readCorrections } from "./corrections";
import { catalogue } from "./server/catalogue";

const read = (text: string) => readCorrections(text, catalogue);

describe("an administrator's corrections", () => {
  test("change what they name and leave the rest; each figure says where it comes from", () => {
    const { entries, faults } = read(`{
      // what our contract says
      "models": { "Qwen/Qwen3-8B": { "price": { "input_per_m_tokens": 0.3 }, "context_length": 65536, "capabilities": { "vision": true } }, },
    }`);
    expect(faults).toEqual([]);
    const before = catalogue.get("Qwen/Qwen3-8B");
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      price: {
        input_per_m_tokens: 0.3,
        output_per_m_tokens: before?.price.output_per_m_tokens,
        source: "corrections",
      },
      context_length: { value: 65_536, source: "corrections" },
      capabilities: { ...before?.capabilities, vision: true },
      capability_sources: { ...before?.capability_sources, vision: "corrections" },
      vendor: before?.vendor,
    });
  });

  test("that set a price take the model out of the free ones, unless they say otherwise", () => {
    const priced = (price: object) =>
      read(JSON.stringify({ models: { "Qwen/Qwen3-8B": { price } } })).entries[0]?.price.free;
    expect(priced({})).toBe(true);
    expect(priced({ input_per_m_tokens: 0.5 })).toBe(false);
    expect(priced({ input_per_m_tokens: 0.5, free: true })).toBe(true);
  });

  test("add a model of which only the kind is known: the rest is unknown", () => {
    const { entries } = read(
      `{"models":{"acme/New-1":{"type":"text","sub_type":"chat","endpoint":"/chat/completions"}}}`,
    );
    expect(entries[0]).toMatchObject({
      id: "acme/New-1",
      vendor: "acme",
      price: { free: null, input_per_m_tokens: null },
      context_length: { value: null },
    });
  });

  test.each([
    ["that is no JSON", `{\n"models": {\n"a": {,}\n}}`, { line: 3 }],
    ["that is empty", "", { line: 1 }],
    ["without models", `{"model": {}}`, { line: 1, field: "models" }],
    [
      "with a price in words",
      `{"models":{\n"Qwen/Qwen3-8B":{\n"price":{\n"input_per_m_tokens":"cheap"}}}}`,
      { line: 4, model: "Qwen/Qwen3-8B", field: "price.input_per_m_tokens" },
    ],
    [
      "with a field that nobody knows",
      `{"models":{\n"Qwen/Qwen3-8B":{\n"colour":"red"}}}`,
      { line: 3, field: "colour" },
    ],
    [
      "with a new model that does not say what it is",
      `{"models":{\n"acme/New-1":{"pro":true}}}`,
      { line: 2, model: "acme/New-1", field: "type" },
    ],
    ["with a model that is a list", `{"models":{\n"Qwen/Qwen3-8B":[]}}`, { line: 2, model: "Qwen/Qwen3-8B" }],
  ])("%s are told with their line", (_, text, fault) => {
    const { entries, faults } = read(text);
    expect(entries).toEqual([]);
    expect(faults[0]).toMatchObject(fault);
  });

  test("count in a file that a Windows editor has saved", () => {
    const { entries, faults } = read(`\uFEFF{"models": {\r\n"Qwen/Qwen3-8B": {"pro": true},\r\n"a": 1}}`);
    expect(entries).toHaveLength(1);
    expect(faults).toEqual([expect.objectContaining({ line: 3, model: "a" })]);
  });

  test("count where others cannot be read", () => {
    const { entries, faults } = read(
      `{"models":{"Qwen/Qwen3-8B":{"pro":"yes"},"BAAI/bge-m3":{"max_output_tokens":1}}}`,
    );
    expect(entries.map(({ id }) => id)).toEqual(["BAAI/bge-m3"]);
    expect(faults.map(({ model }) => model)).toEqual(["Qwen/Qwen3-8B"]);
  });
});
