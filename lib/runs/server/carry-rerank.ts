import "server-only";
import { appError } from "@/lib/core/app-error";
import type { RunUsage } from "@/lib/runs/event";
import {
  type RerankRequest,
  type RerankResponse,
  rerankResponseSchema,
} from "@/lib/siliconflow/schema/rerank";
import { traced } from "./attempt";
import { callAnswered } from "./call-answered";
import type { CarryContext, CarryOutcome } from "./operation";

/** Older replies tell the tokens at the top, newer ones inside `meta` (api/notes, section 11). */
export function rerankUsage({ meta, tokens }: RerankResponse, pictures: boolean): RunUsage | undefined {
  const { input_tokens: inputTokens, output_tokens: outputTokens } =
    meta?.billed_units ?? meta?.tokens ?? tokens ?? {};
  if (inputTokens == null) return undefined;
  // Without pictures none are billed; with them it is only known where it is told.
  const imageTokens = meta?.billed_units?.image_tokens ?? meta?.tokens?.image_tokens ?? (pictures ? null : 0);
  return {
    inputTokens,
    outputTokens: outputTokens ?? 0,
    ...(imageTokens !== null && { imageTokens }),
    estimated: false,
  };
}

const hasPicture = ({ query, documents }: RerankRequest) =>
  [query, ...documents].some((content) => typeof content !== "string" && content.image !== undefined);

/** Has documents ranked by how well they answer a query. */
export async function carryRerank(input: RerankRequest, context: CarryContext): Promise<CarryOutcome> {
  const answer = await callAnswered("rerank", input, context);
  if (!answer.ok) return { error: answer.error, traceId: answer.error.traceId, usage: undefined };
  const { body, traceId } = answer.value;
  const { data: reply } = rerankResponseSchema.safeParse(body);
  const named = new Set(reply?.results.map(({ index }) => index));
  const isSound =
    reply !== undefined &&
    named.size === reply.results.length &&
    reply.results.every(({ index }) => index >= 0 && index < input.documents.length);
  const usage = reply && rerankUsage(reply, hasPicture(input));
  // A document without a score has no rank.
  const results = (reply?.results ?? []).flatMap(({ index, relevance_score: score }) =>
    score == null ? [] : [{ index, score }],
  );
  if (!isSound || results.length === 0)
    return { error: traced(appError("malformed-response"), traceId), traceId, usage };
  context.emit({ type: "ranking", results });
  return { error: undefined, traceId, usage };
}
