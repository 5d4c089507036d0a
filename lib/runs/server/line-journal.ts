import "server-only";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { mostResultBytes } from "@/lib/batches/read-lines";
import { AppFailure, appError } from "@/lib/core/app-error";
import { fileLines } from "./file-lines";

/*
 * What has become of the requests of a file, on the disk and only ever added to: `B 7` before request 7 is sent, `R 7`
 * when it certainly was not begun, `O 7 <ms> <line>` for an answer and `E 7 <ms> <line>` for a failure, in the words of a
 * batch's result files. A request that was begun and has no end was on its way when the process died.
 */

const dayMs = 24 * 60 * 60 * 1000;
const newline = 0x0a;
const namePattern = /^run_[\w-]{1,80}\.journal$/;

/** A file of results: answers or failures. */
export type ResultKind = "O" | "E";
export type JournalEntry = { at: number; text: string };

type Waiting = { text: string; sync: boolean; done: () => void; failed: (reason: unknown) => void };

/** The journals of runs that ask request by request. */
export class LineJournals {
  private readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** The journal of a run, as an earlier process left it or empty. Rejects with `storage-unavailable`. */
  async open(runId: string): Promise<LineJournal> {
    try {
      await mkdir(this.directory, { recursive: true });
      const file = this.pathOf(runId);
      const handle = await open(file, "a+", 0o600);
      const journal = new LineJournal(file, handle);
      await journal.recall();
      return journal;
    } catch (cause) {
      throw new AppFailure(appError("storage-unavailable"), { cause });
    }
  }

  /** Where the journal of a run lies, and how long it is; nothing where there is none. */
  async find(runId: string): Promise<{ path: string; bytes: number } | undefined> {
    const file = this.pathOf(runId);
    const found = namePattern.test(path.basename(file)) ? await stat(file).catch(() => undefined) : undefined;
    return found && { path: file, bytes: found.size };
  }

  async remove(runId: string): Promise<void> {
    await rm(this.pathOf(runId), { force: true });
  }

  /** Removes what belongs to no run any more: nobody has written to it for a month. */
  async removeUnused(): Promise<void> {
    for (const name of await readdir(this.directory).catch(() => [])) {
      const file = path.join(this.directory, name);
      const found = await stat(file).catch(() => undefined);
      if (found && found.mtimeMs < Date.now() - 30 * dayMs) await rm(file, { force: true });
    }
  }

  private pathOf(runId: string): string {
    return path.join(this.directory, `${runId}.journal`);
  }
}

/** The journal of one run. */
export class LineJournal {
  private readonly file: string;
  private readonly handle: FileHandle;
  private readonly open = new Set<number>();
  private readonly ended = new Set<number>();
  /** Ends for which the disk had no room. */
  private readonly unwritten: string[] = [];
  private bytes = 0;
  private queue: Waiting[] = [];
  private writing: Promise<void> | undefined;
  /** Nothing was begun yet. */
  isNew = true;
  answered = 0;
  failed = 0;

  constructor(file: string, handle: FileHandle) {
    this.file = file;
    this.handle = handle;
  }

  /** Reads what is there; a last entry that was cut off is taken away. */
  async recall(): Promise<void> {
    let whole = 0;
    for await (const { offset, bytes, last } of linesOf(this.file)) {
      if (last || !bytes) break;
      whole = offset + bytes.length + 1;
      this.note(Buffer.from(bytes.subarray(0, 32)).toString("latin1"));
    }
    this.isNew = whole === 0;
    this.bytes = whole;
    await this.handle.truncate(whole);
    await this.handle.sync();
  }

  /** Whether a request was ever begun and may have been done. */
  knows(number: number): boolean {
    return this.open.has(number) || this.ended.has(number);
  }

  /** Whether it was begun and has no end yet. */
  isOpen(number: number): boolean {
    return this.open.has(number);
  }

  /** The requests that were begun and have no end. */
  get unended(): number[] {
    return [...this.open];
  }

  /** Resolves once it is on the disk that a request is about to be sent. */
  begin(number: number): Promise<void> {
    return this.add(`B ${number}`, true);
  }

  /** It was certainly not begun. */
  refused(number: number): Promise<void> {
    return this.add(`R ${number}`, false);
  }

  /** What became of it: a line of a result file. Where this rejects, the line is held until the process ends. */
  end(number: number, kind: ResultKind, line: string): Promise<void> {
    return this.add(`${kind} ${number} ${Date.now()} ${line}`, false);
  }

  /** The lines of a result file, in the order in which they came. */
  async *results(kind: ResultKind): AsyncGenerator<JournalEntry> {
    for await (const { bytes, last } of linesOf(this.file)) {
      const entry = bytes && !last && resultIn(Buffer.from(bytes).toString("utf8"), kind);
      if (entry) yield entry;
    }
    for (const text of this.unwritten) {
      const entry = resultIn(text, kind);
      if (entry) yield entry;
    }
  }

  async close(): Promise<void> {
    await this.writing?.catch(() => {});
    await this.handle.close();
  }

  private note(entry: string): void {
    const number = Number(entry.slice(2).split(" ", 1)[0]);
    const [kind] = entry;
    if (kind === "B") this.open.add(number);
    else this.open.delete(number);
    if (kind !== "O" && kind !== "E") return;
    this.ended.add(number);
    if (kind === "O") this.answered += 1;
    else this.failed += 1;
  }

  /** What comes at the same moment is written in one step. */
  private add(text: string, sync: boolean): Promise<void> {
    return new Promise((done, failed) => {
      this.queue.push({ text, sync, done, failed });
      this.writing ??= this.write();
    });
  }

  private async write(): Promise<void> {
    while (this.queue.length > 0) {
      const group = this.queue;
      this.queue = [];
      try {
        const entries = Buffer.from(group.map(({ text }) => `${text}\n`).join(""));
        await this.handle.appendFile(entries);
        if (group.some(({ sync }) => sync)) await this.handle.datasync();
        this.bytes += entries.length;
        for (const { text, done } of group) {
          this.note(text);
          done();
        }
      } catch (cause) {
        const failure = new AppFailure(appError("storage-unavailable"), { cause });
        // An entry of which a part is there would spoil the next one.
        await this.handle.truncate(this.bytes).catch(() => {});
        for (const { text, failed } of group) {
          if (isEnd(text)) {
            this.unwritten.push(text);
            this.note(text);
          }
          failed(failure);
        }
      }
    }
    this.writing = undefined;
  }
}

const isEnd = (entry: string) => entry.startsWith("O ") || entry.startsWith("E ");

/** The result in an entry, where it is one of a kind. */
function resultIn(entry: string, kind: ResultKind): JournalEntry | undefined {
  const [, found, at, text] = /^([OE]) \d+ (\d+) (.*)$/su.exec(entry) ?? [];
  return found === kind && text !== undefined ? { at: Number(at), text } : undefined;
}

const linesOf = (file: string) => fileLines(file, mostResultBytes);

/** The bytes of a journal from a place on, as far as its entries are whole. */
export async function* entriesFrom(file: string, from: number, to: number): AsyncGenerator<Uint8Array> {
  if (from >= to) return;
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of createReadStream(file, { start: from, end: to - 1 })) {
    const all: Buffer = Buffer.concat([rest, piece]);
    const end = all.lastIndexOf(newline) + 1;
    if (end > 0) yield all.subarray(0, end);
    rest = all.subarray(end);
  }
}
