import { largest } from "./agreement";

/** Gains of the first `count` places, each divided by log2 of its place plus 1 (Järvelin and Kekäläinen 2002). */
function discounted(gains: readonly number[], count: number): number {
  return gains.slice(0, count).reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);
}

/** How good a ranking is against what a person found relevant: by place in the request, 0 for what is not. */
export type Judged = {
  /** Normalised discounted cumulative gain of the first `count`, from 0 to 1. */
  ndcg: number;
  /** One divided by the place of the first relevant document; 0 when none is there. */
  reciprocalRank: number;
  /** The share of the relevant documents that are among the first `count`. */
  recall: number;
};

/** Nothing when no document is judged relevant. A score of -Infinity is that of a document without a place. */
export function judge(
  scores: ArrayLike<number>,
  relevance: readonly number[],
  count: number,
): Judged | undefined {
  const relevant = relevance.filter((gain) => gain > 0).length;
  if (relevant === 0) return undefined;
  const gains = largest(scores, scores.length)
    .filter((place) => scores[place] !== Number.NEGATIVE_INFINITY)
    .map((place) => relevance[place] ?? 0);
  const best = [...relevance].sort((a, b) => b - a);
  const first = gains.findIndex((gain) => gain > 0);
  return {
    ndcg: discounted(gains, count) / discounted(best, count),
    reciprocalRank: first < 0 ? 0 : 1 / (first + 1),
    recall: gains.slice(0, count).filter((gain) => gain > 0).length / relevant,
  };
}
