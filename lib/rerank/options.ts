import type { Reranker } from "@/lib/models/vector-model";
import type { RerankSettings } from "./settings";

type Options = Pick<RerankSettings, "instruction" | "topN" | "maxChunks" | "overlap">;
type NumberOption = "topN" | "maxChunks" | "overlap";

/** What SiliconFlow takes of each number (docs, /rerank). */
export const ranges = {
  topN: { name: "top_n", low: 1, high: Number.POSITIVE_INFINITY },
  maxChunks: { name: "max_chunks_per_doc", low: 1, high: Number.POSITIVE_INFINITY },
  overlap: { name: "overlap_tokens", low: 0, high: 80 },
} as const;

const numberOptions = ["topN", "maxChunks", "overlap"] as const;

/** A whole number within its range; nothing where it is empty, NaN where it is something else. */
export function numberOf(option: NumberOption, typed: string): number | undefined {
  if (typed.trim() === "") return undefined;
  const { low, high } = ranges[option];
  const value = Number(typed);
  return Number.isInteger(value) && value >= low && value <= high ? value : Number.NaN;
}

/** The options that hold something else than what they take. */
export const wrongOptions = (options: Options): NumberOption[] =>
  numberOptions.filter((option) => Number.isNaN(numberOf(option, options[option])));

/** What is sent to a model beside query and documents: what is set and, by all that is known, taken by it. */
export function fieldsFor(model: Reranker, options: Options): Record<string, unknown> {
  const instruction = options.instruction.trim();
  const numbers = numberOptions.flatMap((option) => {
    const value = numberOf(option, options[option]);
    const taken = option === "topN" || model.chunks;
    return value === undefined || !taken ? [] : [[ranges[option].name, value] as const];
  });
  return {
    ...(instruction !== "" && model.instruction !== false && { instruction }),
    ...Object.fromEntries(numbers),
  };
}

/** The options of a record as they would be typed. */
export function optionsOf(fields: Record<string, unknown>): Options {
  const typed = (value: unknown) => (typeof value === "number" ? String(value) : "");
  const { instruction } = fields;
  return {
    instruction: typeof instruction === "string" ? instruction : "",
    topN: typed(fields[ranges.topN.name]),
    maxChunks: typed(fields[ranges.maxChunks.name]),
    overlap: typed(fields[ranges.overlap.name]),
  };
}
