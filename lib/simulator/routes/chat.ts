import { planAnswer } from "@/lib/simulator/chat/answer-plan";
import { chunkFrames } from "@/lib/simulator/chat/chunk-frames";
import { completion, completionTokens } from "@/lib/simulator/chat/completion";
import { acceptChat, chatRequestFields } from "@/lib/simulator/chat/validate";
import type { Route } from "@/lib/simulator/exchange";
import { hexOf, randomOf } from "@/lib/simulator/random";

/** POST /chat/completions: plain, streamed, with tools, JSON mode, prefix and fill-in-the-middle. */
export const createChatCompletion: Route = {
  method: "POST",
  path: "/v1/chat/completions",
  fields: chatRequestFields,
  handle: (exchange) => {
    const checked = acceptChat(exchange);
    if ("refusal" in checked) return checked.refusal;
    const { accepted } = checked;
    const { state, identity } = exchange;
    const faults = exchange.faults.answer;
    const plan = planAnswer(accepted, faults, state.options.seed ?? "0");
    const envelope = { id: hexOf("id", identity), created: Math.floor(state.options.now() / 1000) };
    if (accepted.request.stream && !faults.ignoreStream) {
      return { kind: "stream", frames: chunkFrames(plan, envelope, faults, randomOf("frames", identity)) };
    }
    const body = completion(plan, envelope, faults);
    return { kind: "json", status: 200, body, tokens: completionTokens(plan) };
  },
};
