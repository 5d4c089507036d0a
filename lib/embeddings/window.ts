/** Which part of a square of cells is in sight: so many from a column and a row on. */
export type Window = { x: number; y: number; span: number };
/** A pair of texts. */
export type Cell = { row: number; column: number };

/** Nearer than so many cells a side nothing is seen better. */
export const leastSpan = 8;
const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

export const wholeOf = (size: number): Window => ({ x: 0, y: 0, span: size });

/** The same square from nearer (a factor below 1) or further away, with a cell in the middle as far as the edges let it. */
export function zoomed(window: Window, { row, column }: Cell, factor: number, size: number): Window {
  const span = clamp(Math.round(window.span * factor), Math.min(leastSpan, size), size);
  const from = (middle: number) => clamp(Math.round(middle + 0.5 - span / 2), 0, size - span);
  return { x: from(column), y: from(row), span };
}

/** The window moved no further than it takes to have a cell in sight. */
export function showing({ x, y, span }: Window, { row, column }: Cell): Window {
  const moved = (from: number, at: number) => clamp(from, at - span + 1, at);
  return { x: moved(x, column), y: moved(y, row), span };
}

/** The cell under a point, told as shares of the window's side from 0 to 1. */
export function cellAt({ x, y, span }: Window, across: number, down: number): Cell {
  const place = (from: number, share: number) => from + clamp(Math.floor(share * span), 0, span - 1);
  return { row: place(y, down), column: place(x, across) };
}

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The cell beside another in the direction of an arrow key; nothing for any other key. */
export function beside({ row, column }: Cell, key: string, size: number): Cell | undefined {
  const move = moves[key];
  if (!move) return undefined;
  return { row: clamp(row + move[0], 0, size - 1), column: clamp(column + move[1], 0, size - 1) };
}
