import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { z } from "zod";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { Upstream } from "@/lib/siliconflow/server/upstream";
import type { RunEvent, RunUsage, TimedRunEvent } from "../event";
import type { RunRequest } from "../run-request";
import {
  applyEvent,
  emptyOutput,
  type RunSnapshot,
  type UpstreamAttempt,
  upstreamAttemptSchema,
} from "../snapshot";
import { LiveRun } from "./live-run";
import type { CarryContext, CarryOutcome } from "./operation";
import { operationOf } from "./operations";
import { finishedLines, type RunLines } from "./run-log";
import type { LedgerEntry, RunStore, StoredRun } from "./run-store";
import { sealedAttempt, sealedEvent } from "./seal";
import type { PriceOf } from "./settle";

const attemptsSchema = z.array(upstreamAttemptSchema);

const flushEveryMs = 1000;
const logRetentionMs = 7 * 24 * 60 * 60 * 1000;

/** A request as it is carried out, and what keeps its model a secret, if anything does. */
export type Unsealed = { request: RunRequest; sealedBy?: string };

export type EngineParts = {
  store: RunStore;
  upstream: Upstream;
  bodyOf: CarryContext["bodyOf"];
  priceOf: PriceOf;
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

  constructor(parts: EngineParts) {
    this.parts = parts;
  }

  get accepting(): boolean {
    return !this.draining;
  }

  get runningCount(): number {
    return this.live.size;
  }

  /** Gives runs of an earlier process their end and forgets logs older than a week. Once, at start. */
  async recover(): Promise<void> {
    const interrupted = await this.parts.store.interruptOrphans([...this.live.keys()]);
    if (interrupted > 0)
      this.parts.logger.warn({ interrupted }, "runs of an earlier process were interrupted");
    await this.parts.store.removeBefore(new Date(Date.now() - logRetentionMs));
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
    let taken: StoredRun | undefined;
    try {
      unsealed = (await this.parts.unseal?.(request)) ?? ok({ request });
      if (!unsealed.ok) return unsealed;
      taken = await this.parts.store.create(run);
    } catch (error) {
      this.parts.logger.error({ err: error }, "a run could not be stored");
      return err(appError("storage-unavailable"));
    }
    if (taken && taken.fingerprint !== run.fingerprint) return err(appError("idempotency-conflict"));
    if (taken) return ok({ runId: taken.id, created: false });
    const live = new LiveRun(run, unsealed.value.sealedBy);
    this.live.set(run.id, live);
    const { id: runId, operation, model } = run;
    live.log.append({ type: "run-start", runId, operation, model, startedAt: run.startedAt.getTime() });
    void this.carry(live, unsealed.value.request);
    return ok({ runId, created: true });
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

  /** Takes nothing new, gives running answers `graceMs` to finish, then ends and stores the rest. */
  async drain(graceMs: number): Promise<void> {
    this.draining = true;
    const all = () => Promise.all([...this.live.values()].map((live) => live.ended));
    const grace = new AbortController();
    await Promise.race([all(), wait(graceMs, undefined, { signal: grace.signal }).catch(() => {})]);
    grace.abort();
    for (const live of this.live.values()) live.end("interrupted");
    await all();
    await this.flushing;
  }

  private async carry(live: LiveRun, request: RunRequest): Promise<void> {
    this.scheduleFlush();
    const { model } = request.input;
    // What the log never held can leave by no door.
    const sealed = live.sealedBy !== undefined;
    const emit = (event: RunEvent) => live.log.append(sealed ? sealedEvent(event, model) : event);
    const record = (attempt: UpstreamAttempt) =>
      live.attempts.push(sealed ? sealedAttempt(attempt, model) : attempt);
    const { upstream, bodyOf, logger } = this.parts;
    const operation = operationOf(request);
    const outcome = await operation.carry({ upstream, bodyOf, signal: live.signal, emit, record });
    const usage = operation.settle(outcome);
    const entry = usage && this.entryOf(live, model, outcome, usage);
    if (entry) emit({ type: "usage", usage: entry.usage, price: entry.price });
    const state = stateOf(live, outcome);
    if (state === "failed" && outcome.error) emit({ type: "error", error: outcome.error });
    const { finishReason, traceId } = outcome;
    emit({ type: "run-end", state, ...(finishReason && { finishReason }), ...(traceId && { traceId }) });
    try {
      await this.storeEnd(live, state, entry);
    } catch (error) {
      logger.error({ err: error, runId: live.run.id }, "the end of a run could not be stored");
    }
    this.live.delete(live.run.id);
    live.finish();
  }

  private entryOf(live: LiveRun, model: string, outcome: CarryOutcome, usage: RunUsage): LedgerEntry {
    const { id: runId, operation, startedAt } = live.run;
    const price = this.parts.priceOf(model, usage, startedAt);
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
  return live.ending ?? "failed";
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
