import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { builtInTools } from "./built-in-tools";
import { performTool } from "./perform-tool";

const run = (name: string, args: unknown) => JSON.parse(performTool(name, JSON.stringify(args)));

describe("the functions that the browser runs", () => {
  test("are those that models are told of", () => {
    for (const { function: offered } of builtInTools)
      expect(run(offered.name, {}).error ?? "").not.toContain("There is no function");
  });

  test.each([
    ["1 + 2 * 3", 7],
    ["(2 + 3) * sqrt(16) / 2^2", 5],
    ["0.1 + 0.2", 0.1 + 0.2],
  ])("the calculator knows %s", (expression, result) => {
    expect(run("calculator", { expression })).toEqual({ result });
  });

  test("the calculator adds any two numbers as the machine does", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(run("calculator", { expression: `(${a}) + (${b})` })).toEqual({ result: a + b });
      }),
    );
  });

  test.each(["import({})", 'evaluate("1")', "createUnit(1)", "1 +", "f(x) = x", "cos"])(
    "the calculator refuses %s and says why",
    (expression) => {
      expect(run("calculator", { expression }).error).toEqual(expect.any(String));
    },
  );

  test("the letter counter counts", () => {
    expect(run("count_letter", { text: "Strawberry", letter: "r" })).toEqual({ count: 3 });
    expect(run("count_letter", { text: "人人为我,我为人人", letter: "人" })).toEqual({ count: 4 });
  });

  test("the clock tells the time of a zone, and a zone that does not exist from one that does", () => {
    expect(run("clock", { time_zone: "Asia/Shanghai" }).now).toMatch(/\d{4}.*\d\d:\d\d:\d\d/);
    expect(run("clock", { time_zone: "Mars/Olympus" }).error).toEqual(expect.any(String));
  });

  test("whatever a model writes as arguments gives an answer", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("calculator", "clock", "count_letter", "nothing"),
        fc.string(),
        (name, text) => {
          expect(() => JSON.parse(performTool(name, text))).not.toThrow();
        },
      ),
    );
  });
});
