import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { z } from "zod";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { Upstream } from "@/lib/siliconflow/server/upstream";
import type { RunEvent, RunUsage, TimedRunEvent } from "../event";
import { type RunRequest, runRequestSchema } from "../run-request";
import { applyEvent, emptyOutput, type RunSnapshot, upstreamAttemptSchema } from "../snapshot";
import { type Admission, type ExpectedCost, expectedCost } from "./expected-cost";
import type { JobStore } from "./job-store";
import type { LineJournals } from "./line-journal";
import { type EarlierLife, LiveRun } from "./live-run";
import type { CarryContext, CarryOutcome, KnownJob, LiveSound } from "./operation";
import { operationOf, outlivesProcess } from "./operations";
import { finishedLines, type RunLines } from "./run-log";
import type { LedgerEntry, NewRun, RunStore, StoredRun } from "./run-store";
import { sealedAttempt, sealedEvent } from "./seal";
import type { PriceOf } from "./settle";

const attemptsSchema = z.array(upstreamAttemptSchema);

const flushEveryMs = 1000;
/** So long a run that has ended can be looked at. */
export const logRetentionDays = 7;
const dayMs = 24 * 60 * 60 * 1000;

/** A request as it is carried out, and what keeps its model a secret, if anything does. */
export type Unsealed = { request: RunRequest; sealedBy?: string };

export type EngineParts = {
  store: RunStore;
  jobs: JobStore;
  upstream: Upstream;
  bodyOf: CarryContext["bodyOf"];
  fileOf: CarryContext["fileOf"];
  media: CarryContext["media"];
  polling: CarryContext["polling"];
  batchPolling: CarryContext["batchPolling"];
  /** What has become of single requests, where a run asks for many. */
  journals: LineJournals;
  /** How many of them are open at once. */
  concurrency: number;
  priceOf: PriceOf;
  admission: Admission;
  /** Hears of each refusal for a limit, unless the model is a secret. */
  onLimit: (model: string, error: AppError) => void;
  logger: Logger;
  /** Finds the model that a request names in a roundabout way; without it all name their own. */
  unseal?: (request: RunRequest) => Promise<Result<Unsealed, AppError>>;
};

const fingerprintOf = (request: RunRequest) =>
  createHash("sha256")
    .update(JSON.stringify([request.operation, request.input]))
    .digest("hex");

/**
 * Owns every run of this process. A run goes on without watchers; only `stop`, its clocks and its own end
 * finish it. The upstream is called after the run is stored, and never twice for one idempotency key.
 */
export class RunEngine {
  private readonly live = new Map<string, LiveRun>();
  private readonly parts: EngineParts;
  private flushTimer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();
  private draining = false;
  /** Runs of this process, until those of the earlier one have been told from them. */
  private begun: Set<string> | undefined = new Set();

  constructor(parts: EngineParts) {
    this.parts = parts;
  }

  get accepting(): boolean {
    return !this.draining;
  }

  get runningCount(): number {
    return this.live.size;
  }

  /**
   * Goes on with the jobs of an earlier process, and gives its other runs their end. Once, at start.
   */
  async recover(): Promise<void> {
    const { store, logger } = this.parts;
    let interrupted = 0;
    const running = await store.running();
    const { begun } = this;
    for (const run of running) {
      // Stored a moment ago and on its way into `live`: begun twice, it would be paid twice.
      if (begun?.has(run.id) || this.live.has(run.id)) continue;
      if (await this.resume(run)) continue;
      await store.interrupt(run.id);
      interrupted += 1;
    }
    this.begun = undefined;
    if (interrupted > 0) logger.warn({ interrupted }, "runs of an earlier process were interrupted");
  }

  /** Forgets what was asked and answered in runs that began longer ago than `logRetentionDays`; the ledger stays. */
  forgetOld(): Promise<void> {
    return this.parts.store.removeBefore(new Date(Date.now() - logRetentionDays * dayMs));
  }

  /** Carries a run of an earlier process on, if that is possible. */
  private async resume(run: StoredRun): Promise<boolean> {
    if (!outlivesProcess(run.operation)) return false;
    const { store, jobs, unseal, admission, logger } = this.parts;
    const request = runRequestSchema.safeParse({ operation: run.operation, input: run.input });
    if (!request.success) return false;
    const unsealed = (await unseal?.(request.data)) ?? ok({ request: request.data });
    if (!unsealed.ok) return false;
    const earlier = {
      lines: await store.lines(run.id),
      attempts: attemptsSchema.parse(run.attempts ?? []),
    };
    const known = await jobs.find(run.id);
    logger.info({ runId: run.id, job: known.state }, "a job of an earlier process goes on");
    this.carryOn(run, unsealed.value, known, admission.hold(this.costOf(unsealed.value)), earlier);
    return true;
  }

  /** Starts a run, or finds the one that was started with this key. */
  async start(
    request: RunRequest,
    idempotencyKey: string,
  ): Promise<Result<{ runId: string; created: boolean }, AppError>> {
    if (this.draining) return err(appError("draining"));
    const run = {
      id: `run_${randomUUID()}`,
      idempotencyKey,
      fingerprint: fingerprintOf(request),
      operation: request.operation,
      model: request.input.model,
      input: request.input,
      startedAt: new Date(),
    };
    let unsealed: Result<Unsealed, AppError>;
    let admitted: Result<() => void, AppError>;
    let taken: StoredRun | undefined;
    try {
      unsealed = (await this.parts.unseal?.(request)) ?? ok({ request });
      if (!unsealed.ok) return unsealed;
      admitted = await this.parts.admission.admit(this.costOf(unsealed.value));
      taken = await this.storeUnlessTaken(run, admitted);
    } catch (error) {
      this.parts.logger.error({ err: error }, "a run could not be stored");
      return err(appError("storage-unavailable"));
    }
    if (taken && taken.fingerprint !== run.fingerprint) return err(appError("idempotency-conflict"));
    if (taken) return ok({ runId: taken.id, created: false });
    if (!admitted.ok) return admitted;
    this.carryOn(run, unsealed.value, { state: "new" }, admitted.value);
    return ok({ runId: run.id, created: true });
  }

  /** Gives the run that has its key. What was admitted is released unless the run begins. */
  private async storeUnlessTaken(
    run: NewRun,
    admitted: Result<() => void, AppError>,
  ): Promise<StoredRun | undefined> {
    const { store } = this.parts;
    if (!admitted.ok) return store.withKey(run.idempotencyKey);
    this.begun?.add(run.id);
    let begins = false;
    try {
      const taken = await store.create(run);
      begins = taken === undefined;
      return taken;
    } finally {
      if (!begins) admitted.value();
    }
  }

  /** That a secret model costs nothing would tell which one it is. */
  private costOf({ request, sealedBy }: Unsealed): ExpectedCost {
    const cost = expectedCost(request, this.parts.priceOf);
    return sealedBy === undefined ? cost : { ...cost, free: false, secret: true };
  }

  /** `release` is called when what it cost stands in the ledger. */
  private carryOn(
    run: NewRun,
    { request, sealedBy }: Unsealed,
    known: KnownJob,
    release: () => void,
    earlier?: EarlierLife,
  ): void {
    const live = new LiveRun(run, sealedBy, earlier);
    this.live.set(run.id, live);
    const { id: runId, operation, model } = run;
    if (live.log.length === 0)
      live.log.append({ type: "run-start", runId, operation, model, startedAt: run.startedAt.getTime() });
    void this.carry(live, request, known).finally(release);
  }

  /** The numbered events of a run, from memory while it goes and from the store afterwards. */
  async follow(runId: string): Promise<Result<RunLines, AppError>> {
    const live = this.live.get(runId);
    if (live) return ok(live.log);
    const stored = await this.parts.store.find(runId);
    if (!stored) return err(appError("not-found"));
    return ok(finishedLines(await this.parts.store.lines(runId)));
  }

  async snapshot(runId: string): Promise<Result<RunSnapshot, AppError>> {
    const live = this.live.get(runId);
    const stored = live ? { ...live.run, attempts: live.attempts } : await this.parts.store.find(runId);
    if (!stored) return err(appError("not-found"));
    const lines = live ? live.log.linesAfter(0) : await this.parts.store.lines(runId);
    return ok(snapshotOf(stored, lines));
  }

  /** The sound of a run that is coming in; nothing before its first byte and after its end. */
  soundOf(runId: string): LiveSound | undefined {
    return this.live.get(runId)?.sound;
  }

  /** Ends a run and keeps what had arrived. One that is over already stays as it ended. */
  async stop(runId: string): Promise<Result<undefined, AppError>> {
    const live = this.live.get(runId);
    live?.end("stopped");
    if (live || (await this.parts.store.find(runId))) return ok(undefined);
    return err(appError("not-found"));
  }

  /** Ends those of the runs that are going, all in the same moment. */
  stopAll(runIds: readonly string[]): void {
    for (const runId of runIds) this.live.get(runId)?.end("stopped");
  }

  /** False while a run that this seals is going; else true, once the ends of all of them are stored. */
  async whenSettled(sealedBy: string): Promise<boolean> {
    const sealed = [...this.live.values()].filter((live) => live.sealedBy === sealedBy);
    if (sealed.some(({ log }) => !log.finished)) return false;
    await Promise.all(sealed.map(({ ended }) => ended));
    return true;
  }

  /**
   * Takes nothing new, leaves jobs to the next process, gives running answers `graceMs` to finish, then ends and
   * stores the rest.
   */
  async drain(graceMs: number): Promise<void> {
    this.draining = true;
    for (const live of this.live.values()) if (live.suspendable) live.end("suspended");
    const all = () => Promise.all([...this.live.values()].map((live) => live.ended));
    const grace = new AbortController();
    await Promise.race([all(), wait(graceMs, undefined, { signal: grace.signal }).catch(() => {})]);
    grace.abort();
    for (const live of this.live.values()) live.end("interrupted");
    await all();
    await this.flushing;
  }

  private async carry(live: LiveRun, request: RunRequest, known: KnownJob): Promise<void> {
    this.scheduleFlush();
    const outcome = await operationOf(request)(this.contextOf(live, request, known));
    await live.whenTold();
    const { id: runId } = live.run;
    const suspended = live.ending === "suspended" && outcome.error !== undefined;
    try {
      if (suspended) await this.parts.store.suspend(runId, live.attempts);
      else {
        await this.finish(live, request.input.model, outcome);
        if (!outcome.keepsJournal) await this.parts.journals.remove(runId);
      }
    } catch (error) {
      this.parts.logger.error({ err: error, runId }, "the end of a run could not be stored");
    }
    this.live.delete(runId);
    live.finish();
  }

  private contextOf(live: LiveRun, request: RunRequest, known: KnownJob): CarryContext {
    const { store, jobs, journals, upstream, bodyOf, fileOf, media } = this.parts;
    const { polling, batchPolling, concurrency, priceOf } = this.parts;
    const { model } = request.input;
    const sealed = live.sealedBy !== undefined;
    const tell = outlivesProcess(request.operation)
      ? (event: RunEvent) => live.tellStored(event, (segment) => store.append([segment]))
      : (event: RunEvent) => live.log.append(event);
    const job = jobs.notesOf(live.run.id, known);
    const leaveToItself = () => {
      live.suspendable = true;
      if (this.draining) live.end("suspended");
    };
    if (known.state === "submitted") leaveToItself();
    return {
      upstream,
      bodyOf,
      fileOf,
      media,
      onSound: (sound) => {
        live.sound = sound;
      },
      polling,
      batchPolling,
      job: { ...job, submitted: (...noted) => job.submitted(...noted).then(leaveToItself) },
      journal: () => journals.open(live.run.id),
      concurrency,
      priceOf,
      signal: live.signal,
      leaving: () => live.ending === "suspended",
      // What the log never held can leave by no door.
      emit: (event) => tell(sealed ? sealedEvent(event, model) : event),
      record: (attempt) => {
        live.attempts.push(sealed ? sealedAttempt(attempt, model) : attempt);
        if (!sealed && attempt.error?.code === "rate-limited") this.parts.onLimit(model, attempt.error);
      },
    };
  }

  /** Tells and stores how a run has ended. */
  private async finish(live: LiveRun, model: string, outcome: CarryOutcome): Promise<void> {
    const emit = (event: RunEvent) =>
      live.log.append(live.sealedBy === undefined ? event : sealedEvent(event, model));
    const entry = outcome.usage && this.entryOf(live, model, outcome, outcome.usage);
    if (entry) emit({ type: "usage", usage: entry.usage, price: entry.price });
    const state = stateOf(live, outcome);
    // Also who stops work that is paid for, or restarts the server, has to know that it may have been done.
    if (outcome.error && (state === "failed" || outcome.error.code === "outcome-unknown"))
      emit({ type: "error", error: outcome.error });
    const { finishReason, traceId } = outcome;
    emit({ type: "run-end", state, ...(finishReason && { finishReason }), ...(traceId && { traceId }) });
    await this.storeEnd(live, state, entry);
  }

  private entryOf(live: LiveRun, model: string, outcome: CarryOutcome, usage: RunUsage): LedgerEntry {
    const { id: runId, operation, startedAt } = live.run;
    const price = outcome.price ?? this.parts.priceOf(model, usage, startedAt);
    return {
      door: "browser",
      runId,
      operation,
      model,
      state: stateOf(live, outcome),
      usage,
      price,
      traceId: outcome.traceId,
    };
  }

  private async storeEnd(
    live: LiveRun,
    state: LedgerEntry["state"],
    entry: LedgerEntry | undefined,
  ): Promise<void> {
    await this.flushing;
    const { id: runId } = live.run;
    const segment = live.unstored()?.segment;
    await this.parts.store.finish({ runId, state, attempts: live.attempts, segment, entry });
  }

  /** Stores what grew, once a second and in one statement, for as long as anything runs. */
  private scheduleFlush(): void {
    this.flushTimer ??= setTimeout(() => {
      this.flushTimer = undefined;
      this.flushing = this.flush().finally(() => {
        if (this.live.size > 0) this.scheduleFlush();
      });
    }, flushEveryMs);
  }

  private async flush(): Promise<void> {
    const grown = [...this.live.values()]
      .filter((live) => !live.log.finished)
      .flatMap((live) => live.unstored() ?? []);
    try {
      await this.parts.store.append(grown.map(({ segment }) => segment));
      for (const { confirm } of grown) confirm();
    } catch (error) {
      this.parts.logger.error({ err: error }, "the run log could not be stored");
    }
  }
}

function stateOf(live: LiveRun, outcome: CarryOutcome) {
  if (!outcome.error) return "completed";
  return live.ending === undefined || live.ending === "suspended" ? "failed" : live.ending;
}

function snapshotOf(run: StoredRun, lines: readonly string[]): RunSnapshot {
  const output = emptyOutput();
  for (const line of lines) applyEvent(output, JSON.parse(line) as TimedRunEvent);
  return {
    id: run.id,
    operation: run.operation,
    model: run.model,
    startedAt: run.startedAt.getTime(),
    input: run.input,
    attempts: attemptsSchema.parse(run.attempts ?? []),
    output,
    sequence: lines.length,
  };
}
