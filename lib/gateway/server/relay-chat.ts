import "server-only";
import { z } from "zod";
import type { AppError } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import { settleChat } from "@/lib/runs/server/settle";
import { operations } from "@/lib/siliconflow/operations";
import { chatInSiliconFlowsWords } from "./dialect/chat-request";
import { jsonBody } from "./json-body";
import { type RelayParts, relayCall } from "./relay";

/** The loose request schemas of the client door: what they do not know passes on. */
export const gatewayChatSchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(z.unknown()).min(1),
  stream: z.boolean().nullish(),
});
export type GatewayChat = z.infer<typeof gatewayChatSchema>;

export const gatewayCompletionSchema = z.looseObject({
  model: z.string().min(1),
  prompt: z.union([z.string(), z.array(z.unknown())]),
  stream: z.boolean().nullish(),
});

type AnswerRequest = { model: string; stream?: boolean | null | undefined; [field: string]: unknown };

/** POST /v1/chat/completions and POST /v1/completions: an answer in words, streamed or in one piece. */
export function relayAnswer(
  operation: "chat.completions" | "completions",
  parts: RelayParts,
  request: RouteRequest<AnswerRequest>,
): Promise<Result<Reply, AppError>> {
  const { method, path } = operations[operation];
  const { body: input, bodyText: body } = request;
  const streamed = input.stream === true;
  const accept = streamed ? "text/event-stream" : "application/json";
  return relayCall(parts, request, {
    operation,
    input,
    // An answer in one piece comes when all of it is thought and written, which may take minutes.
    request: { method, path, body, accept, silentWhileWorking: !streamed },
    usageOf: ({ output, usage }) => settleChat({ input, output, usage }),
  });
}

/** POST /v1/chat/completions: the caller's bytes go to SiliconFlow as they came, but for words that it does not know. */
export function relayChat(
  parts: RelayParts,
  request: RouteRequest<GatewayChat>,
): Promise<Result<Reply, AppError>> {
  const said = chatInSiliconFlowsWords(request.body);
  const known = said ? { ...request, body: said, bodyText: jsonBody(said) } : request;
  return relayAnswer("chat.completions", parts, known);
}
