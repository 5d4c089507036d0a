import "server-only";
import type { AppError } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";
import { estimateTokens } from "../estimate-tokens";
import type { RunUsage } from "../event";
import type { RunRequest } from "../run-request";
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
const lookups: ReadonlySet<RunRequest["operation"]> = new Set([
  "video.status",
  "batches.get",
  "batches.cancel",
]);

const tokens = (inputTokens: number, outputTokens = 0): RunUsage => ({
  inputTokens: Math.max(1, inputTokens),
  outputTokens,
  estimated: true,
});

type AnswerFields = { max_tokens?: unknown; n?: unknown };
const countOf = (value: unknown, otherwise: number, most: number) =>
  typeof value === "number" && value > 0 ? Math.min(Math.ceil(value), most) : otherwise;

function answerUsage(input: AnswerFields): RunUsage {
  const longest = countOf(input.max_tokens, usualAnswerTokens, mostAnswerTokens);
  return tokens(estimateTokens(inputText(input)), longest * countOf(input.n, 1, mostPieces));
}

/** What a request will use, by the little that is known before. */
function usageOf(request: RunRequest): RunUsage {
  switch (request.operation) {
    case "chat.completions":
    case "completions":
      return answerUsage(request.input);
    case "images.generations":
      return {
        ...tokens(0),
        inputTokens: 0,
        images: countOf(request.input.batch_size ?? request.input.n, 1, mostPieces),
      };
    case "video.submit":
      return { ...tokens(0), inputTokens: 0, videos: 1 };
    case "audio.speech":
      return { ...tokens(0), inputTokens: 0, utf8Bytes: Buffer.byteLength(request.input.input) };
    case "embeddings":
      return tokens(estimateTokens(inputText(request.input.input)));
    case "rerank":
      return tokens(estimateTokens(inputText([request.input.query, request.input.documents])));
    // Something; nobody knows how much before it is done.
    default:
      return { ...tokens(1, 1), batched: request.operation === "batches" };
  }
}

function costOf(model: string, usage: RunUsage, priceOf: PriceOf): ExpectedCost {
  const price = priceOf(model, usage, new Date());
  if (price.kind === "unknown") return { microCny: 0, free: false };
  return { microCny: Math.ceil(price.cny * 1e6), free: price.cny === 0 };
}

/** What a run is expected to cost. Asking about a job that was paid for costs nothing. */
export function expectedCost(request: RunRequest, priceOf: PriceOf): ExpectedCost {
  return lookups.has(request.operation) ? nothing : costOf(request.input.model, usageOf(request), priceOf);
}

/** What an answer is expected to cost that another program asks for in its own words. */
export const expectedAnswerCost = (input: AnswerFields & { model: string }, priceOf: PriceOf): ExpectedCost =>
  costOf(input.model, answerUsage(input), priceOf);
