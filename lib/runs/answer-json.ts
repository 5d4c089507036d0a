import type { RunUsage } from "./event";
import type { RunOutput, RunSnapshot } from "./snapshot";

type Part = RunOutput["parts"][number];

const textOf = (parts: readonly Part[], kind: Part["kind"]) =>
  parts
    .filter((part) => part.kind === kind)
    .map((part) => part.text)
    .join("");

function toolCallsOf(parts: readonly Part[]) {
  return parts
    .filter((part) => part.kind === "tool-call")
    .map((part) => ({
      id: part.toolCallId,
      type: "function",
      function: { name: part.name, arguments: part.text },
    }));
}

function messageOf(parts: readonly Part[]) {
  const reasoning = textOf(parts, "reasoning");
  const calls = toolCallsOf(parts);
  return {
    role: "assistant",
    content: textOf(parts, "text"),
    ...(reasoning && { reasoning_content: reasoning }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

function usageOf(usage: RunUsage) {
  const { inputTokens, outputTokens, reasoningTokens, cachedTokens } = usage;
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(reasoningTokens !== undefined && {
      completion_tokens_details: { reasoning_tokens: reasoningTokens },
    }),
    ...(cachedTokens !== undefined && { prompt_tokens_details: { cached_tokens: cachedTokens } }),
  };
}

/** Pictures and clips by their ids here: SiliconFlow's links are never kept. */
function mediaJson({ media = [], inferenceSeconds, seed }: RunOutput, name: "images" | "videos") {
  return {
    [name]: media.map(({ id, mediaType, bytes }) => ({ id, type: mediaType, bytes })),
    timings: { inference: inferenceSeconds },
    seed,
  };
}

/**
 * What arrived, in the form in which SiliconFlow answers without a stream: put together from the run's parts, so
 * without the ids that only SiliconFlow knows.
 */
export function answerJson({ operation, model, startedAt, output }: RunSnapshot) {
  if (operation === "images.generations") return mediaJson(output, "images");
  if (operation.startsWith("video.")) return mediaJson(output, "videos");
  const chat = operation === "chat.completions";
  const numbers = [...new Set(output.parts.map((part) => part.choice))].sort((a, b) => a - b);
  const choices = numbers.map((index) => {
    const parts = output.parts.filter((part) => part.choice === index);
    const said = chat ? { message: messageOf(parts) } : { text: textOf(parts, "text") };
    return { index, ...said, finish_reason: output.finishReason ?? null };
  });
  return {
    object: chat ? "chat.completion" : "text_completion",
    created: Math.floor(startedAt / 1000),
    model,
    choices,
    ...(output.usage && !output.usage.estimated && { usage: usageOf(output.usage) }),
  };
}
