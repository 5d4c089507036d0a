import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BudgetState, levelOf, noBudget } from "./budget";
import { formOf, readForm } from "./budget-form";
import { warningOf } from "./put-away";

const state = (spentCny: number, budgetCny: number | null, warnAtPercent = 80): BudgetState => ({
  budget: { microCny: budgetCny === null ? null : budgetCny * 1e6, warnAtPercent, stops: false },
  month: "2026-11",
  spentMicroCny: spentCny * 1e6,
  heldMicroCny: 0,
  unpriced: 0,
  secret: 0,
});

describe("a budget", () => {
  test.each([
    [5, null, 80, "none"],
    [7.999_999, 10, 80, "fine"],
    [8, 10, 80, "warned"],
    [9.999_999, 10, 80, "warned"],
    [9.999_999, 10, 100, "fine"],
    [10, 10, 100, "spent"],
    [11, 10, 1, "spent"],
  ])("of which %d of %d are used warns at %d %%: %s", (spent, budget, warnAt, level) => {
    expect(levelOf(state(spent, budget, warnAt))).toBe(level);
  });

  test("that is put away warns again in another month, at another level and of another amount", () => {
    const warned = warningOf(state(8, 10));
    expect(warned).not.toBe("");
    expect(warningOf(state(9, 10))).toBe(warned);
    expect(warningOf(state(7, 10))).toBe("");
    for (const other of [
      state(10, 10),
      { ...state(8, 10), month: "2026-12" },
      { ...state(8.5, 10.5), month: "2026-11" },
    ])
      expect(warningOf(other)).not.toBe(warned);
  });
});

describe("the form of a budget", () => {
  test("is read as it was written, to a millionth of a yuan", () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 1, max: 1e13 })),
        fc.integer({ min: 1, max: 100 }),
        fc.boolean(),
        (microCny, warnAtPercent, stops) => {
          const budget = { microCny, warnAtPercent, stops };
          expect(readForm(formOf(budget))).toEqual({ budget });
        },
      ),
    );
  });

  test.each([
    ["0", "80", "amount"],
    ["-1", "80", "amount"],
    ["1e3", "80", "amount"],
    ["1,5", "80", "amount"],
    ["10000001", "80", "amount"],
    ["ten", "80", "amount"],
    ["10", "0", "warnAt"],
    ["10", "101", "warnAt"],
    ["10", "8.5", "warnAt"],
    ["10", "", "warnAt"],
  ])("says which field cannot be read: %s and %s", (amount, warnAt, fault) => {
    expect(readForm({ amount, warnAt, stops: true })).toEqual({ fault });
  });

  test("takes digits that are as wide as Chinese characters", () => {
    expect(readForm({ amount: "１００．５", warnAt: " ８０ ", stops: true })).toEqual({
      budget: { microCny: 100.5e6, warnAtPercent: 80, stops: true },
    });
  });

  test("without an amount is none", () => {
    expect(readForm({ amount: " ", warnAt: "80", stops: false })).toEqual({ budget: noBudget });
  });
});
