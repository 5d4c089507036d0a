import { type AnswerPlan, type PlannedChoice, usageOf } from "@/lib/simulator/chat/answer-plan";
import { type ChunkEnvelope, unknownFields } from "@/lib/simulator/chat/chunk-frames";
import type { JsonObject } from "@/lib/simulator/json";
import type { AnswerFaults } from "@/lib/simulator/scenarios/scenario";

/** The same plan as one object, for a request without `stream` (contract, ChatCompletionResponse). */
export function completion(plan: AnswerPlan, envelope: ChunkEnvelope, faults: AnswerFaults): JsonObject {
  const reasoning = plan.choices.reduce((sum, choice) => sum + choice.reasoning.length, 0);
  const counts = { prompt: plan.promptTokens, reasoning, completion: completionTokens(plan) };
  const usage = usageOf(counts, plan.style, faults);
  return {
    id: envelope.id,
    object: "chat.completion",
    created: envelope.created,
    model: plan.model,
    choices: plan.choices.map((choice, index) => ({
      index,
      message: message(choice, faults),
      finish_reason: faults.finishReason === "as-is" ? choice.finish : faults.finishReason,
    })),
    ...(usage === undefined ? {} : { usage }),
    system_fingerprint: "",
    ...(faults.unknownFields ? unknownFields : {}),
  };
}

export function completionTokens(plan: AnswerPlan): number {
  return plan.choices.reduce(
    (sum, choice) => sum + choice.reasoning.length + choice.content.length + choice.callTokens,
    0,
  );
}

function message(choice: PlannedChoice, faults: AnswerFaults): JsonObject {
  const content = faults.content === "null" ? null : choice.content.join("");
  const fields: JsonObject = { role: "assistant", content };
  if (choice.reasoning.length > 0) fields["reasoning_content"] = choice.reasoning.join("");
  if (choice.calls.length > 0) {
    fields["tool_calls"] = choice.calls.map(({ id, name, arguments: text }) => ({
      id,
      type: "function",
      function: { name, arguments: text },
    }));
  }
  return fields;
}
