import { z } from "zod";
import type { AnswerPlan, PlannedChoice } from "@/lib/simulator/chat/answer-plan";
import { unknownFields } from "@/lib/simulator/chat/chunk-frames";
import { parseJson } from "@/lib/simulator/http/body";
import type { Frame } from "@/lib/simulator/http/reply";
import { isRecord, type Json, type JsonObject } from "@/lib/simulator/json";
import type { AnswerFaults } from "@/lib/simulator/scenarios/scenario";
import { splitTokens } from "@/lib/simulator/tokens";

/*
 * A plan in Anthropic's words. Of SiliconFlow's stream only `message_start` is documented, with input tokens alone, and
 * that `data: [DONE]` ends it; the events between are Anthropic's own, and `message_stop` stands before the end
 * (notes.md section 4).
 */

/** What a block of the answer is, and the pieces in which it comes. */
type PlannedBlock = {
  opening: JsonObject;
  whole: JsonObject;
  pieces: { delta: JsonObject; tokens: number }[];
};

type Writing = { plan: AnswerPlan; id: string; faults: AnswerFaults };

const stopReasons: Readonly<Record<string, string>> = {
  stop: "end_turn",
  length: "max_tokens",
  tool_calls: "tool_use",
};

function stopReason(choice: PlannedChoice, faults: AnswerFaults): string | null {
  if (faults.finishReason !== "as-is") return faults.finishReason;
  return choice.calls.length > 0 && choice.finish === "stop"
    ? "tool_use"
    : (stopReasons[choice.finish] ?? choice.finish);
}

/** Ten letters, as in the documentation's samples. */
const signatureOf = (id: string) =>
  id.replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "").slice(0, 10);

const textPieces = (type: string, field: string, pieces: readonly string[]) =>
  pieces.map((piece) => ({ delta: { type, [field]: piece }, tokens: 1 }));

/** Arguments that were cut off are no object. */
function inputOf(text: string): Json {
  const value = parseJson(Buffer.from(text));
  return isRecord(value) ? z.json().parse(value) : {};
}

function blocksOf(choice: PlannedChoice, id: string): PlannedBlock[] {
  const thinking = choice.reasoning.join("");
  const signature = signatureOf(id);
  const text = choice.content.join("");
  const thought: PlannedBlock = {
    opening: { type: "thinking", thinking: "", signature: "" },
    whole: { type: "thinking", thinking, signature },
    pieces: [
      ...textPieces("thinking_delta", "thinking", choice.reasoning),
      { delta: { type: "signature_delta", signature }, tokens: 0 },
    ],
  };
  const said: PlannedBlock = {
    opening: { type: "text", text: "" },
    whole: { type: "text", text },
    pieces: textPieces("text_delta", "text", choice.content),
  };
  const calls = choice.calls.map((call): PlannedBlock => {
    const named = { type: "tool_use", id: call.id, name: call.name };
    return {
      opening: { ...named, input: {} },
      whole: { ...named, input: inputOf(call.arguments) },
      pieces: textPieces("input_json_delta", "partial_json", splitTokens(call.arguments)),
    };
  });
  return [...(thinking ? [thought] : []), ...(text ? [said] : []), ...calls];
}

function tokensOf(choice: PlannedChoice): number {
  return choice.reasoning.length + choice.content.length + choice.callTokens;
}

function usageOf(counts: JsonObject, faults: AnswerFaults): JsonObject {
  if (faults.usage === "missing") return {};
  if (faults.usage === "negative") return { usage: { input_tokens: -1, output_tokens: -1 } };
  if (faults.usage === "odd") return { usage: { input_tokens: "many", output_tokens: 0.5, extra: null } };
  return { usage: counts };
}

const envelope = ({ plan, id }: Writing, content: Json[]): JsonObject => ({
  id: `msg_${id}`,
  type: "message",
  role: "assistant",
  content,
  model: plan.model,
});

const firstChoice = ({ plan }: Writing): PlannedChoice =>
  plan.choices[0] ?? { reasoning: [], content: [], calls: [], callTokens: 0, finish: "stop" };

/** The answer as one object, and its tokens. */
export function message(writing: Writing): { body: JsonObject; tokens: number } {
  const { plan, faults, id } = writing;
  const choice = firstChoice(writing);
  const tokens = tokensOf(choice);
  const content = blocksOf(choice, id).map(({ whole }) => whole);
  const body = {
    ...envelope(writing, content),
    stop_reason: stopReason(choice, faults),
    stop_sequence: null,
    ...usageOf({ input_tokens: plan.promptTokens, output_tokens: tokens }, faults),
    ...(faults.unknownFields ? unknownFields : {}),
  };
  return { body, tokens };
}

type Part = Extract<Frame, { kind: "data" }>["part"];

function event(part: Part, value: JsonObject & { type: string }, tokens = 0): Frame {
  return { kind: "data", part, event: value.type, value, tokens };
}

/** The answer as the events of a stream. */
export function* messageFrames(writing: Writing): Generator<Frame> {
  const { plan, faults, id } = writing;
  const choice = firstChoice(writing);
  const begun = { ...envelope(writing, []), stop_reason: null, stop_sequence: null };
  const message = { ...begun, ...usageOf({ input_tokens: plan.promptTokens }, faults) };
  yield event("open", { type: "message_start", message, ...(faults.unknownFields ? unknownFields : {}) });
  for (const [index, { opening, pieces }] of blocksOf(choice, id).entries()) {
    yield event("open", { type: "content_block_start", index, content_block: opening });
    for (const { delta, tokens } of pieces)
      yield event("delta", { type: "content_block_delta", index, delta }, tokens);
    yield event("delta", { type: "content_block_stop", index });
  }
  const delta = { stop_reason: stopReason(choice, faults), stop_sequence: null };
  const usage = usageOf({ output_tokens: tokensOf(choice) }, faults);
  yield event("finish", { type: "message_delta", delta, ...usage });
  yield event("done", { type: "message_stop" });
  yield { kind: "data", part: "done", value: "[DONE]", tokens: 0 };
}
