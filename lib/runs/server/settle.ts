import "server-only";
import type { ChatUsage } from "@/lib/siliconflow/schema/chat";
import { estimateTokens, type TokenTally } from "../estimate-tokens";
import type { RunPrice, RunUsage } from "../event";

/** What a call used costs at a moment; given by whoever knows the catalogue. */
export type PriceOf = (model: string, usage: RunUsage, at: Date) => RunPrice;

const count = (value: number | null | undefined) => Math.max(0, value ?? 0);

function named(usage: ChatUsage): RunUsage {
  const reasoningTokens = usage.completion_tokens_details?.reasoning_tokens;
  const cachedTokens = usage.prompt_tokens_details?.cached_tokens ?? usage.prompt_cache_hit_tokens;
  const outputTokens = count(usage.completion_tokens);
  const inputTokens = count(usage.prompt_tokens);
  return {
    inputTokens,
    outputTokens,
    ...(reasoningTokens != null && { reasoningTokens: Math.min(count(reasoningTokens), outputTokens) }),
    ...(cachedTokens != null && { cachedTokens: Math.min(count(cachedTokens), inputTokens) }),
    estimated: false,
  };
}

const textKeys = new Set(["content", "text", "messages", "system", "prompt", "prefix", "suffix"]);

/** No request that means anything is nested deeper, and one that is must not end in an overflow. */
const deepestText = 64;

/** The texts of a request, for an estimate; pictures and sound are not counted. */
export function inputText(input: unknown, depth = 0): string {
  if (typeof input === "string") return input.startsWith("data:") ? "" : input;
  if (typeof input !== "object" || input === null || depth === deepestText) return "";
  if (Array.isArray(input)) return input.map((one) => inputText(one, depth + 1)).join("\n");
  return Object.entries(input)
    .filter(([key]) => textKeys.has(key))
    .map(([, value]) => inputText(value, depth + 1))
    .join("\n");
}

/**
 * The tokens that an answer used: as SiliconFlow named them, else an estimate from the texts, marked as one.
 * Nothing when nothing was generated and nothing named: a refused request costs nothing.
 */
export function settleChat(call: {
  input: unknown;
  /** What was generated: its text, or the tally of it. */
  output: string | TokenTally;
  usage: ChatUsage | undefined;
}): RunUsage | undefined {
  const outputTokens = typeof call.output === "string" ? estimateTokens(call.output) : call.output.tokens;
  if (call.usage) {
    const usage = named(call.usage);
    // A stream that was cut may have said more than its last count knows.
    const generated = usage.outputTokens === 0 && outputTokens > 0;
    return generated ? { ...usage, outputTokens, estimated: true } : usage;
  }
  if (outputTokens === 0) return undefined;
  return {
    inputTokens: estimateTokens(inputText(call.input)),
    outputTokens,
    estimated: true,
  };
}
