import { expect, test } from "vitest";
import { mostFrequent } from "./most-frequent";

test("what comes most often wins, of equally frequent values the first", () => {
  expect(mostFrequent([3, 5, 5, 3, 5])).toBe(5);
  expect(mostFrequent(["b", "a", "a", "b"])).toBe("b");
  expect(mostFrequent([])).toBeUndefined();
});
