import type { z } from "zod";
import { isBroke } from "@/lib/simulator/auth";
import type { Exchange } from "@/lib/simulator/exchange";
import { failureReply, inputTooLong, invalidParameter, limitReached } from "@/lib/simulator/failures";
import type { Reply } from "@/lib/simulator/http/reply";
import { isRecord } from "@/lib/simulator/json";
import { findModel, newcomer, type ServedModel } from "@/lib/simulator/model-catalogue";
import type { LoggedRequest } from "@/lib/simulator/request-log";

/*
 * The checks that text operations share, in the order of notes.md section 13: model, fields, ability (each
 * operation's own), length, balance, limits.
 */

/** No limit is enforced by the service; without one, a single request could fill the memory. */
const mostChoices = 16;

/** The model that would answer, or why none would: one of these sub_types, as the catalogue calls them. */
export function requestedModel(
  { body, faults }: Pick<Exchange, "body" | "faults">,
  subTypes: readonly string[] = ["chat"],
): { refusal: Reply } | { found: ServedModel } {
  const id = isRecord(body) ? body["model"] : undefined;
  // An empty or absent model is a bad parameter, an unknown one does not exist (contract, ChatCompletionRequest).
  if (typeof id !== "string" || id === "")
    return { refusal: invalidParameter("model: a model id is required") };
  const { modelsAdded, modelsRemoved } = faults.answer;
  const found = modelsAdded.includes(id) ? newcomer(id) : findModel(id);
  if (found === undefined || !subTypes.includes(found.sub_type) || modelsRemoved.includes(id))
    return { refusal: failureReply("error-20012") };
  return { found };
}

/** The first field that the contract refuses, with the reason. */
export function wrongField(
  {
    body,
    entry,
    state,
  }: Pick<Exchange, "body" | "state"> & { readonly entry: Pick<LoggedRequest, "undocumentedFields"> },
  schema: z.ZodType,
): Reply | undefined {
  const parsed = schema.safeParse(body);
  const issue = parsed.error?.issues[0];
  if (issue !== undefined) return invalidParameter(`${issue.path.map(String).join(".")}: ${issue.message}`);
  if (isRecord(body) && Number(body["n"] ?? 1) > mostChoices)
    return invalidParameter(`n: at most ${mostChoices} choices`);
  const unknown = state.options.strict ? entry.undocumentedFields[0] : undefined;
  return unknown === undefined
    ? undefined
    : invalidParameter(`${unknown}: the field is not documented (strict mode)`);
}

/** Length, balance, limits: what is checked once the request itself is in order. */
export function overBounds(
  exchange: Pick<Exchange, "key" | "state">,
  model: ServedModel,
  promptTokens: number,
  pictures = 0,
): Reply | undefined {
  const limit = model.context_length;
  if (limit !== null && promptTokens > limit) return inputTooLong(promptTokens, limit);
  if (isBroke(exchange.key)) return failureReply("error-30001");
  const { options, meter } = exchange.state;
  if (!options.limits) return undefined;
  const exhausted = meter.take(exchange.key, model, { tokens: promptTokens, pictures }, options.now());
  return exhausted === null ? undefined : limitReached(exhausted);
}
