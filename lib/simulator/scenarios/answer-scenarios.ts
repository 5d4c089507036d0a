import type { ScenarioTable } from "@/lib/simulator/scenarios/scenario";

/** What may be wrong with an answer that arrives in good order; streamed and plain alike. */
export const answerScenarios: ScenarioTable = {
  "usage-missing": { description: "No usage anywhere.", effect: () => ({ answer: { usage: "missing" } }) },
  "usage-negative": {
    description: "Usage counts below zero.",
    effect: () => ({ answer: { usage: "negative" } }),
  },
  "usage-odd": {
    description: "Usage with a fraction, a text where a number belongs, and null.",
    effect: () => ({ answer: { usage: "odd" } }),
  },
  "usage-last-chunk": {
    description: "Usage only in a last chunk with `choices: []`, whatever the model does.",
    effect: () => ({ answer: { usageStyle: "last-chunk" } }),
  },
  "empty-answer": {
    description: "A complete answer without text, thinking or calls.",
    effect: () => ({ answer: { content: "empty" } }),
  },
  "null-content": {
    description: "`content` is null wherever the text should be.",
    effect: () => ({ answer: { content: "null" } }),
  },
  "answer-in-reasoning": {
    description: "The whole answer is in reasoning_content and content stays empty, finish_reason stop.",
    effect: () => ({ answer: { content: "in-reasoning" } }),
  },
  "think-tags": {
    description: "The thinking stands in `<think>` tags at the start of content, as before 2025-02-03.",
    effect: () => ({ answer: { content: "think-tags" } }),
  },
  "empty-idle-fields": {
    description: 'Middle frames have `finish_reason: ""` and `reasoning_content: ""` (V3, 2025-04).',
    effect: () => ({ answer: { idleFields: "" } }),
  },
  "broken-tool-calls": {
    description: "Tool-call deltas as GLM-4-9B streams them: id null, name empty, the name in the arguments.",
    effect: () => ({ answer: { toolDeltas: "broken" } }),
  },
  "parallel-tool-calls": {
    description: "`count` tool calls in one answer; the live service was only ever seen to make one.",
    params: { count: "2" },
    effect: (params) => ({ answer: { toolCalls: params.number("count") } }),
  },
  "finish-reason": {
    description: "Ends with finish_reason `value`; empty means null.",
    params: { value: "" },
    effect: (params) => ({ answer: { finishReason: params.text("value") || null } }),
  },
  "json-instead-of-stream": {
    description: "A plain completion although a stream was asked for.",
    effect: () => ({ answer: { ignoreStream: true } }),
  },
  "unknown-fields": {
    description: "Fields that no reference names, at the top level of each chunk.",
    effect: () => ({ answer: { unknownFields: true } }),
  },
  "models-changed": {
    description:
      "GET /models lacks the ids in `remove` and has those in `add` (separated by |); chat agrees.",
    params: { remove: "", add: "" },
    effect: (params) => ({
      answer: { modelsRemoved: params.list("remove"), modelsAdded: params.list("add") },
    }),
  },
  "legacy-user-info": {
    description: "GET /user/info answers 200 with string balances, as before 2026-08-14.",
    effect: () => ({ answer: { legacyUserInfo: true } }),
  },
};
