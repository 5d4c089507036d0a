import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chosenModels } from "./chosen-models";

const listed = ["a", "b", "c", "d"];

/** What is chosen after one thing was done. */
function chosenAfter(
  chosen: string[],
  act: (choice: ReturnType<typeof chosenModels>) => void,
  most = 3,
): readonly string[] {
  let now: readonly string[] = chosen;
  act(chosenModels({ chosen, listed, most, choose: (ids) => (now = ids) }));
  return now;
}

describe("models side by side", () => {
  test("a model takes the place of another", () => {
    expect(chosenAfter(["a", "b"], ({ changeModel }) => changeModel(1, "d"))).toEqual(["a", "d"]);
  });

  test("one that stands beside it changes places: no row goes", () => {
    expect(chosenAfter(["a", "b", "c"], ({ changeModel }) => changeModel(0, "c"))).toEqual(["c", "b", "a"]);
    expect(chosenAfter(["a", "b"], ({ changeModel }) => changeModel(0, "a"))).toEqual(["a", "b"]);
  });

  test("the next of the list is added, until all are there or as many as there may be", () => {
    expect(chosenAfter(["b"], ({ addModel }) => addModel?.())).toEqual(["b", "a"]);
    expect(
      chosenModels({ chosen: ["a", "b", "c"], listed, most: 3, choose: () => {} }).addModel,
    ).toBeUndefined();
    expect(chosenModels({ chosen: listed, listed, most: 9, choose: () => {} }).addModel).toBeUndefined();
    expect(chosenAfter(["a", "b"], ({ removeModel }) => removeModel(0))).toEqual(["b"]);
  });

  test("are never the same twice, whatever is done", () => {
    const chosen = fc.uniqueArray(fc.constantFrom(...listed), { minLength: 1 });
    fc.assert(
      fc.property(chosen, fc.nat(5), fc.constantFrom(...listed), (ids, at, id) => {
        const now = chosenAfter(ids, ({ changeModel }) => changeModel(at, id));
        expect([now.length, new Set(now).size]).toEqual([ids.length, ids.length]);
      }),
    );
  });
});
