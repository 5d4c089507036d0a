import { randomOf } from "@/lib/simulator/random";
import type { Weights } from "@/lib/simulator/vectors/features";

/** What a model for vectors is like. Widths and limits are documented but for the vision models, where they are ours. */
export type EmbeddingFacts = {
  width: number;
  /** The widths that can be asked for; none where `dimensions` is refused. */
  dimensions: readonly number[];
  /** Tokens of one input. */
  mostTokens: number;
  vision: boolean;
};

const upTo = (most: number) =>
  [64, 128, 256, 512, 768, 1024, 1536, 2048, 2560, 4096].filter((width) => width <= most);

/** The first row whose pattern fits (contract, EmbeddingsRequest x-models). */
const rows: readonly [RegExp, EmbeddingFacts][] = [
  [/VL-Embedding/, { width: 4096, dimensions: upTo(4096), mostTokens: 32_768, vision: true }],
  [/Qwen3-Embedding-8B/, { width: 4096, dimensions: upTo(4096), mostTokens: 32_768, vision: false }],
  [/Qwen3-Embedding-4B/, { width: 2560, dimensions: upTo(2560), mostTokens: 32_768, vision: false }],
  [/Qwen3-Embedding-0\.6B/, { width: 1024, dimensions: upTo(1024), mostTokens: 32_768, vision: false }],
  [/bge-m3/, { width: 1024, dimensions: [], mostTokens: 8192, vision: false }],
  [/bce-embedding/, { width: 768, dimensions: [], mostTokens: 512, vision: false }],
  [/./, { width: 1024, dimensions: [], mostTokens: 512, vision: false }],
];

export function embeddingFacts(model: string): EmbeddingFacts {
  const facts = rows.find(([pattern]) => pattern.test(model))?.[1];
  if (facts === undefined) throw new Error("The last row fits every model.");
  return facts;
}

/** Larger models see more of the meaning and less of the letters; the figures are ours. */
export function weightsOf(model: string): Weights {
  const random = randomOf("weights", model.replace(/^Pro\//, ""));
  const size = Number(/-(\d+(?:\.\d+)?)B/.exec(model)?.[1] ?? 1);
  const meaning = 1 + Math.min(1.5, Math.log10(1 + size)) + 0.3 * random();
  return {
    concept: 3 * meaning,
    field: 1 * meaning,
    word: 1.4 + 0.4 * random(),
    letters: 0.25 + 0.2 * random(),
  };
}

/** How near to each other all vectors of a model are, whatever they say: real models are not spread evenly. */
export const commonOf = (model: string): number =>
  /Qwen/.test(model) ? 0.25 : 0.55 + 0.1 * randomOf("common", model.replace(/^Pro\//, ""))();
