import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { beside, cellAt, showing, wholeOf, zoomed } from "./window";

const square = fc.integer({ min: 1, max: 2000 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    row: fc.nat(size - 1),
    column: fc.nat(size - 1),
    factors: fc.array(fc.constantFrom(0.5, 2), { maxLength: 12 }),
    key: fc.constantFrom("ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"),
  }),
);

describe("a large heat map", () => {
  test("however it is zoomed, shows the chosen cell, and nothing beyond its edges", () => {
    fc.assert(
      fc.property(square, ({ size, row, column, factors, key }) => {
        const cell = { row, column };
        let window = wholeOf(size);
        for (const factor of factors) window = zoomed(window, cell, factor, size);
        const next = beside(cell, key, size) ?? cell;
        for (const [at, shown] of [
          [cell, window],
          [next, showing(window, next)],
        ] as const) {
          expect(shown.x).toBeGreaterThanOrEqual(0);
          expect(shown.x + shown.span).toBeLessThanOrEqual(size);
          expect(shown.y + shown.span).toBeLessThanOrEqual(size);
          const across = (at.column - shown.x + 0.5) / shown.span;
          const down = (at.row - shown.y + 0.5) / shown.span;
          expect(cellAt(shown, across, down)).toEqual(at);
        }
      }),
    );
  });

  test("is left by no arrow key, and moved by no other", () => {
    expect(beside({ row: 0, column: 3 }, "ArrowUp", 4)).toEqual({ row: 0, column: 3 });
    expect(beside({ row: 0, column: 3 }, "ArrowLeft", 4)).toEqual({ row: 0, column: 2 });
    expect(beside({ row: 0, column: 3 }, "a", 4)).toBeUndefined();
    expect(cellAt(wholeOf(4), 1, -0.2)).toEqual({ row: 0, column: 3 });
  });
});
