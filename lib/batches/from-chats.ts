import type { AnswerRecord, MessageRecord, UserRecord } from "@/lib/history/record";
import { storedThreads } from "@/lib/history/stored-threads";
import { listThreads } from "@/lib/history/thread-list";
import { loadThread } from "@/lib/history/threads";
import { batchUrl } from "./check-line";

const mostListed = 200;

/** The chats of this browser, those that are pinned first, then the newest. */
export async function listChats(): Promise<{ id: string; title: string }[]> {
  const { pinned, threads } = await listThreads(mostListed);
  return [...pinned, ...threads].flatMap(({ id, title, kind = "chat" }) =>
    kind === "chat" ? { id, title } : [],
  );
}

type Message = { role: "system" | "user" | "assistant"; content: string };

/** The words of an answer, without its thinking. */
function answerOf({ output, choice = 0 }: AnswerRecord): string {
  const texts = output.parts.filter((part) => part.kind === "text" && part.choice === choice);
  return texts.map(({ text }) => text).join("");
}

/** What a person said, text files before it; nothing where other files belong to it. */
function questionOf({ text, attachments = [] }: UserRecord): string | undefined {
  const files: string[] = [];
  for (const file of attachments) {
    if (file.kind !== "text") return undefined;
    files.push(`${file.name}\n${file.text}`);
  }
  return [...files, text].join("\n\n");
}

/** A conversation up to its last question as messages; nothing where it has none, or files that are no text. */
function messagesOf(path: readonly MessageRecord[]): Message[] | undefined {
  const last = path.findLastIndex(({ role }) => role === "user");
  const messages: Message[] = [];
  for (const record of path.slice(0, last + 1)) {
    if (record.role === "tool") return undefined;
    const content =
      record.role === "assistant"
        ? answerOf(record)
        : record.role === "user"
          ? questionOf(record)
          : record.text;
    if (content === undefined) return undefined;
    if (content.trim() !== "") messages.push({ role: record.role, content });
  }
  return messages.at(-1)?.role === "user" ? messages : undefined;
}

/**
 * The last question of each conversation, with its instructions and what was said before, as a file of requests. `leftOut`
 * counts those that have no question, call tools, or have files that are no text.
 */
export async function fileOfChats(
  ids: readonly string[],
  model: string | undefined,
): Promise<{ file: Blob; leftOut: number }> {
  const lines: string[] = [];
  for (const id of ids) {
    const messages = messagesOf((await loadThread(storedThreads, id))?.path ?? []);
    const body = { ...(model !== undefined && { model }), messages };
    const request = { custom_id: `chat-${id}`, method: "POST", url: batchUrl, body };
    if (messages) lines.push(`${JSON.stringify(request)}\n`);
  }
  return { file: new Blob(lines, { type: "application/jsonl" }), leftOut: ids.length - lines.length };
}
