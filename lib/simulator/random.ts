import { createHash } from "node:crypto";

/** A repeatable source of numbers in [0, 1). */
export type Random = () => number;

/** 32 hex digits that depend on the parts alone: the form of SiliconFlow's ids (notes.md section 2). */
export function hexOf(...parts: readonly (string | number)[]): string {
  return createHash("sha256").update(parts.join("\u0000")).digest("hex").slice(0, 32);
}

/** So many small letters that depend on the parts alone: the form of the ids of files and batches. */
export function lettersOf(count: number, ...parts: readonly (string | number)[]): string {
  const digits = hexOf(...parts).match(/../g) ?? [];
  return digits
    .slice(0, count)
    .map((pair) => String.fromCharCode(97 + (Number.parseInt(pair, 16) % 26)))
    .join("");
}

/** The same parts give the same numbers (mulberry32 over a hash of the parts). */
export function randomOf(...parts: readonly (string | number)[]): Random {
  let state = Number.parseInt(hexOf(...parts).slice(0, 8), 16);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("Nothing to pick from");
  return item;
}
