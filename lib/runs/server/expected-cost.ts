import "server-only";
import type { AppError } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";
import { estimateTokens } from "../estimate-tokens";
import type { RunUsage } from "../event";
import { inputText, type PriceOf } from "./settle";

/**
 * What a call is expected to cost: millionths of a yuan as far as that is known, whether it surely costs nothing, and
 * whether that must not be told.
 */
export type ExpectedCost = { microCny: number; free: boolean; secret?: boolean };

/** Who watches over what is spent. What is given is called when a call stands in the ledger, or came to nothing. */
export type Admission = {
  /** Lets a call begin, or says why not. */
  admit: (cost: ExpectedCost) => Promise<Result<() => void, AppError>>;
  /** Counts one that an earlier process had let in. */
  hold: (cost: ExpectedCost) => () => void;
};

/** For an answer that may become as long as the model likes. */
const usualAnswerTokens = 4096;
/** More than any model gives: whatever number was asked for, a sum stays exact when it is taken off again. */
const mostAnswerTokens = 1e7;
const mostPieces = 128;
const nothing: ExpectedCost = { microCny: 0, free: true };
/** Asking about a job that was paid for. */
const lookups: ReadonlySet<string> = new Set(["video.status", "batches.get", "batches.cancel"]);

/** A call by the name of its operation, and what was asked for in whatever words: only what is understood counts. */
export type ExpectedCall = { operation: string; input: { model: string; [field: string]: unknown } };

const tokens = (inputTokens: number, outputTokens = 0): RunUsage => ({
  inputTokens: Math.max(1, inputTokens),
  outputTokens,
  estimated: true,
});

const countOf = (value: unknown, otherwise: number, most: number) =>
  typeof value === "number" && value > 0 ? Math.min(Math.ceil(value), most) : otherwise;

function answerUsage(input: ExpectedCall["input"]): RunUsage {
  const longest = countOf(input["max_tokens"], usualAnswerTokens, mostAnswerTokens);
  return tokens(estimateTokens(inputText(input)), longest * countOf(input["n"], 1, mostPieces));
}

/** What a request will use, by the little that is known before. */
export function expectedUsage({ operation, input }: ExpectedCall): RunUsage {
  switch (operation) {
    case "chat.completions":
    case "completions":
    case "messages":
      return answerUsage(input);
    case "images.generations":
      return {
        ...tokens(0),
        inputTokens: 0,
        images: countOf(input["batch_size"] ?? input["n"], 1, mostPieces),
      };
    case "video.submit":
      return { ...tokens(0), inputTokens: 0, videos: 1 };
    case "audio.speech":
      return { ...tokens(0), inputTokens: 0, utf8Bytes: Buffer.byteLength(inputText(input["input"])) };
    case "embeddings":
      return tokens(estimateTokens(inputText(input["input"])));
    case "rerank":
      return tokens(estimateTokens(inputText([input["query"], input["documents"]])));
    // Something; nobody knows how much before it is done.
    default:
      return { ...tokens(1, 1), batched: operation === "batches" };
  }
}

function costOf(model: string, usage: RunUsage, priceOf: PriceOf): ExpectedCost {
  const price = priceOf(model, usage, new Date());
  if (price.kind === "unknown") return { microCny: 0, free: false };
  return { microCny: Math.ceil(price.cny * 1e6), free: price.cny === 0 };
}

/** What a call is expected to cost. Asking about a job that was paid for costs nothing. */
export function expectedCost(call: ExpectedCall, priceOf: PriceOf): ExpectedCost {
  return lookups.has(call.operation) ? nothing : costOf(call.input.model, expectedUsage(call), priceOf);
}
