import { describe, expect, it } from "vitest";
import { fitSchema } from "@/lib/simulator/authoring/fit-schema";
import { literalValue } from "@/lib/simulator/authoring/literal-values";

describe("a tool is given what the prompt holds literally", () => {
  it.each([
    ["What is 12 * (3 + 4)?", "12 * (3 + 4)"],
    ["请计算 2^10 ÷ 4", "2^10 / 4"],
    ["Calculate sqrt(16) for 3 people", "sqrt(16)"],
    ["3×4", "3*4"],
  ])("an expression: %s", (prompt, expression) => {
    expect(literalValue("expression", prompt)).toBe(expression);
  });

  it.each(["Plan 3 days", "On 2026-11-21", "no numbers"])("no expression in %j", (prompt) => {
    expect(literalValue("expression", prompt)).toBeUndefined();
  });

  it("quoted words, and among them a single letter", () => {
    const prompt = `How many "r" are in "strawberry"?`;
    expect(literalValue("letter", prompt)).toBe("r");
    expect(literalValue("text", prompt)).toBe("strawberry");
    expect(literalValue("text", "「草莓」里有几个「草」字？")).toBe("草莓");
    expect(literalValue("word", "It's what isn't 'quoted here'")).toBe("quoted here");
    expect(literalValue("letter", "nothing")).toBeUndefined();
  });

  it.each([
    ["What time is it in Shanghai?", "Asia/Shanghai"],
    ["现在纽约几点？", "America/New_York"],
    ["The clock in Europe/Berlin", "Europe/Berlin"],
    ["What time is it?", undefined],
  ])("a time zone: %s", (prompt, zone) => {
    expect(literalValue("time_zone", prompt)).toBe(zone);
  });
});

it("an optional property without a fitting value is left out", () => {
  const schema = { type: "object", properties: { time_zone: { type: "string" } }, required: [] };
  const book = (prompt: string) => ({ prompt, words: [], subject: "time" });
  expect(fitSchema(schema, book("What time is it?"))).toEqual({});
  expect(fitSchema(schema, book("What time is it in Tokyo?"))).toEqual({ time_zone: "Asia/Tokyo" });
});
