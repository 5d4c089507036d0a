import type { PlannedCall } from "@/lib/simulator/authoring/tool-calls";
import { writeAnswer } from "@/lib/simulator/authoring/write-answer";
import type { AcceptedChat } from "@/lib/simulator/chat/validate";
import { type WireStyle, wireStyleOf } from "@/lib/simulator/chat/wire-style";
import type { JsonObject } from "@/lib/simulator/json";
import type { AnswerFaults } from "@/lib/simulator/scenarios/scenario";
import { splitTokens } from "@/lib/simulator/tokens";

/** One choice, decided before its first byte is written; the pieces are tokens. */
export type PlannedChoice = {
  reasoning: string[];
  content: string[];
  calls: PlannedCall[];
  /** Tokens of the calls' names and arguments. */
  callTokens: number;
  finish: string;
};

export type AnswerPlan = {
  model: string;
  style: WireStyle;
  thinks: boolean;
  promptTokens: number;
  choices: PlannedChoice[];
};

/** Reasoning models think; models with a switch think unless it is false (notes.md sections 3 and 13). */
function thinksNow({ request, model }: AcceptedChat): boolean {
  if (model.reasoning !== true) return false;
  return model.thinking_switch === false || request.enable_thinking !== false;
}

export function planAnswer(chat: AcceptedChat, faults: AnswerFaults, seed: string): AnswerPlan {
  const style = faultyStyle(wireStyleOf(chat.model.style), faults);
  const thinks = thinksNow(chat);
  const choices = Array.from({ length: chat.request.n }, (_, index) =>
    planChoice(chat, style, thinks, faults, `${seed} ${index}`),
  );
  return { model: chat.model.id, style, thinks, promptTokens: chat.promptTokens, choices };
}

function faultyStyle(style: WireStyle, faults: AnswerFaults): WireStyle {
  const idle =
    faults.idleFields === null ? {} : { idleReasoning: faults.idleFields, idleFinish: faults.idleFields };
  return { ...style, ...idle, ...(faults.usageStyle === "as-is" ? {} : { usage: faults.usageStyle }) };
}

function planChoice(
  chat: AcceptedChat,
  style: WireStyle,
  thinks: boolean,
  faults: AnswerFaults,
  seed: string,
): PlannedChoice {
  const { request, model } = chat;
  const written = writeAnswer({
    request,
    modelId: model.id,
    thinks,
    toolIds: style.toolIds,
    toolCalls: faults.toolCalls,
    seed,
  });
  const reasoning = withinBudget(splitTokens(written.reasoning), request.thinking_budget, style);
  const opening = thinks && style.leadingNewline && written.content !== "" ? "\n" : "";
  const stopped = cutAtStop(opening + written.content, request.stop);
  const choice: PlannedChoice = {
    reasoning,
    content: splitTokens(stopped),
    calls: written.calls,
    callTokens: written.calls.reduce((sum, call) => sum + splitTokens(call.name + call.arguments).length, 0),
    finish: written.calls.length > 0 ? toolFinish(request.tool_choice, style) : "stop",
  };
  return withinLength(misplaced(choice, faults), request.max_tokens);
}

function toolFinish(choice: AcceptedChat["request"]["tool_choice"], style: WireStyle): string {
  const forced = choice === "required" || typeof choice === "object";
  return forced ? style.forcedToolFinish : "tool_calls";
}

function withinBudget(pieces: string[], budget: number | undefined, style: WireStyle): string[] {
  if (budget === undefined || style.thinkingBudget === "ignored" || pieces.length <= budget) return pieces;
  if (style.thinkingBudget === "hard") return pieces.slice(0, budget);
  const end = pieces.findIndex((piece, index) => index >= budget && /[.。!?！？\n]/.test(piece));
  return end === -1 ? pieces : pieces.slice(0, end + 1);
}

/** Everything from the earliest stop sequence on is left out, the sequence too. */
export function cutAtStop(text: string, stop: readonly string[]): string {
  const found = stop.map((sequence) => text.indexOf(sequence)).filter((at) => at !== -1);
  return found.length === 0 ? text : text.slice(0, Math.min(...found));
}

/** Thinking uses up `max_tokens` too (notes.md section 3). A call that does not fit is cut as well: its JSON is broken then. */
function withinLength(choice: PlannedChoice, maxTokens: number | undefined): PlannedChoice {
  const total = choice.reasoning.length + choice.content.length + choice.callTokens;
  if (maxTokens === undefined || total <= maxTokens) return choice;
  const reasoning = choice.reasoning.slice(0, maxTokens);
  const content = choice.content.slice(0, maxTokens - reasoning.length);
  const left = maxTokens - reasoning.length - content.length;
  const calls = left === 0 ? [] : cutCalls(choice.calls, left);
  return { reasoning, content, calls, callTokens: left, finish: "length" };
}

function cutCalls(calls: readonly PlannedCall[], tokens: number): PlannedCall[] {
  let left = tokens;
  return calls.flatMap((call) => {
    if (left <= 0) return [];
    const pieces = splitTokens(call.arguments);
    const kept = pieces.slice(0, Math.max(0, left - splitTokens(call.name).length));
    left -= splitTokens(call.name).length + pieces.length;
    return { ...call, arguments: kept.join("") };
  });
}

function misplaced(choice: PlannedChoice, faults: AnswerFaults): PlannedChoice {
  switch (faults.content) {
    case "as-is":
    case "null":
      return choice;
    case "empty":
      return { ...choice, reasoning: [], content: [], calls: [], callTokens: 0 };
    case "in-reasoning":
      return { ...choice, reasoning: choice.content, content: [] };
    case "think-tags": {
      const thinking = ["<think>", ...choice.reasoning, "</think>", "\n\n"];
      return { ...choice, reasoning: [], content: [...thinking, ...choice.content] };
    }
  }
}

export type TokenCounts = { prompt: number; reasoning: number; completion: number };

/** The usage object in the model's own detail, or undefined where a fault leaves it out. */
export function usageOf(counts: TokenCounts, style: WireStyle, faults: AnswerFaults): JsonObject | undefined {
  if (faults.usage === "missing") return undefined;
  const { prompt, completion, reasoning } = counts;
  if (faults.usage === "negative") {
    return { prompt_tokens: -1, completion_tokens: -completion, total_tokens: -1 - completion };
  }
  if (faults.usage === "odd") {
    return { prompt_tokens: prompt, completion_tokens: completion + 0.5, total_tokens: "many", extra: null };
  }
  const usage: JsonObject = {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
  };
  if (style.usageDetails === "none") return usage;
  usage["completion_tokens_details"] = { reasoning_tokens: reasoning };
  if (style.usageDetails === "reasoning") return usage;
  return {
    ...usage,
    prompt_tokens_details: { cached_tokens: 0 },
    prompt_cache_hit_tokens: 0,
    prompt_cache_miss_tokens: prompt,
  };
}
