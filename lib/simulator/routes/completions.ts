import { z } from "zod";
import { completionRequestSchema } from "@/lib/siliconflow/schema/completions";
import { gapText } from "@/lib/simulator/authoring/continuation";
import { cutAtStop, type TokenCounts, usageOf } from "@/lib/simulator/chat/answer-plan";
import { unknownFields } from "@/lib/simulator/chat/chunk-frames";
import { type WireStyle, wireStyleOf } from "@/lib/simulator/chat/wire-style";
import { overBounds, requestedModel, wrongField } from "@/lib/simulator/checks";
import type { Exchange, Route } from "@/lib/simulator/exchange";
import { failureReply, invalidParameter } from "@/lib/simulator/failures";
import type { Frame, Reply } from "@/lib/simulator/http/reply";
import { isRecord, type Json, type JsonObject } from "@/lib/simulator/json";
import { hexOf } from "@/lib/simulator/random";
import { countTokens, splitTokens } from "@/lib/simulator/tokens";

/*
 * POST /completions: the text between `prompt` and `suffix`. No live frame was ever captured; the form is that
 * of the official sample (`choices[0].text`) with usage as the chat models write it (notes.md section 2).
 */

const requestSchema = z.object({
  prompt: z.string(),
  suffix: z.string().default(""),
  stream: z.boolean().default(false),
  max_tokens: z.number().optional(),
  stop: z.array(z.string()).default([]),
  n: z.number().default(1),
});

type Request = z.output<typeof requestSchema>;

type Plan = {
  model: string;
  style: WireStyle;
  promptTokens: number;
  pieces: string[];
  finish: string | null;
  n: number;
};

function planCompletion(request: Request, exchange: Exchange): Pick<Plan, "pieces" | "finish"> {
  const { content, finishReason } = exchange.faults.answer;
  const silent = content === "empty" || content === "null";
  const written = cutAtStop(
    gapText(request.prompt),
    request.stop.filter((sequence) => sequence !== ""),
  );
  const pieces = silent ? [] : splitTokens(written);
  const kept = pieces.slice(0, request.max_tokens);
  const finish = kept.length < pieces.length ? "length" : "stop";
  return { pieces: kept, finish: finishReason === "as-is" ? finish : finishReason };
}

/** What every frame and the whole answer have around their choices. */
function envelopeOf({ model }: Plan, { identity, state, faults }: Exchange) {
  return (choices: Json[], usage: JsonObject | undefined): JsonObject => ({
    id: hexOf("id", identity),
    object: "text_completion",
    created: Math.floor(state.options.now() / 1000),
    model,
    choices,
    ...(usage === undefined ? {} : { usage }),
    ...(faults.answer.unknownFields ? unknownFields : {}),
  });
}

function* completionFrames(plan: Plan, exchange: Exchange): Generator<Frame> {
  const envelope = envelopeOf(plan, exchange);
  const counts: TokenCounts = { prompt: plan.promptTokens, completion: 0, reasoning: 0 };
  const usage = () => usageOf(counts, plan.style, exchange.faults.answer);
  const last = plan.style.usage === "last-chunk" || exchange.faults.answer.usageStyle === "last-chunk";
  const frame = (part: "delta" | "finish" | "usage", choices: Json[], tokens: number): Frame => {
    counts.completion += tokens;
    const value = envelope(choices, last === (part === "usage") ? usage() : undefined);
    return { kind: "data", part, value, tokens };
  };
  for (let index = 0; index < plan.n; index++) {
    for (const text of plan.pieces) yield frame("delta", [{ index, text, finish_reason: null }], 1);
    yield frame("finish", [{ index, text: "", finish_reason: plan.finish }], 0);
  }
  if (last) yield frame("usage", [], 0);
  yield { kind: "data", part: "done", value: "[DONE]", tokens: 0 };
}

function wholeCompletion(plan: Plan, exchange: Exchange): Reply {
  const completion = plan.pieces.length * plan.n;
  const counts: TokenCounts = { prompt: plan.promptTokens, completion, reasoning: 0 };
  const text = plan.pieces.join("");
  const choices = Array.from({ length: plan.n }, (_, index) => ({ index, text, finish_reason: plan.finish }));
  const usage = usageOf(counts, plan.style, exchange.faults.answer);
  return { kind: "json", status: 200, body: envelopeOf(plan, exchange)(choices, usage), tokens: completion };
}

/** POST /completions: fills the gap, streamed or whole. Models that are known not to are refused with 20015. */
export const createCompletion: Route = {
  method: "POST",
  path: "/v1/completions",
  fields: Object.keys(completionRequestSchema.shape),
  handle: (exchange) => {
    if (!isRecord(exchange.body)) return failureReply("error-20015");
    const model = requestedModel(exchange);
    if ("refusal" in model) return model.refusal;
    const wrong = wrongField(exchange, completionRequestSchema);
    if (wrong !== undefined) return wrong;
    const request = requestSchema.parse(exchange.body);
    // No code is documented for this; it is a parameter that does not fit the model.
    if (model.found.fim === false)
      return invalidParameter("model: fill-in-the-middle is not supported for this model");
    const promptTokens = countTokens(request.prompt) + countTokens(request.suffix);
    const refusal = overBounds(exchange, model.found, promptTokens);
    if (refusal !== undefined) return refusal;
    const { id, style } = model.found;
    const plan: Plan = {
      ...planCompletion(request, exchange),
      model: id,
      style: wireStyleOf(style),
      promptTokens,
      n: request.n,
    };
    const streamed = request.stream && !exchange.faults.answer.ignoreStream;
    return streamed
      ? { kind: "stream", frames: completionFrames(plan, exchange) }
      : wholeCompletion(plan, exchange);
  },
};
