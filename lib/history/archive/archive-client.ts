import { err, ok, type Result } from "@/lib/core/result";
import { askToPersist } from "../storage";
import type { Counts } from "./archive-format";
import {
  type ArchiveCommand,
  type ArchiveReply,
  archiveReplySchema,
  type ChosenCreation,
  type ExportFormat,
} from "./archive-protocol";
import type { ArchiveError } from "./failure";
import type { ImportReport } from "./import-report";
import type { MarkdownWords } from "./markdown-format";

export type Watching = { onProgress: (done: number, total: number) => void; signal: AbortSignal };

export type ExportReport = { counts: Counts; missingMedia: number; blob?: Blob | undefined };

/** Has a worker of its own do one piece of work. A stop lets it clean up before it ends. */
function work<Value>(
  command: ArchiveCommand,
  { onProgress, signal }: Watching,
  resultOf: (reply: ArchiveReply) => Value | undefined,
): Promise<Result<Value, ArchiveError>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./archive-worker.ts", import.meta.url), { type: "module" });
    const cancel = () => worker.postMessage({ type: "cancel" } satisfies ArchiveCommand);
    const finish = (result: Result<Value, ArchiveError>) => {
      signal.removeEventListener("abort", cancel);
      worker.terminate();
      resolve(result);
    };
    worker.addEventListener("message", (event) => {
      const { data: reply } = archiveReplySchema.safeParse(event.data);
      if (!reply) return;
      if (reply.type === "progress") return onProgress(reply.done, reply.total);
      if (reply.type === "failed") {
        const { problem, detail } = reply;
        return finish(err({ problem, ...(detail !== undefined && { detail }) }));
      }
      const value = resultOf(reply);
      if (value !== undefined) finish(ok(value));
    });
    worker.addEventListener("error", ({ message }) => finish(err({ problem: "other", detail: message })));
    signal.addEventListener("abort", cancel);
    worker.postMessage(command);
  });
}

/** Takes a file's conversations into the history. After an error nothing has changed. */
export async function importFile(
  file: Blob,
  watching: Watching,
): Promise<Result<ImportReport, ArchiveError>> {
  void askToPersist();
  return work({ type: "import", file }, watching, (reply) =>
    reply.type === "imported" ? reply.report : undefined,
  );
}

type Export = {
  format: ExportFormat;
  /** With neither: all. */
  threadIds?: string[];
  /** Pictures and clips, in an archive. */
  creations?: ChosenCreation[];
  words: MarkdownWords;
  /** Absent: the report brings the bytes. */
  target?: FileSystemFileHandle;
};

/** Writes conversations, or pictures and clips, in a format. */
export function exportHistory(
  order: Export,
  watching: Watching,
): Promise<Result<ExportReport, ArchiveError>> {
  return work({ type: "export", ...order }, watching, (reply) => {
    if (reply.type !== "exported") return undefined;
    const { counts, missingMedia, blob } = reply;
    return { counts, missingMedia, blob };
  });
}
