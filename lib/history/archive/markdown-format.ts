import * as z from "zod/mini";
import type { MessageRecord } from "../record";
import type { StoredThread } from "./read-threads";
import { answerWords, callsOf, shownBranch } from "./shown-words";

/** The headings, in the language of the page. */
export const markdownWordsSchema = z.object({
  system: z.string(),
  user: z.string(),
  assistant: z.string(),
  tool: z.string(),
  attachments: z.string(),
  /** Between a name and what it names. */
  colon: z.string(),
});
export type MarkdownWords = z.infer<typeof markdownWordsSchema>;

/** A fence longer than any inside, so that the code cannot leave it. */
function fenced(code: string, language = ""): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
/** A text with a gap is no Markdown: its spaces and signs stay as they are. */
const withGap = (text: string, suffix: string) => fenced(`${text}…${suffix}`);

const inCode = (name: string) => `\`${oneLine(name).replaceAll("`", "'")}\``;

function section(record: MessageRecord, words: MarkdownWords): string[] {
  switch (record.role) {
    case "system":
      return [`## ${words.system}`, record.text];
    case "user": {
      const names = (record.attachments ?? []).map(({ name }) => inCode(name)).join(", ");
      return [
        `## ${words.user}`,
        names && `${words.attachments}${words.colon}${names}`,
        record.suffix === undefined ? record.text : withGap(record.text, record.suffix),
      ];
    }
    case "assistant":
      return [
        `## ${words.assistant}${record.model ? ` (${oneLine(record.model)})` : ""}`,
        record.operation === "completions" ? fenced(answerWords(record)) : answerWords(record),
        ...callsOf(record).flatMap((call) => [
          `${words.tool}${words.colon}${inCode(call.name)}`,
          fenced(call.arguments, "json"),
        ]),
      ];
    case "tool":
      return record.results.flatMap(({ name, content }) => [
        `## ${words.tool}${words.colon}${inCode(name)}`,
        fenced(content),
      ]);
  }
}

/** The shown branch for people to read: a heading for each role, without thinking. */
export function toMarkdown(thread: StoredThread, words: MarkdownWords): string {
  const lines = shownBranch(thread).flatMap((record) => section(record, words));
  return `${[`# ${oneLine(thread.thread.title)}`, ...lines].filter(Boolean).join("\n\n")}\n`;
}
