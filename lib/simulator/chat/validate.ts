import { chatCompletionRequestSchema } from "@/lib/siliconflow/schema/chat";
import { isBroke } from "@/lib/simulator/auth";
import type { ChatRequest } from "@/lib/simulator/chat/chat-request";
import { readChatRequest } from "@/lib/simulator/chat/chat-request";
import { countPromptTokens } from "@/lib/simulator/chat/prompt-tokens";
import type { Exchange } from "@/lib/simulator/exchange";
import { failureReply, inputTooLong, invalidParameter, limitReached } from "@/lib/simulator/failures";
import type { Reply } from "@/lib/simulator/http/reply";
import { isRecord } from "@/lib/simulator/json";
import { findModel, newcomer, type ServedModel } from "@/lib/simulator/model-catalogue";

export const chatRequestFields = Object.keys(chatCompletionRequestSchema.shape);

/** No limit is documented; without one, a single request could fill the memory. */
const mostChoices = 16;

export type AcceptedChat = { request: ChatRequest; model: ServedModel; promptTokens: number };

/**
 * The checks in the order of notes.md section 13: model, roles and ranges, ability, length, balance, limits.
 * Answers what is wrong, or the request ready to be answered.
 */
export function acceptChat(exchange: Exchange): { refusal: Reply } | { accepted: AcceptedChat } {
  const { body } = exchange;
  if (!isRecord(body)) return { refusal: failureReply("error-20015") };
  const model = requestedModel(body["model"], exchange);
  if ("refusal" in model) return model;
  const wrong = wrongField(exchange);
  if (wrong !== undefined) return { refusal: invalidParameter(wrong) };
  const request = readChatRequest(body);
  const promptTokens = countPromptTokens(request);
  const refusal =
    lacksAbility(request, model.found) ??
    tooLong(promptTokens, model.found) ??
    (isBroke(exchange.key) ? failureReply("error-30001") : undefined) ??
    overLimit(exchange, model.found, promptTokens);
  return refusal === undefined ? { accepted: { request, model: model.found, promptTokens } } : { refusal };
}

function requestedModel(id: unknown, { faults }: Exchange): { refusal: Reply } | { found: ServedModel } {
  // An empty or absent model is a bad parameter, an unknown one does not exist (contract, ChatCompletionRequest).
  if (typeof id !== "string" || id === "")
    return { refusal: invalidParameter("model: a model id is required") };
  const { modelsAdded, modelsRemoved } = faults.answer;
  const found = modelsAdded.includes(id) ? newcomer(id) : findModel(id);
  const isChat = found !== undefined && found.sub_type === "chat" && !modelsRemoved.includes(id);
  return isChat ? { found } : { refusal: failureReply("error-20012") };
}

/** The first field that the contract refuses, with the reason. */
function wrongField({ body, entry, state }: Exchange): string | undefined {
  const parsed = chatCompletionRequestSchema.safeParse(body);
  const issue = parsed.error?.issues[0];
  if (issue !== undefined) return `${issue.path.map(String).join(".")}: ${issue.message}`;
  if (isRecord(body) && Number(body["n"] ?? 1) > mostChoices) return `n: at most ${mostChoices} choices`;
  const unknown = state.options.strict ? entry.undocumentedFields[0] : undefined;
  return unknown === undefined ? undefined : `${unknown}: the field is not documented (strict mode)`;
}

function lacksAbility(request: ChatRequest, model: ServedModel): Reply | undefined {
  const json = request.response_format !== undefined && request.response_format.type !== "text";
  if (json && model.json === false) return failureReply("error-20024");
  if (request.tools.length > 0 && model.tools === false) return failureReply("error-20037");
  if (request.tools.length > 0 && model.tools_need_thinking_off && request.enable_thinking !== false) {
    return invalidParameter("enable_thinking: tools need enable_thinking to be false on this model");
  }
  const sees = { image: model.vision, video: model.video_in, audio: model.audio_in };
  const blind = request.turns.some((turn) => turn.media.some((medium) => sees[medium.kind] === false));
  return blind ? failureReply("error-20041") : undefined;
}

function tooLong(promptTokens: number, model: ServedModel): Reply | undefined {
  const limit = model.context_length;
  return limit !== null && promptTokens > limit ? inputTooLong(promptTokens, limit) : undefined;
}

function overLimit(exchange: Exchange, model: ServedModel, promptTokens: number): Reply | undefined {
  const { options, meter } = exchange.state;
  if (!options.limits) return undefined;
  const exhausted = meter.take(exchange.key, model, promptTokens, options.now());
  return exhausted === null ? undefined : limitReached(exhausted);
}
