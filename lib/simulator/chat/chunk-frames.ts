import type { PlannedCall } from "@/lib/simulator/authoring/tool-calls";
import { type AnswerPlan, type PlannedChoice, usageOf } from "@/lib/simulator/chat/answer-plan";
import type { Frame } from "@/lib/simulator/http/reply";
import type { Json, JsonObject } from "@/lib/simulator/json";
import { pick, type Random } from "@/lib/simulator/random";
import type { AnswerFaults } from "@/lib/simulator/scenarios/scenario";
import { splitTokens } from "@/lib/simulator/tokens";

export type ChunkEnvelope = { id: string; created: number };

type DataPart = Extract<Frame, { kind: "data" }>["part"];
type Delta = { content?: string | null; reasoning?: string | null; calls?: Json[] };

/** Writes one plan as the frames of a stream, in the style of its model (notes.md section 2). */
export function* chunkFrames(
  plan: AnswerPlan,
  envelope: ChunkEnvelope,
  faults: AnswerFaults,
  random: Random,
): Generator<Frame> {
  const writer = new ChunkWriter(plan, envelope, faults);
  for (const [index, choice] of plan.choices.entries()) yield* choiceFrames(writer, choice, index, random);
  yield* writer.closing();
  yield { kind: "data", part: "done", value: "[DONE]", tokens: 0 };
}

function* choiceFrames(
  writer: ChunkWriter,
  choice: PlannedChoice,
  index: number,
  random: Random,
): Generator<Frame> {
  const { style, thinks } = writer.plan;
  yield writer.frame("open", index, thinks ? { content: null, reasoning: "" } : { content: "" }, 0);
  for (const piece of grouped(choice.reasoning, style.doubleFrames, random)) {
    writer.counts.reasoning += piece.tokens;
    yield writer.frame("delta", index, { content: null, reasoning: piece.text }, piece.tokens);
  }
  for (const piece of grouped(choice.content, style.doubleFrames, random)) {
    yield writer.frame("delta", index, { content: piece.text }, piece.tokens);
  }
  for (const [position, call] of choice.calls.entries()) yield* callFrames(writer, call, index, position);
  yield writer.finish(index, choice.finish);
}

function* callFrames(
  writer: ChunkWriter,
  call: PlannedCall,
  index: number,
  position: number,
): Generator<Frame> {
  const delta = (fragment: Json): Delta => ({ content: null, calls: [fragment] });
  if (writer.faults.toolDeltas === "broken") {
    // GLM-4-9B-0414: id null, name empty, the name inside the arguments (notes.md section 3).
    const text = `${call.name}\n${call.arguments}`;
    for (const piece of splitTokens(text)) {
      const fn = { name: "", arguments: piece };
      yield writer.frame(
        "delta",
        index,
        delta({ index: position, id: null, type: "function", function: fn }),
        1,
      );
    }
    return;
  }
  const opening = { name: call.name, arguments: "" };
  yield writer.frame(
    "delta",
    index,
    delta({ index: position, id: call.id, type: "function", function: opening }),
    splitTokens(call.name).length,
  );
  for (const piece of splitTokens(call.arguments)) {
    const fragment = { index: position, id: null, type: null, function: { arguments: piece } };
    yield writer.frame("delta", index, delta(fragment), 1);
  }
}

/** The pieces singly, or now and then two in one frame. */
function* grouped(
  pieces: readonly string[],
  doubles: boolean,
  random: Random,
): Generator<{ text: string; tokens: number }> {
  for (let at = 0; at < pieces.length; ) {
    // The lone line feed before an answer is a frame of its own.
    const alone = !doubles || (at === 0 && pieces[0] === "\n");
    const tokens = Math.min(alone ? 1 : pick(random, [1, 1, 2]), pieces.length - at);
    yield { text: pieces.slice(at, at + tokens).join(""), tokens };
    at += tokens;
  }
}

class ChunkWriter {
  readonly plan: AnswerPlan;
  readonly faults: AnswerFaults;
  readonly counts;
  readonly #envelope: ChunkEnvelope;

  constructor(plan: AnswerPlan, envelope: ChunkEnvelope, faults: AnswerFaults) {
    this.plan = plan;
    this.faults = faults;
    this.counts = { prompt: plan.promptTokens, completion: 0, reasoning: 0 };
    this.#envelope = envelope;
  }

  frame(part: DataPart, index: number, delta: Delta, tokens: number): Frame {
    this.counts.completion += tokens;
    const { style } = this.plan;
    const nulled = this.faults.content === "null" && part === "delta" && delta.reasoning === undefined;
    const fields: JsonObject = {
      content: nulled ? null : (delta.content ?? null),
      reasoning_content: delta.reasoning ?? style.idleReasoning,
    };
    if (part === "open" || style.role === "each") fields["role"] = "assistant";
    if (delta.calls !== undefined) fields["tool_calls"] = delta.calls;
    return this.#data(part, [{ index, delta: fields, finish_reason: style.idleFinish }], tokens);
  }

  finish(index: number, reason: string): Frame {
    const { style } = this.plan;
    const delta: JsonObject = { content: "", reasoning_content: null };
    if (style.roleOnFinish) delta["role"] = "assistant";
    const finish = this.faults.finishReason === "as-is" ? reason : this.faults.finishReason;
    return this.#data("finish", [{ index, delta, finish_reason: finish }], 0);
  }

  *closing(): Generator<Frame> {
    if (this.plan.style.usage !== "last-chunk") return;
    const usage = usageOf(this.counts, this.plan.style, this.faults);
    if (usage !== undefined) {
      yield { kind: "data", part: "usage", value: { ...this.#chunk([]), usage }, tokens: 0 };
    }
  }

  #data(part: DataPart, choices: Json[], tokens: number): Frame {
    const each = this.plan.style.usage === "each-chunk";
    const usage = each ? usageOf(this.counts, this.plan.style, this.faults) : undefined;
    const chunk = this.#chunk(choices);
    return { kind: "data", part, value: usage === undefined ? chunk : { ...chunk, usage }, tokens };
  }

  #chunk(choices: Json[]): JsonObject {
    return {
      id: this.#envelope.id,
      object: "chat.completion.chunk",
      created: this.#envelope.created,
      model: this.plan.model,
      choices,
      system_fingerprint: "",
      ...(this.faults.unknownFields ? unknownFields : {}),
    };
  }
}

/** Fields that no reference names: a reader has to pass over them. */
export const unknownFields: JsonObject = {
  service_tier: "simulated",
  x_future: { nested: [1, { deep: true }], note: "未来字段" },
};
