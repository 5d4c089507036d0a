import { expect, test } from "vitest";
import { textsFrom } from "@/lib/rows/texts";
import { exampleTexts } from "./example";

test("the example's texts are a set that can be sent", () => {
  const { set, empty } = textsFrom(exampleTexts, "lines");
  expect([set.texts.length, empty]).toEqual([24, 0]);
  expect(new Set(set.texts).size).toBe(24);
});
