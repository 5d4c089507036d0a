import type { AnswerRecord, UserRecord } from "@/lib/history/record";
import { storedThreads } from "@/lib/history/stored-threads";
import { suggestTitle } from "@/lib/history/thread-list";
import { loadThread } from "@/lib/history/threads";
import { requestJson } from "@/lib/http/request-json";
import { freeHelper } from "@/lib/models/general-model";
import { type ModelSummary, modelListSchema } from "@/lib/models/model-summary";
import { followRun, startRun } from "@/lib/runs/run-client";
import type { RunRequest } from "@/lib/runs/run-request";
import { applyEvent, emptyOutput } from "@/lib/runs/snapshot";
import { answerText } from "./answer-words";

const maxTokens = 40;
/** Longer is no title. */
const maxCharacters = 60;
/** The beginning says what it is about. */
const shownCharacters = 1000;
const patienceMs = 60_000;

const instructions =
  "Write a title for the conversation below: at most eight words, in the language of its first message. Reply with the title alone, without quotes and without a full stop.";

function titleRequest(model: ModelSummary, question: UserRecord, answer: AnswerRecord): RunRequest {
  const shown = (text: string) => text.slice(0, shownCharacters);
  const conversation = `${shown(question.text)}\n\n---\n\n${shown(answerText(answer))}`;
  return {
    operation: "chat.completions",
    input: {
      model: model.id,
      messages: [
        { role: "system", content: instructions },
        { role: "user", content: conversation },
      ],
      max_tokens: maxTokens,
      stream: true,
      ...(model.thinking === "switchable" && { enable_thinking: false }),
    },
  };
}

/** A title as a model writes it, without what models like to put around one; nothing when it is none. */
function cleanTitle(text: string): string | undefined {
  const line = text.trim().split("\n")[0] ?? "";
  const bare = line
    .replace(/^(?:#+\s*|\*+|title\s*[:：]\s*|标题\s*[:：]\s*)+/i, "")
    .replace(/^[\s"'“‘「《*]+|[\s"'”’」》*。.]+$/gu, "");
  return bare !== "" && Array.from(bare).length <= maxCharacters ? bare : undefined;
}

async function ask(request: RunRequest, key: string, signal: AbortSignal): Promise<string | undefined> {
  const started = await startRun(request, key, signal);
  if (!started.ok) return undefined;
  const { runId, response } = started.value;
  const output = emptyOutput();
  for await (const { event } of followRun(runId, { signal, after: 0, first: response }))
    applyEvent(output, event);
  const text = output.parts.filter(({ kind }) => kind === "text").map((part) => part.text);
  return output.state === "completed" ? cleanTitle(text.join("")) : undefined;
}

/**
 * Gives a conversation whose first answer is complete a title by a model that costs nothing. A title that a person
 * gave stays; so do the first words when anything fails. At most one run a conversation. Never rejects.
 */
export async function titleThread(threadId: string): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const loaded = await loadThread(storedThreads, threadId);
    const question = loaded?.path.find((record) => record.role === "user");
    const answer = loaded?.path.find((record) => record.role === "assistant");
    if (!loaded || !question || answer?.output.state !== "completed") return;
    if (loaded.thread.titledBy === "person" || loaded.thread.titledBy === "model") return;
    const model = freeHelper((await requestJson("/api/models", modelListSchema, signal)).models);
    const title = model && (await ask(titleRequest(model, question, answer), `title-${threadId}`, signal));
    if (title) await suggestTitle(threadId, title);
  } catch {
    // The first words are a title too.
  }
}
