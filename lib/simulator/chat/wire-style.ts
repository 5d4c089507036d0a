/*
 * How each family of models writes its stream: data, so that a newly observed habit is a new row. The habits
 * marked «captured» are from notes.md section 2; the rest repeat the nearest captured model.
 */

export type WireStyle = {
  /** `role` stands in the first delta, or in each; and also in the delta that finishes. */
  role: "first" | "each";
  roleOnFinish: boolean;
  /** Cumulative on each chunk, or once in a last chunk whose `choices` is empty. */
  usage: "each-chunk" | "last-chunk";
  usageDetails: "none" | "reasoning" | "cache";
  /** The answer opens with a lone line feed after thinking. */
  leadingNewline: boolean;
  /** What stands in a field that the chunk does not use, while the answer or the thinking goes on. */
  idleReasoning: null | "";
  idleFinish: null | "";
  /** Frames may carry two tokens at once: the counts then jump by two. */
  doubleFrames: boolean;
  toolIds: "hex" | "call" | "functions";
  forcedToolFinish: "tool_calls" | "stop";
  /** A budget that stops thinking at once, at the end of the sentence, or not at all. */
  thinkingBudget: "hard" | "sentence" | "ignored";
};

/** Captured from DeepSeek-V3, 2025-07. */
const deepseekV3: WireStyle = {
  role: "first",
  roleOnFinish: false,
  usage: "each-chunk",
  usageDetails: "none",
  leadingNewline: false,
  idleReasoning: null,
  idleFinish: null,
  doubleFrames: false,
  toolIds: "hex",
  forcedToolFinish: "tool_calls",
  thinkingBudget: "sentence",
};

export const wireStyles: Readonly<Record<string, WireStyle>> = {
  "deepseek-v3": deepseekV3,
  "deepseek-v3.1": { ...deepseekV3, usageDetails: "cache" },
  /** Captured from DeepSeek-R1, 2025-12. */
  "deepseek-r1": {
    ...deepseekV3,
    role: "each",
    usageDetails: "reasoning",
    leadingNewline: true,
    doubleFrames: true,
  },
  qwen3: { ...deepseekV3, usageDetails: "reasoning", toolIds: "call", thinkingBudget: "hard" },
  "qwen3.5": {
    ...deepseekV3,
    usageDetails: "reasoning",
    leadingNewline: true,
    toolIds: "call",
    forcedToolFinish: "stop",
    thinkingBudget: "hard",
  },
  /** Observed on Qwen3.5-4B (notes.md sections 2 and 3). */
  "qwen3.5-4b": {
    ...deepseekV3,
    usage: "last-chunk",
    usageDetails: "reasoning",
    leadingNewline: true,
    toolIds: "call",
    forcedToolFinish: "stop",
    thinkingBudget: "ignored",
  },
  /** Captured from Kimi-K2.5, 2026-03. */
  kimi: {
    ...deepseekV3,
    role: "each",
    roleOnFinish: true,
    usageDetails: "cache",
    toolIds: "functions",
  },
  glm: { ...deepseekV3, usageDetails: "cache", doubleFrames: true },
};

export function wireStyleOf(name: string | undefined): WireStyle {
  return wireStyles[name ?? ""] ?? deepseekV3;
}
