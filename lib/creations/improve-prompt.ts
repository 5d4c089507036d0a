import { type AppError, appError } from "@/lib/core/app-error";
import { randomUuid } from "@/lib/core/random-uuid";
import { err, ok, type Result } from "@/lib/core/result";
import type { VisualKind } from "@/lib/history/creation-record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { followRun, startRun, stopRun } from "@/lib/runs/run-client";
import type { RunRequest } from "@/lib/runs/run-request";
import { applyEvent, emptyOutput } from "@/lib/runs/snapshot";

const maxTokens = 400;

const makers: Record<VisualKind, { of: string; open: string }> = {
  image: {
    of: "a model that makes pictures",
    open: "a painter would want to know: subject, surroundings, composition, light, colours, style",
  },
  video: {
    of: "a model that makes clips of a few seconds",
    open: "a director would want to know: subject, what moves and how, surroundings, what the camera does, light, style. One scene without cuts",
  },
};

const instructionsFor = (kind: VisualKind) =>
  `You rewrite prompts for ${makers[kind].of}. Keep everything that the prompt asks for, its language, and any words that are to be written in it. Add what it leaves open and ${makers[kind].open}. At most 80 words, one paragraph. Reply with the new prompt alone, without quotes, without explanation.`;

function improveRequest({ kind, model, prompt }: Pick<Improving, "kind" | "model" | "prompt">): RunRequest {
  return {
    operation: "chat.completions",
    input: {
      model: model.id,
      messages: [
        { role: "system", content: instructionsFor(kind) },
        { role: "user", content: prompt },
      ],
      max_tokens: maxTokens,
      stream: true,
      ...(model.thinking === "switchable" && { enable_thinking: false }),
    },
  };
}

/** What a model wrote, without the quotes that models like to put around it. */
export const bareSuggestion = (text: string): string => text.trim().replace(/^["'“「]+|["'”」]+$/gu, "");

type Improving = {
  kind: VisualKind;
  model: ModelSummary;
  prompt: string;
  signal: AbortSignal;
  /** Told what there is so far. */
  onText: (text: string) => void;
};

/** Has a chat model write a fuller prompt. `signal` ends it, also at the server. */
export async function improvePrompt({
  kind,
  model,
  prompt,
  signal,
  onText,
}: Improving): Promise<Result<string, AppError>> {
  const started = await startRun(improveRequest({ kind, model, prompt }), randomUuid(), signal);
  if (!started.ok) return started;
  const { runId, response } = started.value;
  signal.addEventListener("abort", () => void stopRun(runId));
  const output = emptyOutput();
  const text = () =>
    bareSuggestion(output.parts.flatMap((part) => (part.kind === "text" ? part.text : "")).join(""));
  for await (const { event } of followRun(runId, { signal, after: 0, first: response })) {
    applyEvent(output, event);
    if (event.type === "text-delta") onText(text());
  }
  if (output.state === "completed" && text() !== "") return ok(text());
  return err(output.error ?? appError("malformed-response"));
}
