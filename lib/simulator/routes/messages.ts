import { messagesRequestSchema } from "@/lib/siliconflow/schema/messages";
import { planAnswer } from "@/lib/simulator/chat/answer-plan";
import { acceptRequest } from "@/lib/simulator/chat/validate";
import type { Route } from "@/lib/simulator/exchange";
import { message, messageFrames } from "@/lib/simulator/messages/message";
import { readMessagesRequest } from "@/lib/simulator/messages/read-messages";
import { hexOf } from "@/lib/simulator/random";

/** POST /messages: the chat models in Anthropic's dialect, refused with the platform's own errors. */
export const createMessage: Route = {
  method: "POST",
  path: "/v1/messages",
  fields: Object.keys(messagesRequestSchema.shape),
  takesApiKeyHeader: true,
  handle: (exchange) => {
    const checked = acceptRequest(exchange, messagesRequestSchema, readMessagesRequest);
    if ("refusal" in checked) return checked.refusal;
    const { accepted } = checked;
    const faults = exchange.faults.answer;
    const plan = planAnswer(accepted, faults, exchange.state.options.seed ?? "0");
    const writing = { plan, faults, id: hexOf("message", exchange.identity).slice(0, 24) };
    if (accepted.request.stream && !faults.ignoreStream)
      return { kind: "stream", frames: messageFrames(writing) };
    return { kind: "json", status: 200, ...message(writing) };
  },
};
