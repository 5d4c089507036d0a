import { type AppError, appError, appErrorTable } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { isUnkept } from "@/lib/history/creation-index";
import type { CreationItem, CreationRecord } from "@/lib/history/creation-record";
import type { RunState } from "@/lib/runs/event";
import type { RunSource } from "@/lib/runs/run-source";
import { applyRunEvent } from "./creation";
import { GatheredChanges } from "./gathered-changes";
import type { KeepOutcome } from "./keep-result";
import { embeddingRequestOf, queryPictureOf, rankingRequestOf, requestOf } from "./request";
import { changeCreation, loadCreation, noteConnection, whenOver } from "./store";
import { entriesOf } from "./text-set";
import { Turns } from "./turns";

/** Failures of the way to our server: whether the run has begun is not known. */
const notArrived = new Set<AppError["code"]>(["server-unreachable", "draining", "storage-unavailable"]);

/** A result that cannot be kept so often never will be. */
const mostTries = 6;

/** Vectors come in files by the hundred: they are fetched a few at a time, and written down together. */
const fetchedAtOnce = 6;
const gatheredForMs = 250;
const comesByTheHundred = ({ kind }: CreationRecord) => kind === "embedding" || kind === "ranking-vectors";

/** Recordings are large, and a limit by the minute is soon reached. */
const transcriptsAtOnce = 2;

export type FollowerParts = {
  runs: RunSource;
  upload: (mediaIds: Iterable<string>) => Promise<Result<undefined, AppError>>;
  forgetUploads: () => void;
  uploadBatchFile: (mediaId: string) => Promise<Result<undefined, AppError>>;
  keepResult: (item: CreationItem, signal: AbortSignal) => Promise<KeepOutcome>;
  /** Waits before the next try after so many failures in a row, or until the network is back. */
  pause: (failures: number, signal: AbortSignal) => Promise<void>;
};

/**
 * Brings records to their end: starts their runs, writes down what these say, and fetches what they made. A start that
 * nobody confirmed is asked for again under the same key, so nothing is made twice. It never gives up while the page
 * lives.
 */
export class CreationFollower {
  private readonly parts: FollowerParts;
  private readonly signal: AbortSignal;
  private readonly going = new Set<string>();
  private readonly keeping = new Map<string, Promise<boolean>>();
  private readonly tries = new Map<string, number>();
  private readonly gathered = new GatheredChanges(gatheredForMs);
  private readonly turns = new Turns(transcriptsAtOnce);
  private readonly fetches = new Turns(fetchedAtOnce);

  constructor(parts: FollowerParts, signal: AbortSignal) {
    this.parts = parts;
    this.signal = signal;
  }

  /** Follows a record until it is finished; one that is followed already is left alone. */
  async follow(id: string): Promise<void> {
    if (this.going.has(id)) return;
    this.going.add(id);
    let failures = 0;
    while (!this.signal.aborted) {
      const record = await loadCreation(id).catch(() => undefined);
      if (!record?.unfinished) break;
      const moved = await this.advance(record).catch(() => false);
      failures = moved ? 0 : failures + 1;
      if (failures > 0) await this.parts.pause(failures, this.signal);
    }
    this.turns.leave(id);
    this.going.delete(id);
  }

  /** Does what comes next; false when it has to be tried again. */
  private async advance(record: CreationRecord): Promise<boolean> {
    if (record.output.state !== "running") return this.keepAll(record);
    if (record.runId === undefined) return this.start(record);
    return this.listen(record, record.runId);
  }

  private async start(record: CreationRecord): Promise<boolean> {
    if (record.after !== undefined && !(await this.isTurnOf(record, record.after))) return true;
    if (record.kind === "transcription" && !this.turns.has(record.id)) {
      // It may have been stopped while it waited: it is read again.
      await this.turns.take(record.id);
      return true;
    }
    const { runs } = this.parts;
    let started = await this.ask(record);
    if (!started.ok && started.error.code === "blob-missing") {
      this.parts.forgetUploads();
      started = await this.ask(record);
    }
    if (!started.ok) return this.failed(record.id, started.error);
    const { runId } = started.value;
    const changed = await changeCreation(record.id, (stored) => {
      delete stored.unreachableSince;
      stored.runId ??= runId;
      stored.sentAt ??= Date.now();
    });
    // Stopped or taken away before the start was confirmed.
    if (changed?.output.state !== "running") await runs.stop(runId);
    return true;
  }

  /** Waits for the request that comes before; when that did not succeed, nothing is sent and paid after it. */
  private async isTurnOf({ id }: CreationRecord, after: string): Promise<boolean> {
    const succeeded = await whenOver(after, this.signal);
    const current = await loadCreation(id);
    if (current?.output.state !== "running" || this.signal.aborted) return false;
    if (!succeeded)
      await changeCreation(id, (stored) => {
        stored.output.state = "stopped";
      });
    return succeeded;
  }

  private async ask(record: CreationRecord): ReturnType<RunSource["start"]> {
    const { kind } = record;
    if (kind === "embedding" || kind === "ranking" || kind === "ranking-vectors")
      return this.askForSet(record);
    if (kind === "batch") return this.askForFile(record);
    const uploaded = await this.parts.upload(record.inputs.map(({ mediaId }) => mediaId));
    return uploaded.ok ? this.parts.runs.start(requestOf(record), record.id, this.signal) : uploaded;
  }

  /** Texts travel in the request itself; their pictures are uploaded. */
  private async askForSet(record: CreationRecord): ReturnType<RunSource["start"]> {
    const entries = await entriesOf(record);
    if (!entries) return err(appError("blob-missing"));
    const pictures = [queryPictureOf(record)?.mediaId, ...entries.map(({ picture }) => picture)];
    const uploaded = await this.parts.upload([...new Set(pictures.flatMap((picture) => picture ?? []))]);
    if (!uploaded.ok) return uploaded;
    const request =
      record.kind === "embedding" ? embeddingRequestOf(record, entries) : rankingRequestOf(record, entries);
    return this.parts.runs.start(request, record.id, this.signal);
  }

  /** A file of requests goes a way of its own; the table that it was made of stays here. */
  private async askForFile(record: CreationRecord): ReturnType<RunSource["start"]> {
    const [file] = record.inputs;
    const uploaded = file && !record.jobId ? await this.parts.uploadBatchFile(file.mediaId) : ok(undefined);
    return uploaded.ok ? this.parts.runs.start(requestOf(record), record.id, this.signal) : uploaded;
  }

  private async listen(record: CreationRecord, runId: string): Promise<boolean> {
    const { id, sequence: after } = record;
    if (record.kind === "transcription") this.turns.enter(id);
    const onConnection = (connected: boolean) => void noteConnection(id, connected).catch(() => {});
    const options = { signal: this.signal, after, onConnection };
    const events = await this.parts.runs.follow({ runId }, options);
    let written: Promise<CreationRecord | undefined> | undefined;
    let failed = false;
    for (;;) {
      const next = await events.next();
      // Behind an event that could not be written none may be.
      if (next.done || failed) await written;
      if (next.done) {
        return next.value ? this.failed(id, next.value) : this.isOver(id);
      }
      const { event } = next.value;
      written = this.change(record, (stored) => applyRunEvent(stored, next.value, Date.now()));
      if (event.type === "media-end")
        void written.then((changed) => changed && this.keepNew(changed, event.index)).catch(() => {});
      written.catch(() => {
        failed = true;
      });
      if (!comesByTheHundred(record)) await written;
    }
  }

  private change(
    record: CreationRecord,
    change: (record: CreationRecord) => void,
  ): Promise<CreationRecord | undefined> {
    const { id } = record;
    return comesByTheHundred(record) ? this.gathered.add(id, change) : changeCreation(id, change);
  }

  private async isOver(id: string): Promise<boolean> {
    return (await loadCreation(id))?.output.state !== "running";
  }

  /** The server cannot be reached, or it refuses for good. */
  private async failed(id: string, error: AppError): Promise<boolean> {
    if (notArrived.has(error.code)) {
      await noteConnection(id, false);
      return false;
    }
    await changeCreation(id, (record) => {
      if (record.output.state === "running")
        end(record, record.runId === undefined ? "failed" : "interrupted", error);
    });
    return true;
  }

  private async keepNew(record: CreationRecord, index: number): Promise<void> {
    const item = record.items.find((one) => one.index === index);
    if (item && isUnkept(item)) await this.keep(record, item);
  }

  private async keepAll(record: CreationRecord): Promise<boolean> {
    const outcomes = await Promise.all(record.items.filter(isUnkept).map((item) => this.keep(record, item)));
    return outcomes.every(Boolean);
  }

  /** One try at a time for each result; false when another is needed. */
  private keep(record: CreationRecord, item: CreationItem): Promise<boolean> {
    const key = `${record.id} ${item.index}`;
    const known = this.keeping.get(key);
    if (known !== undefined) return known;
    const trying = this.tryToKeep(record, item).finally(() => this.keeping.delete(key));
    this.keeping.set(key, trying);
    return trying;
  }

  private async tryToKeep(record: CreationRecord, item: CreationItem): Promise<boolean> {
    const key = `${record.id} ${item.index}`;
    const tries = (this.tries.get(key) ?? 0) + 1;
    this.tries.set(key, tries);
    await this.fetches.take(key);
    const found = await this.parts.keepResult(item, this.signal);
    this.fetches.leave(key);
    if (found.kind === "later" && tries < mostTries) return false;
    this.tries.delete(key);
    await this.change(record, ({ items }) => {
      const stored = items.find(({ index }) => index === item.index);
      if (!stored) return;
      if (found.kind === "later") stored.unkept = "other";
      else if (found.kind === "unkept") stored.unkept = found.reason;
      else {
        const { width, height } = found;
        Object.assign(stored, { kept: true, ...(width && height && { width, height }) });
      }
    });
    return true;
  }
}

/** Ends a record for what its run itself did not say. */
function end(record: CreationRecord, state: RunState, error: AppError): void {
  record.output.state = state;
  record.output.error =
    appErrorTable[error.code].status === 404 && record.runId ? appError("run-interrupted") : error;
  delete record.unreachableSince;
  delete record.retry;
}
