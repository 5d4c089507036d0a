import { kendall, overlapAt, spearman } from "@/lib/vectors/agreement";
import { type Judged, judge } from "@/lib/vectors/judged";

/** A way to rank: a reranker, the cosines of an embedding model, or BM25. */
export type Column = {
  /** The model's place, or `bm25`. */
  key: string;
  kind: "reranker" | "baseline" | "bm25";
  model: string;
  /** By document; NaN where it has none. Nothing while there are no scores. */
  scores: Float64Array | undefined;
};

/** A column that has scores. */
export type Scored = Column & { scores: Float64Array };
export const isScored = (column: Column): column is Scored => column.scores !== undefined;

/** The places of documents with a score, the highest first; equal ones in the order in which they were given. */
export function rankedPlaces(scores: Float64Array): number[] {
  return Array.from(scores, (_, place) => place)
    .filter((place) => !Number.isNaN(scores[place]))
    .sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
}

/** The rank of each document, from 1; 0 where it has none. */
export function ranksOf(scores: Float64Array): Uint32Array {
  const ranks = new Uint32Array(scores.length);
  for (const [at, place] of rankedPlaces(scores).entries()) ranks[place] = at + 1;
  return ranks;
}

/** The documents in the order of a column, those without a score last; as they were given where there is none. */
export function orderBy(column: Column | undefined, documents: number): number[] {
  const given = Array.from({ length: documents }, (_, place) => place);
  if (!column?.scores) return given;
  const { scores } = column;
  return [...rankedPlaces(scores), ...given.filter((place) => Number.isNaN(scores[place]))];
}

/** So many documents have at least this score. */
export const countFrom = (scores: Float64Array, threshold: number): number =>
  scores.reduce((count, score) => count + (score >= threshold ? 1 : 0), 0);

/** The highest score; 0 where there is none above. */
export const mostOf = (scores: Float64Array): number =>
  scores.reduce((most, score) => (score > most ? score : most), 0);

/** A document without a score stands behind all that have one. */
const lastIfUnscored = (scores: Float64Array) =>
  scores.map((score) => (Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score));

/** So many documents have a score. */
const scoredCount = (scores: Float64Array) =>
  scores.reduce((count, score) => count + (Number.isNaN(score) ? 0 : 1), 0);

/**
 * Agreement of two rankings: from -1 to 1 over the documents that both gave a score, and the share of the first `count`
 * that both have, or of as many as both ranked.
 */
export type Agreement = {
  spearman: number | undefined;
  kendall: number | undefined;
  overlap: number | undefined;
};

export function agreementOf(one: Float64Array, other: Float64Array, count: number): Agreement {
  const both = (_: number, place: number) => !Number.isNaN(one[place]) && !Number.isNaN(other[place]);
  const [first, second] = [one.filter(both), other.filter(both)];
  return {
    spearman: first.length < 2 ? undefined : spearman(first, second),
    kendall: first.length < 2 ? undefined : kendall(first, second),
    overlap: overlapAt(
      lastIfUnscored(one),
      lastIfUnscored(other),
      Math.min(count, scoredCount(one), scoredCount(other)),
    ),
  };
}

export type Grades = Readonly<Record<string, number>>;

/** How good a ranking is against what a person found relevant; nothing when that is nothing. */
export const judgedOf = (scores: Float64Array, grades: Grades, count: number): Judged | undefined =>
  judge(
    lastIfUnscored(scores),
    Array.from(scores, (_, place) => grades[place] ?? 0),
    count,
  );
