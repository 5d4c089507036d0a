import { history } from "./database";
import {
  type AnswerRecord,
  type MessageRecord,
  messageRecordSchema,
  type ThreadRecord,
  type UserRecord,
} from "./record";

const titleLength = 60;

/** The first words of a first message, on one line. */
function titleOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = Array.from(line);
  return characters.length <= titleLength ? line : `${characters.slice(0, titleLength).join("")}…`;
}

/** The message in which a conversation ends now; nothing when this browser has none of that id. */
export async function leafOf(threadId: string): Promise<string | undefined> {
  return (await history().threads.get(threadId))?.leafId;
}

export type LoadedThread = {
  thread: ThreadRecord;
  /** From the first message to the leaf. */
  path: MessageRecord[];
  /** For each answer of the path, the ids of all answers to the same question, oldest first. */
  versions: Map<string, string[]>;
};

/** One conversation as it is shown; nothing when this browser has none of that id. */
export async function loadThread(threadId: string): Promise<LoadedThread | undefined> {
  const thread = await history().threads.get(threadId);
  if (!thread || thread.deletedAt !== undefined) return undefined;
  const rows = await history().messages.where("threadId").equals(threadId).sortBy("createdAt");
  // A record that this version cannot read stays in the store and out of the view.
  const records = rows.flatMap((row) => messageRecordSchema.safeParse(row).data ?? []);
  const byId = new Map(records.map((record) => [record.id, record]));
  const path: MessageRecord[] = [];
  for (let record = byId.get(thread.leafId); record; record = byId.get(record.parentId ?? ""))
    path.unshift(record);
  const versions = new Map(path.map((shown) => [shown.id, versionsOf(shown, records)]));
  return { thread, path, versions };
}

function versionsOf(shown: MessageRecord, records: readonly MessageRecord[]): string[] {
  const siblings = records.filter(
    (record) => record.parentId === shown.parentId && record.role === shown.role,
  );
  return siblings.map((record) => record.id);
}

/** Adds a question and the record of its answer to come, in one step; makes the conversation with its first. */
export async function addTurn(question: UserRecord, answer: AnswerRecord): Promise<void> {
  const { threads, messages } = history();
  await history().transaction("rw", threads, messages, async () => {
    const { threadId, createdAt } = question;
    const known = await threads.get(threadId);
    const fresh = {
      id: threadId,
      title: titleOf(question.text),
      createdAt,
      leafId: answer.id,
      updatedAt: createdAt,
    };
    await threads.put(known ? { ...known, leafId: answer.id, updatedAt: createdAt } : fresh);
    await messages.bulkAdd([question, answer]);
  });
}

/** Adds another answer to a question; the earlier ones stay. */
export async function addAnswer(answer: AnswerRecord): Promise<void> {
  const { threads, messages } = history();
  await history().transaction("rw", threads, messages, async () => {
    await messages.add(answer);
    await threads.update(answer.threadId, { leafId: answer.id, updatedAt: answer.createdAt });
  });
}

/**
 * Stores how far an answer has come. Several tabs may follow the same run: one that lags behind never
 * overwrites what another has stored.
 */
export async function saveAnswer(answer: AnswerRecord): Promise<void> {
  const { messages } = history();
  await history().transaction("rw", messages, async () => {
    const stored = await messages.get(answer.id);
    if (stored?.role !== "assistant" || stored.sequence > answer.sequence) return;
    await messages.put(answer);
  });
}

/** The answer of a conversation that is being written, as last stored. */
export async function runningAnswer(threadId: string): Promise<AnswerRecord | undefined> {
  const loaded = await loadThread(threadId);
  const last = loaded?.path.at(-1);
  return last?.role === "assistant" && last.output.state === "running" ? last : undefined;
}

/** Shows the branch that ends in the newest continuation of this message. */
export async function showVersion(threadId: string, messageId: string): Promise<void> {
  const rows = await history().messages.where("threadId").equals(threadId).sortBy("createdAt");
  let leafId = messageId;
  for (let child = lastChild(rows, leafId); child; child = lastChild(rows, leafId)) leafId = child.id;
  await history().threads.update(threadId, { leafId });
}

const lastChild = (rows: readonly MessageRecord[], parentId: string) =>
  rows.findLast((row) => row.parentId === parentId);
