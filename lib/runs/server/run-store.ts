import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { and, asc, eq, lt, ne } from "drizzle-orm";
import { GroupedWrites } from "@/lib/core/grouped-writes";
import { ledger, runSegments, runs } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import type { RunEvent, RunPrice, RunState, RunUsage } from "../event";
import type { UpstreamAttempt } from "../snapshot";

export type NewRun = {
  id: string;
  idempotencyKey: string;
  fingerprint: string;
  operation: string;
  model: string;
  input: unknown;
  startedAt: Date;
};

export type StoredRun = NewRun & { attempts: unknown };

/** Lines of a run's log that follow those stored before; `firstSequence` is the number of the first. */
export type Segment = { runId: string; firstSequence: number; lines: readonly string[] };

export type LedgerEntry = {
  door: "browser" | "client";
  /** Of the client door, where keys are set: how people tell a key from others. */
  clientKey?: string | undefined;
  /** Of the browser's door. */
  runId?: string;
  operation: string;
  model: string;
  state: RunState;
  usage: RunUsage;
  price: RunPrice;
  traceId: string | undefined;
};

/**
 * A call that ends so soon after another waits for that long at its end, to share a write and what others read after it: with
 * 200 streams a tenth of the relay's processor time (measured 2026-11-22).
 */
const restBetweenWritesMs = 25;

const microsPerCny = 1_000_000;
const microCny = (price: RunPrice) => (price.kind === "known" ? Math.round(price.cny * microsPerCny) : null);

/** What the run engine keeps beyond the life of the process. */
export class RunStore {
  private readonly open: () => Promise<Database>;
  private readonly entries: GroupedWrites<LedgerEntry>;
  /** How often the ledger has been written so far. */
  ledgerWrites = 0;

  constructor(open: () => Promise<Database>) {
    this.open = open;
    const write = async (group: readonly LedgerEntry[]) => {
      const { orm, sync } = await this.open();
      await orm.insert(ledger).values(group.map(ledgerRow));
      this.ledgerWrites += 1;
      await sync();
    };
    this.entries = new GroupedWrites(write, () => wait(restBetweenWritesMs));
  }

  /** Adds a run unless its key is taken; then gives the run that took it. */
  async create(run: NewRun): Promise<StoredRun | undefined> {
    const { orm } = await this.open();
    const added = await orm
      .insert(runs)
      .values({ ...run, state: "running" })
      .onConflictDoNothing({ target: runs.idempotencyKey })
      .returning({ id: runs.id });
    return added.length > 0 ? undefined : this.withKey(run.idempotencyKey);
  }

  /** The run that was started with a key. */
  async withKey(idempotencyKey: string): Promise<StoredRun | undefined> {
    const { orm } = await this.open();
    const [run] = await orm.select().from(runs).where(eq(runs.idempotencyKey, idempotencyKey));
    return run;
  }

  async find(id: string): Promise<StoredRun | undefined> {
    const { orm } = await this.open();
    const [run] = await orm.select().from(runs).where(eq(runs.id, id));
    return run;
  }

  /** Every stored line of a run, in order. */
  async lines(runId: string): Promise<string[]> {
    const { orm } = await this.open();
    const segments = await orm
      .select({ lines: runSegments.lines })
      .from(runSegments)
      .where(eq(runSegments.runId, runId))
      .orderBy(asc(runSegments.firstSequence));
    return segments.flatMap((segment) => segment.lines.split("\n"));
  }

  async append(segments: readonly Segment[]): Promise<void> {
    if (segments.length === 0) return;
    const { orm } = await this.open();
    await orm.insert(runSegments).values(segments.map(segmentRow));
  }

  /** Stores the end of a run together with its last lines and its ledger entry: all or nothing, and on the disk. */
  async finish(end: {
    runId: string;
    state: RunState;
    attempts: readonly UpstreamAttempt[];
    segment: Segment | undefined;
    entry: LedgerEntry | undefined;
  }): Promise<void> {
    const { orm, sync } = await this.open();
    await orm.transaction(async (tx) => {
      if (end.segment) await tx.insert(runSegments).values(segmentRow(end.segment));
      const { state, attempts } = end;
      await tx.update(runs).set({ state, attempts, endedAt: new Date() }).where(eq(runs.id, end.runId));
      if (end.entry) await tx.insert(ledger).values(ledgerRow(end.entry));
    });
    if (!end.entry) return;
    this.ledgerWrites += 1;
    await sync();
  }

  /** Stores what a call came to, on the disk. */
  settle(entry: LedgerEntry): Promise<void> {
    return this.entries.add(entry);
  }

  /** What a run cost, by the ledger. Nothing where it says nothing of the run. */
  async settledPrice(runId: string): Promise<RunPrice | undefined> {
    const { orm } = await this.open();
    const [entry] = await orm
      .select({ micros: ledger.priceMicroCny })
      .from(ledger)
      .where(eq(ledger.runId, runId));
    if (!entry) return undefined;
    return entry.micros === null ? { kind: "unknown" } : { kind: "known", cny: entry.micros / microsPerCny };
  }

  /** Keeps a run that the next process goes on with. */
  async suspend(runId: string, attempts: readonly UpstreamAttempt[]): Promise<void> {
    const { orm, sync } = await this.open();
    await orm.update(runs).set({ attempts }).where(eq(runs.id, runId));
    await sync();
  }

  /** Runs without an end: those of this process, and those that were going when an earlier one ended. */
  async running(): Promise<StoredRun[]> {
    const { orm } = await this.open();
    return orm.select().from(runs).where(eq(runs.state, "running"));
  }

  /** Gives a run of an earlier process an end that says so, after what had arrived. */
  async interrupt(runId: string): Promise<void> {
    const lines = await this.lines(runId);
    const segment = { runId, firstSequence: lines.length + 1, lines: [interruptedLine(lines.at(-1))] };
    await this.finish({ runId, state: "interrupted", attempts: [], segment, entry: undefined });
  }

  /** The log is working memory: what a browser keeps for good it has long since taken over. */
  async removeBefore(date: Date): Promise<void> {
    const { orm } = await this.open();
    await orm.delete(runs).where(and(lt(runs.startedAt, date), ne(runs.state, "running")));
  }
}

function segmentRow({ runId, firstSequence, lines }: Segment) {
  return { runId, firstSequence, lastSequence: firstSequence + lines.length - 1, lines: lines.join("\n") };
}

function ledgerRow({ usage, price, traceId, ...entry }: LedgerEntry) {
  return {
    ...entry,
    ...usage,
    priceMicroCny: microCny(price),
    traceId: traceId ?? null,
    settledAt: new Date(),
  };
}

function interruptedLine(lastLine: string | undefined): string {
  const last: unknown = lastLine === undefined ? undefined : JSON.parse(lastLine);
  const at = typeof last === "object" && last !== null && "at" in last ? last.at : 0;
  const end = { type: "run-end", state: "interrupted" } as const satisfies RunEvent;
  return JSON.stringify({ ...end, at });
}
