import { type GramRange, gramAt } from "./grams";

/** A segment numbers its documents in twelve bits: gram and document together fit a float's 53. */
export const maxDocuments = 4096;

/** A block is what one read fetches. */
const blockBytes = 8 * 1024;

/** Sorts and drops repetitions, in place; gives how many are left. */
function distinct(values: Float64Array): number {
  values.sort();
  let kept = 0;
  for (const value of values) if (kept === 0 || value !== values[kept - 1]) values[kept++] = value;
  return kept;
}

/** Collects which document has which gram, as one sorted row of `gram × 4096 + document`. */
export class PostingsBuilder {
  private values = new Float64Array(1 << 16);
  length = 0;

  /** Notes every gram of a folded text. */
  addText(text: string, document: number): void {
    for (let index = 0; index < text.length; index += 1)
      this.add(gramAt(text, index) * maxDocuments + document);
  }

  add(value: number): void {
    if (this.length === this.values.length) this.makeRoom();
    this.values[this.length++] = value;
  }

  /** Sorted, each once. The builder is used up. */
  finish(): Float64Array {
    const values = this.values.subarray(0, this.length);
    return values.subarray(0, distinct(values));
  }

  /** A long text repeats itself: what it has twice is dropped before more memory is taken. */
  private makeRoom(): void {
    if (this.values.length >= 1 << 22) this.length = distinct(this.values);
    if (this.length * 2 <= this.values.length) return;
    const larger = new Float64Array(this.values.length * 2);
    larger.set(this.values);
    this.values = larger;
  }
}

/** Postings as they are stored: differences, seven bits a byte, in blocks that can be read alone. */
export type EncodedPostings = { firsts: Float64Array; blocks: Uint8Array[] };

export function encodePostings(values: Float64Array): EncodedPostings {
  const firsts: number[] = [];
  const blocks: Uint8Array[] = [];
  const bytes = new Uint8Array(blockBytes);
  let length = 0;
  let previous = -1;
  for (const value of values) {
    if (previous < 0) firsts.push(value);
    else {
      let rest = value - previous;
      for (; rest > 127; rest = Math.floor(rest / 128)) bytes[length++] = (rest % 128) + 128;
      bytes[length++] = rest;
    }
    previous = value;
    if (length <= blockBytes - 8) continue;
    blocks.push(bytes.slice(0, length));
    length = 0;
    previous = -1;
  }
  if (previous >= 0) blocks.push(bytes.slice(0, length));
  return { firsts: Float64Array.from(firsts), blocks };
}

/** Calls `visit` with each value of a block that is at least `from` and less than `to`, in order. */
function visitBlock(
  first: number,
  bytes: Uint8Array,
  from: number,
  to: number,
  visit: (value: number) => void,
) {
  let value = first;
  let index = 0;
  while (value < to) {
    if (value >= from) visit(value);
    if (index >= bytes.length) return;
    let scale = 1;
    for (let byte = 128; byte >= 128; scale *= 128) {
      byte = bytes[index++] ?? 0;
      value += (byte % 128) * scale;
    }
  }
}

/** Every value of encoded postings, in order. */
export function visitAll({ firsts, blocks }: EncodedPostings, visit: (value: number) => void): void {
  blocks.forEach((bytes, index) => {
    visitBlock(firsts[index] ?? 0, bytes, 0, Number.POSITIVE_INFINITY, visit);
  });
}

/** Which blocks can hold grams of a range: the first one's index and the index after the last. */
export function blocksOf(firsts: Float64Array, range: GramRange): { from: number; to: number } {
  const to = firstAtLeast(firsts, range.to * maxDocuments);
  return { from: Math.max(0, firstAtLeast(firsts, range.from * maxDocuments + 1) - 1), to };
}

function firstAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The numbers of the documents that have a gram in each range, ascending. Blocks that were not read are absent. */
export function documentsIn(
  firsts: Float64Array,
  blocks: ReadonlyMap<number, Uint8Array>,
  ranges: readonly GramRange[],
): number[] {
  const passed = new Uint8Array(maxDocuments);
  ranges.forEach((range, step) => {
    const { from, to } = blocksOf(firsts, range);
    for (let index = from; index < to; index += 1) {
      const bytes = blocks.get(index);
      if (!bytes) continue;
      const first = firsts[index] ?? 0;
      visitBlock(first, bytes, range.from * maxDocuments, range.to * maxDocuments, (value) => {
        const document = value % maxDocuments;
        if (passed[document] === step) passed[document] = step + 1;
      });
    }
  });
  const documents: number[] = [];
  passed.forEach((steps, document) => {
    if (steps === ranges.length) documents.push(document);
  });
  return documents;
}
