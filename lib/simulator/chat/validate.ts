import type { z } from "zod";
import { chatCompletionRequestSchema } from "@/lib/siliconflow/schema/chat";
import type { ChatRequest } from "@/lib/simulator/chat/chat-request";
import { readChatRequest } from "@/lib/simulator/chat/chat-request";
import { countPromptTokens } from "@/lib/simulator/chat/prompt-tokens";
import { overBounds, requestedModel, wrongField } from "@/lib/simulator/checks";
import type { Exchange } from "@/lib/simulator/exchange";
import { failureReply, invalidParameter } from "@/lib/simulator/failures";
import type { Reply } from "@/lib/simulator/http/reply";
import { isRecord } from "@/lib/simulator/json";
import type { ServedModel } from "@/lib/simulator/model-catalogue";
import type { LoggedRequest } from "@/lib/simulator/request-log";

export const chatRequestFields = Object.keys(chatCompletionRequestSchema.shape);

export type AcceptedChat = { request: ChatRequest; model: ServedModel; promptTokens: number };

/** What is read of a request for an answer; a line of a batch is one too. */
export type ChatCall = Pick<Exchange, "state" | "key" | "body" | "identity" | "faults"> & {
  readonly entry: Pick<LoggedRequest, "undocumentedFields">;
};

type Checked = { refusal: Reply } | { accepted: AcceptedChat };

/** Answers what is wrong, or the request ready to be answered. */
export const acceptChat = (exchange: ChatCall): Checked =>
  acceptRequest(exchange, chatCompletionRequestSchema, readChatRequest);

/** The same for a request that asks for an answer in other words. */
export function acceptRequest(
  exchange: ChatCall,
  schema: z.ZodType,
  read: (body: unknown) => ChatRequest,
): Checked {
  if (!isRecord(exchange.body)) return { refusal: failureReply("error-20015") };
  const model = requestedModel(exchange);
  if ("refusal" in model) return model;
  const wrong = wrongField(exchange, schema);
  if (wrong !== undefined) return { refusal: wrong };
  const request = read(exchange.body);
  const promptTokens = countPromptTokens(request, model.found.id);
  const refusal = lacksAbility(request, model.found) ?? overBounds(exchange, model.found, promptTokens);
  return refusal === undefined ? { accepted: { request, model: model.found, promptTokens } } : { refusal };
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
