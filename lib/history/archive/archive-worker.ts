import { inTurn, unlessTaken } from "@/lib/core/tab-locks";
import { noCounts } from "./archive-format";
import { type ArchiveCommand, type ArchiveReply, archiveCommandSchema } from "./archive-protocol";
import { ArchiveFailure, archiveErrorOf } from "./failure";
import { importHistory } from "./import-history";
import { threadIdsToExport } from "./read-threads";
import { type WrittenArchive, writeArchive } from "./write-archive";
import { writeTexts } from "./write-texts";

/** Runs in a worker: imports one file, or writes one. */
const stop = new AbortController();
const progressEveryMs = 100;
/** So much of an export is in memory before the browser takes it over. */
const piecesBytes = 8 * 1024 * 1024;

const reply = (message: ArchiveReply) => self.postMessage(message);

let lastProgress = 0;
function onProgress(done: number, total: number): void {
  if (performance.now() - lastProgress < progressEveryMs) return;
  lastProgress = performance.now();
  reply({ type: "progress", done, total });
}

/**
 * Of several tabs one imports: what is staged is one import's alone. One that was just opened may still be tidying up
 * what an import left that was cut off; that is waited for.
 */
async function importFile(file: Blob): Promise<void> {
  const { signal } = stop;
  const work = () => importHistory(file, { onProgress, signal });
  const done = await unlessTaken("history-import", async () => {
    const result = await inTurn("history-stage", work, signal);
    reply(result.ok ? { type: "imported", report: result.value } : { type: "failed", ...result.error });
  });
  if (!done) throw new ArchiveFailure("busy");
}

type Exporting = Extract<ArchiveCommand, { type: "export" }>;
type Sink = WritableStream<Uint8Array<ArrayBuffer>>;

async function write(sink: Sink, command: Exporting): Promise<WrittenArchive> {
  const progress = { onProgress, signal: stop.signal };
  if (command.format === "archive") return writeArchive(sink, command, progress);
  const { words } = command;
  const threadIds = command.threadIds ?? (await threadIdsToExport());
  const threads = await writeTexts(sink, command.format, { ...progress, threadIds, words });
  return { counts: { ...noCounts(), threads }, missingMedia: 0 };
}

/** Bytes on their way to a download: handed to the browser in pieces, which may put them on the disk. */
class Collector {
  private pieces: Blob[] = [];
  private waiting: Uint8Array<ArrayBuffer>[] = [];
  private waitingBytes = 0;
  readonly sink: Sink = new WritableStream({
    write: (chunk) => {
      this.waiting.push(chunk);
      this.waitingBytes += chunk.byteLength;
      if (this.waitingBytes >= piecesBytes) this.pack();
    },
  });

  blob(): Blob {
    this.pack();
    return new Blob(this.pieces);
  }

  private pack(): void {
    this.pieces.push(new Blob(this.waiting));
    this.waiting = [];
    this.waitingBytes = 0;
  }
}

async function exportFile(command: Exporting): Promise<void> {
  if (!command.target) {
    const collector = new Collector();
    const written = await write(collector.sink, command);
    reply({ type: "exported", ...written, blob: collector.blob() });
    return;
  }
  const file = await command.target.createWritable();
  try {
    reply({ type: "exported", ...(await write(file, command)) });
  } catch (error) {
    await file.abort().catch(() => {}); // what was in the chosen file before stays
    throw error;
  }
}

async function perform(command: Exclude<ArchiveCommand, { type: "cancel" }>): Promise<void> {
  try {
    await (command.type === "import" ? importFile(command.file) : exportFile(command));
  } catch (error) {
    reply({ type: "failed", ...archiveErrorOf(error, stop.signal) });
  }
}

self.addEventListener("message", (event) => {
  const { data: command } = archiveCommandSchema.safeParse(event.data);
  if (command?.type === "cancel") stop.abort();
  else if (command) void perform(command);
});
