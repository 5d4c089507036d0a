import { kendall, largest, overlapAt, spearman } from "@/lib/vectors/agreement";
import { cosineMatrix } from "@/lib/vectors/cosine";
import { kMeans } from "@/lib/vectors/k-means";
import { pca } from "@/lib/vectors/pca";
import { chosenRows, hasVector, normalised, normsOf, rowOf, type VectorTable } from "@/lib/vectors/table";
import type { Agreement, Neighbour } from "./jobs";

const dot = (one: Float32Array, other: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number);
  return sum;
};

const lengthOf = (vector: Float32Array) => Math.sqrt(dot(vector, vector));

/** The least and the largest of many values; what is no number is passed over. */
function spanOf(values: ArrayLike<number>): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? { low: 0, high: 0 } : { low, high };
}

const steps = 24;

/** The vectors of one model, and what can be asked of them. */
export class ModelVectors {
  readonly table: VectorTable;
  private readonly norms: Float64Array;

  constructor(table: VectorTable) {
    this.table = table;
    this.norms = normsOf(table);
  }

  get missing(): number[] {
    return this.rows.filter((row) => !hasVector(this.table, row));
  }

  private get rows(): number[] {
    return Array.from({ length: this.table.rows }, (_, row) => row);
  }

  /** From -1 to 1; no number where one of both has no vector. */
  cosine(row: number, column: number): number {
    const product = dot(rowOf(this.table, row), rowOf(this.table, column));
    return product / ((this.norms[row] as number) * (this.norms[column] as number));
  }

  /** The cosines of the first rows with each other, and between which values those of different rows lie. */
  heat(size: number): { matrix: Float32Array; low: number; high: number } {
    const rows = Math.min(size, this.table.rows);
    const matrix = cosineMatrix(chosenRows(this.table, this.rows.slice(0, rows)));
    const others = matrix.slice();
    for (let row = 0; row < rows; row += 1) others[row * rows + row] = Number.NaN;
    return { matrix, ...spanOf(others) };
  }

  /** The rows nearest to a vector, the nearest first; one row may be left out. */
  nearest(vector: Float32Array, count: number, without?: number): Neighbour[] {
    if (vector.length !== this.table.width) return [];
    const length = lengthOf(vector);
    const found = this.rows
      .filter((row) => row !== without && hasVector(this.table, row))
      .map((row) => ({
        row,
        cosine: dot(rowOf(this.table, row), vector) / (length * (this.norms[row] as number)),
      }));
    return largest(
      found.map(({ cosine }) => cosine),
      count,
    ).flatMap((at) => found[at] ?? []);
  }

  vector(row: number): Float32Array {
    return rowOf(this.table, row);
  }

  sample(rows: readonly number[]): Float32Array {
    return cosineMatrix(chosenRows(this.table, rows));
  }

  plane(rows: readonly number[]): ReturnType<typeof pca> {
    return pca(normalised(chosenRows(this.table, rows)));
  }

  clusters(rows: readonly number[], count: number): Uint16Array {
    return kMeans(normalised(chosenRows(this.table, rows)), count).clusters;
  }

  /** How many lengths, or values of one dimension, lie in each of equal steps. */
  histogram(of: "norms" | number): { low: number; high: number; mean: number; counts: number[] } {
    const present = this.rows.filter((row) => hasVector(this.table, row));
    const values = present.map((row) =>
      of === "norms" ? (this.norms[row] as number) : (rowOf(this.table, row)[of] as number),
    );
    const { low, high } = spanOf(values);
    // Lengths that differ by rounding alone are one length.
    const apart = high - low > 1e-5 * Math.max(Math.abs(low), Math.abs(high));
    const counts = Array.from({ length: steps }, () => 0);
    for (const value of values) {
      const step = apart ? Math.min(steps - 1, Math.floor(((value - low) / (high - low)) * steps)) : 0;
      counts[step] = (counts[step] ?? 0) + 1;
    }
    const mean = values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
    return { low, high, mean, counts };
  }
}

/** Above the diagonal of a square matrix, row by row. */
function pairsOf(matrix: Float32Array, rows: number): Float32Array {
  const pairs = new Float32Array((rows * (rows - 1)) / 2);
  let next = 0;
  for (let row = 0; row < rows; row += 1) {
    pairs.set(matrix.subarray(row * rows + row + 1, (row + 1) * rows), next);
    next += rows - row - 1;
  }
  return pairs;
}

/** A row's cosines with all others. */
const othersOf = (matrix: Float32Array, rows: number, row: number) =>
  matrix.slice(row * rows, (row + 1) * rows).filter((_, column) => column !== row);

/**
 * How far two models agree on the same texts: the ranks of all pairs (Spearman, Kendall's tau-b), and which share of the
 * nearest texts of each text they have in common; nothing where those are all the others.
 */
export function agreementOf(
  one: Float32Array,
  other: Float32Array,
  rows: number,
  nearest: number,
): Agreement {
  const [first, second] = [pairsOf(one, rows), pairsOf(other, rows)];
  const overlaps = Array.from({ length: nearest < rows - 1 ? rows : 0 }, (_, row) =>
    overlapAt(othersOf(one, rows, row), othersOf(other, rows, row), nearest),
  ).filter((share) => share !== undefined);
  return {
    spearman: spearman(first, second),
    kendall: kendall(first, second),
    overlap:
      overlaps.length === 0 ? undefined : overlaps.reduce((sum, share) => sum + share, 0) / overlaps.length,
  };
}
