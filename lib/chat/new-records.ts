import { randomUuid } from "@/lib/core/random-uuid";
import type {
  AnswerRecord,
  Attachment,
  MessageRecord,
  SystemRecord,
  ToolRecord,
  ToolResult,
  UserRecord,
} from "@/lib/history/record";
import { emptyOutput } from "@/lib/runs/snapshot";

/** Who answers, and how: what an answer's record keeps of it. */
export type AnswerRequest = Pick<AnswerRecord, "model" | "fields" | "operation" | "builtInTools">;

/** What a person sends. */
export type Question = { text: string; suffix?: string; attachments?: readonly Attachment[] };

/** Where a message goes: its conversation, and the message that it follows. */
export type Place = { threadId: string; parentId: string | null };

const fresh = ({ threadId, parentId }: Place) => ({
  id: randomUuid(),
  threadId,
  parentId,
  createdAt: Date.now(),
});

export const newSystemPrompt = (place: Place, text: string): SystemRecord => ({
  ...fresh(place),
  role: "system",
  text,
});

export const newResults = (place: Place, results: readonly ToolResult[]): ToolRecord => ({
  ...fresh(place),
  role: "tool",
  results: [...results],
});

export const newQuestion = (place: Place, { text, suffix, attachments }: Question): UserRecord => ({
  ...fresh(place),
  role: "user",
  text,
  ...(suffix !== undefined && { suffix }),
  ...(attachments && attachments.length > 0 && { attachments: [...attachments] }),
});

/** An answer to come; its run starts when it is followed. */
export function newAnswer(place: Place, request: AnswerRequest): AnswerRecord {
  const { prefix, suffix } = request.fields;
  const begun = typeof prefix === "string" && suffix === undefined && request.operation !== "completions";
  return {
    ...fresh(place),
    role: "assistant",
    ...request,
    // SiliconFlow is not known to repeat a prefix: it is shown as the answer's beginning (notes on the API, 2).
    ...(begun && { continues: { text: prefix, by: "prefix" as const } }),
    output: emptyOutput(),
    sequence: 0,
  };
}

/** The same message in other words, as a version of its own. */
export function reworded(
  original: Exclude<MessageRecord, ToolRecord>,
  text: string,
  suffix: string | undefined,
): MessageRecord {
  const { deletedAt: _, ...kept } = original;
  const version = { ...kept, ...fresh(original) };
  if (version.role === "assistant") return inOwnWords(version, text);
  return { ...version, text, ...(version.role === "user" && suffix !== undefined && { suffix }) };
}

/** An answer whose words a person has changed. */
function inOwnWords(answer: AnswerRecord, text: string): AnswerRecord {
  const { continues: _continues, runId: _runId, choice: _choice, ...rest } = answer;
  const part = { kind: "text" as const, part: "text-0-1", choice: 0, text, startedMs: 0, endedMs: 0 };
  return { ...rest, edited: true, output: { state: "completed", finishReason: "stop", parts: [part] } };
}

/** Nobody confirmed the start of an answer, and the same is wanted again. */
export function mayNotHaveArrived(answer: AnswerRecord, request: AnswerRequest): boolean {
  const { runId, output, model, fields } = answer;
  const unheard = runId === undefined && output.error?.code === "server-unreachable";
  return unheard && model === request.model && JSON.stringify(fields) === JSON.stringify(request.fields);
}

/** The versions once messages have been added behind a path, without a look into the store. */
export function versionsWith(
  path: readonly MessageRecord[],
  versions: ReadonlyMap<string, readonly string[]>,
  added: readonly MessageRecord[],
): Map<string, readonly string[]> {
  const next = new Map(versions);
  for (const record of added) {
    const beside = path.find(({ parentId, role }) => parentId === record.parentId && role === record.role);
    const known = beside ? (versions.get(beside.id) ?? [beside.id]) : [];
    const ids = known.includes(record.id) ? known : [...known, record.id];
    for (const id of ids) next.set(id, ids);
  }
  return next;
}
