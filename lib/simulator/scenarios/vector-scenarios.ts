import type { ScenarioTable } from "@/lib/simulator/scenarios/scenario";

/** What may be wrong with vectors and rankings; what is wrong with any answer is in wire-scenarios.ts. */
export const vectorScenarios: ScenarioTable = {
  "vectors-null": {
    description: "The first vector is made of nulls.",
    effect: () => ({ answer: { vectors: "null" } }),
  },
  "vectors-missing": {
    description: "The first vector is not there.",
    effect: () => ({ answer: { vectors: "missing" } }),
  },
  "vectors-mixed": {
    description: "The first vector is shorter than the others.",
    effect: () => ({ answer: { vectors: "mixed" } }),
  },
  "vectors-shuffled": {
    description: "The vectors stand in another order than the texts; `index` tells which is whose.",
    effect: () => ({ answer: { vectors: "shuffled" } }),
  },
  "ranking-unsorted": {
    description: "The results are not in the order of their scores.",
    effect: () => ({ answer: { ranking: "unsorted" } }),
  },
  "ranking-out-of-range": {
    description: "The first result names a document that was not given.",
    effect: () => ({ answer: { ranking: "out-of-range" } }),
  },
  "ranking-null-score": {
    description: "The first score is null.",
    effect: () => ({ answer: { ranking: "null-score" } }),
  },
  "ranking-empty": {
    description: "There are no results.",
    effect: () => ({ answer: { ranking: "empty" } }),
  },
};
