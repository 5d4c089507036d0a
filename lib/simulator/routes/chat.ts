import { planAnswer } from "@/lib/simulator/chat/answer-plan";
import { chunkFrames } from "@/lib/simulator/chat/chunk-frames";
import { completion, completionTokens } from "@/lib/simulator/chat/completion";
import { acceptChat, type ChatCall, chatRequestFields } from "@/lib/simulator/chat/validate";
import type { Route } from "@/lib/simulator/exchange";
import type { Reply } from "@/lib/simulator/http/reply";
import { hexOf, randomOf } from "@/lib/simulator/random";

/** The answer to one request, of a call of its own or of a batch. */
export function answerChat(call: ChatCall): Reply {
  const checked = acceptChat(call);
  if ("refusal" in checked) return checked.refusal;
  const { accepted } = checked;
  const { state, identity } = call;
  const faults = call.faults.answer;
  const plan = planAnswer(accepted, faults, state.options.seed ?? "0");
  const envelope = { id: hexOf("id", identity), created: Math.floor(state.options.now() / 1000) };
  if (accepted.request.stream && !faults.ignoreStream)
    return { kind: "stream", frames: chunkFrames(plan, envelope, faults, randomOf("frames", identity)) };
  const body = completion(plan, envelope, faults);
  return { kind: "json", status: 200, body, tokens: completionTokens(plan) };
}

/** POST /chat/completions: plain, streamed, with tools, JSON mode, prefix and fill-in-the-middle. */
export const createChatCompletion: Route = {
  method: "POST",
  path: "/v1/chat/completions",
  fields: chatRequestFields,
  handle: answerChat,
};
