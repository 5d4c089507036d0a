import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillTemplate, templateFaults, variablesOf } from "./template";

const name = fc.stringMatching(/^[a-zA-Z\u4e00-\u9fff][\w -]{0,10}[a-z]$/);
const text = fc.string({ unit: "grapheme" });
/** Words between variables that hold no variable themselves. */
const plain = text.map((words) => words.replaceAll(/[{}]/g, ""));

describe("a template", () => {
  test("takes each variable's value, with or without spaces around its name", () => {
    expect(fillTemplate("{{ a }}-{{b}}-{{a}}", { a: "1", b: "2" })).toBe("1-2-1");
    expect(variablesOf("{{a}} {{ 国家 }} {{a}} {{}} {b}")).toEqual(["a", "国家"]);
  });

  test("is filled with exactly the values, whatever they hold", () => {
    const pieces = fc.array(fc.tuple(plain, name), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pieces, fc.func(text), (all, value) => {
        const row = Object.fromEntries(all.map(([, key]) => [key, value(key)]));
        const template = all.map(([words, key]) => `${words}{{${key}}}`).join("");
        const expected = all.map(([words, key]) => words + row[key]).join("");
        expect(fillTemplate(template, row)).toBe(expected);
        expect(new Set(variablesOf(template))).toEqual(new Set(Object.keys(row)));
      }),
    );
  });

  test("reads no variable in what a value says, and gives signs like $& no meaning", () => {
    expect(fillTemplate("{{a}}", { a: "{{b}} $& $1", b: "no" })).toBe("{{b}} $& $1");
  });

  test("knows no variable that a row only inherits", () => {
    expect(fillTemplate("{{constructor}}", {})).toBe("");
  });
});

test("rows that lack a value, or have an empty one, are named with the variable", () => {
  const rows = [{ q: "x", role: "y" }, { q: " ", role: "y" }, { q: "x" }];
  expect(templateFaults(["{{q}}", "{{role}}"], rows)).toEqual([
    { row: 1, name: "q", fault: "empty" },
    { row: 2, name: "role", fault: "missing" },
  ]);
});
