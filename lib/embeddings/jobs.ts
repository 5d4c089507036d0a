/* What the page asks of a model's worker, and what comes back. */

/** A file of the history, or of the server, and which texts its rows are for. */
export type VectorPiece = { rows: number[]; mediaId: string };
export type Neighbour = { row: number; cosine: number };
/** Agreement from -1 to 1 and a share from 0 to 1; nothing where it is not defined. */
export type Agreement = {
  spearman: number | undefined;
  kendall: number | undefined;
  overlap: number | undefined;
};
export const saveFormats = ["jsonl", "csv", "npy", "parquet"] as const;
export type SaveFormat = (typeof saveFormats)[number];

export type Jobs = {
  /** Reads files and joins them to one table of so many rows. `mixed`: they have rows of different widths; `gone`: none is left. */
  load: {
    order: { pieces: VectorPiece[]; rows: number };
    answer: { ok: true; width: number; missing: number[] } | { ok: false; fault: "gone" | "mixed" | "none" };
  };
  /** Works out the cosines of the first rows; says between which values they lie, those with themselves left out. */
  heat: { order: { size: number }; answer: { low: number; high: number } };
  /** The cosines as a picture: a point a pair, coloured between two values. */
  paint: { order: { size: number; low: number; high: number }; answer: ImageBitmap };
  /** The cosines themselves. */
  matrix: { order: { size: number }; answer: Float32Array<ArrayBuffer> };
  /** How much larger or smaller they are than another model's, as a picture; `most` is the largest difference. */
  difference: {
    order: { size: number; other: Float32Array };
    answer: { bitmap: ImageBitmap; most: number };
  };
  cosine: { order: { row: number; column: number }; answer: number };
  /** The texts nearest to one of them, or to a vector from elsewhere. */
  neighbours: { order: { to: number | Blob; count: number }; answer: Neighbour[] };
  /** The cosines of some rows with each other. */
  sample: { order: { rows: number[] }; answer: Float32Array };
  agree: {
    order: { one: Float32Array; other: Float32Array; rows: number; nearest: number };
    answer: Agreement;
  };
  /** The places of rows on a plane, two numbers a row, and the shares of the differences that its directions show. */
  plane: { order: { rows: number[] }; answer: { plane: Float32Array; explained: [number, number] } };
  /** As `plane`, by UMAP of the cosines; told how far it is, and nothing when it was stopped. */
  umap: { order: { rows: number[] }; answer: Float32Array | undefined };
  clusters: { order: { rows: number[]; count: number }; answer: Uint16Array };
  /** How many values lie in each of equal steps between the least and the largest. */
  histogram: {
    order: { of: "norms" | number };
    answer: { low: number; high: number; mean: number; counts: number[] };
  };
  save: { order: { format: SaveFormat; texts: string[] }; answer: Blob };
};

export type JobName = keyof Jobs;
export type Order = { [Name in JobName]: { id: number; job: Name; order: Jobs[Name]["order"] } }[JobName];
/** Ends a job that looks whether it is still wanted. */
export type StopOrder = { stop: number };
export type Answer =
  | { id: number; answer: unknown }
  | { id: number; failed: string }
  /** A share of the work from 0 to 1. */
  | { id: number; progress: number };
