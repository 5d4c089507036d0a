import { ArchiveFailure } from "./failure";
import { type MarkdownWords, toMarkdown } from "./markdown-format";
import { conversationsOf, readThreads, type StoredThread } from "./read-threads";
import { toOpenAi, toShareGpt } from "./training-format";

export type TextFormat = "markdown" | "openai" | "sharegpt";

type Writing = {
  threadIds: readonly string[];
  words: MarkdownWords;
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
};

/** How a format begins, what stands between two conversations, and how it ends. */
const frames = {
  markdown: ["", "\n", ""],
  openai: ["", "\n", "\n"],
  sharegpt: ["[\n", ",\n", "\n]\n"],
} as const satisfies Record<TextFormat, readonly string[]>;

function textOf(format: TextFormat, thread: StoredThread, words: MarkdownWords): string | undefined {
  if (format === "markdown") return toMarkdown(thread, words);
  const value = format === "openai" ? toOpenAi(thread) : toShareGpt(thread);
  return value && JSON.stringify(value);
}

/** Writes the shown branches of conversations as text in UTF-8; gives how many have something to say. */
export async function writeTexts(
  sink: WritableStream<Uint8Array<ArrayBuffer>>,
  format: TextFormat,
  { threadIds, words, onProgress, signal }: Writing,
): Promise<number> {
  const writer = sink.getWriter();
  const encoder = new TextEncoder();
  const [begin, between, end] = frames[format];
  let written = 0;
  let read = 0;
  for await (const thread of readThreads(threadIds)) {
    signal.throwIfAborted();
    for (const conversation of conversationsOf(thread)) {
      const text = textOf(format, conversation, words);
      if (text === undefined) continue;
      await writer.write(encoder.encode((written === 0 ? begin : between) + text));
      written += 1;
    }
    read += 1;
    onProgress(read, threadIds.length);
  }
  if (written === 0) throw new ArchiveFailure("nothing");
  await writer.write(encoder.encode(end));
  await writer.close();
  return written;
}
