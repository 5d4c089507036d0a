import { createStore } from "zustand/vanilla";
import { type AppError, appError } from "@/lib/core/app-error";
import { randomUuid } from "@/lib/core/random-uuid";
import { mostConcurrency, type SetCell } from "@/lib/history/set-record";
import type { ModelSummary } from "@/lib/models/model-summary";
import type { RunSource } from "@/lib/runs/run-source";
import { emptyOutput } from "@/lib/runs/snapshot";
import { type Asked, type Asking, askRun } from "./ask-run";
import { cellRequest } from "./cell-request";
import type { Plan } from "./estimate";
import { judgeKey } from "./judge-model";
import { type JudgeByRule, Judging } from "./judging";
import { Lane, type Outcome } from "./lane";
import { concernsAll, outcomeOf } from "./outcome";
import type { PromptSet } from "./prompt-set";
import { rowFaults } from "./row-faults";
import { type CellSummary, summaryOf } from "./set-cell";

/** Where answers are kept. */
export type CellStore = {
  each: (setId: string, show: (cell: SetCell) => void) => Promise<void>;
  load: (setId: string, columnId: string, row: number) => Promise<SetCell | undefined>;
  save: (cell: SetCell) => Promise<void>;
  /** All of a set, or of one of its columns. */
  drop: (setId: string, columnId?: string) => Promise<void>;
};

export type RunnerParts = {
  runs: RunSource;
  cells: CellStore;
  judgeByRule: JudgeByRule;
  /** Does the work unless another tab works on the same set; tells whether it did. */
  whileAlone: (setId: string, work: () => Promise<void>) => Promise<boolean>;
};

/** What holds a column up. */
export type LaneState = { halted?: AppError; refusal?: AppError; pausedUntil: number; limit: number };

export type RunnerState = {
  phase: "loading" | "idle" | "running" | "stopping";
  /** Grows, a few times a second at most, when cells have changed. */
  version: number;
  /** By column; of those that are or were at work, and those that ended early on an earlier page. */
  lanes: Readonly<Record<string, LaneState>>;
  /** Answers that wait for a model's verdict. */
  judging: number;
  /** Another tab works on this set. */
  elsewhere: boolean;
  saveFailure: unknown;
};

type Place = { columnId: string; row: number };

/** Waits for so long until a change is shown: thousands of them must not draw the page thousands of times. */
const showEveryMs = 100;

const faultyRows = (set: PromptSet) => new Set(rowFaults(set).map(({ row }) => row));
/** Answered, and not judged by this judge, or only in a way that another try may change. */
const lacksVerdict = ({ state, verdict }: CellSummary, judge: string) =>
  state === "done" && (verdict?.by !== judge || verdict.fault === "failed" || verdict.fault === "no-json");
const columnOf = (key: string) => key.slice(0, key.lastIndexOf(" "));
const keyOf = ({ columnId, row }: Place) => `${columnId} ${row}`;
const endStates = { completed: "done", stopped: "stopped" } as const;

/**
 * Puts the prompts of one set to its models, keeps every answer, and judges it. A cell is stored before it is sent
 * and its id is the run's idempotency key, so nothing is asked twice, whenever the page goes. Opening asks nothing.
 */
export class SetRunner {
  readonly store = createStore<RunnerState>(() => ({
    phase: "loading",
    version: 0,
    lanes: {},
    judging: 0,
    elsewhere: false,
    saveFailure: undefined,
  }));
  /** How many views show it. */
  watched = 0;
  private set: PromptSet;
  /** Rows that cannot be asked. */
  private faulty: ReadonlySet<number>;
  private readonly parts: RunnerParts;
  private models: readonly ModelSummary[] = [];
  private readonly summaries = new Map<string, CellSummary>();
  private lanes = new Map<string, Lane<number>>();
  /** What has ended columns that are not at work now: as long as the page, and told from their answers after it. */
  private readonly halts = new Map<string, AppError>();
  private readonly judging: Judging;
  /** The runs that go on, of answers and of verdicts. */
  private readonly going = new Set<string>();
  /** A person has asked for it; else only what goes on already is followed. */
  private mayAsk = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(set: PromptSet, parts: RunnerParts) {
    this.set = set;
    this.faulty = faultyRows(set);
    this.parts = parts;
    this.judging = new Judging({
      now: () => ({ set: this.set, models: this.models, mayAsk: this.mayAsk, running: this.isRunning }),
      load: parts.cells.load,
      judgeByRule: parts.judgeByRule,
      follow: (key, asking) => this.follow(key, asking),
      keep: (cell) => this.keep(cell),
      onChange: () => this.show(),
    });
  }

  /** Reads what there is, then follows what is still going on at the server. */
  async open(): Promise<void> {
    const gone = new Set<string>();
    const last = new Map<string, { row: number; error: AppError | undefined }>();
    await this.parts.cells.each(this.set.id, (cell) => {
      const { columnId, row, output } = cell;
      if (!this.has(columnId)) return void gone.add(columnId);
      this.summaries.set(keyOf(cell), summaryOf(cell));
      if (row >= (last.get(columnId)?.row ?? 0)) last.set(columnId, { row, error: output.error });
    });
    // A column is asked from above: where the last answer could not be had for such a reason, it ended there.
    for (const [columnId, { error }] of last)
      if (error && concernsAll.has(error.code)) this.halts.set(columnId, error);
    for (const columnId of gone) void this.parts.cells.drop(this.set.id, columnId).catch(() => {});
    const going = this.planOf(({ state, runId }) => state === "running" && runId !== undefined);
    if (going.size === 0) this.loseTrack();
    this.showNow({ phase: "idle" });
    if (going.size > 0) await this.work(going, { asking: false });
  }

  /** The set as a person has changed it. */
  update(set: PromptSet): void {
    this.set = set;
    this.faulty = faultyRows(set);
    this.showNow();
  }

  /** What is known of a cell; nothing of one that waits for its turn. */
  cell(columnId: string, row: number): CellSummary | undefined {
    return this.waits(columnId, row) ? undefined : this.summaries.get(keyOf({ columnId, row }));
  }

  /** Whether a cell is going to be asked. */
  waits(columnId: string, row: number): boolean {
    return this.lanes.get(columnId)?.has(row) ?? false;
  }

  cellsOf(columnId: string): (CellSummary | undefined)[] {
    return this.set.rows.map((_, row) => this.cell(columnId, row));
  }

  /** Whether anything has been asked. */
  get begun(): boolean {
    return [...this.summaries.keys()].some((key) => this.has(columnOf(key)));
  }

  /** What can be asked: all of it, what has not been answered, or what has failed. */
  plan(kind: "all" | "rest" | "failed"): Plan {
    if (kind === "all") return this.planOf(() => true, true);
    if (kind === "failed") return this.planOf(({ state }) => state === "failed");
    return this.planOf(({ state }) => state === "stopped" || state === "lost", true);
  }

  /** How many answers the present judge has not judged. */
  get unjudged(): number {
    const { judge } = this.set;
    if (judge.kind === "none") return 0;
    const key = judgeKey(judge);
    let count = 0;
    for (const [place, cell] of this.summaries)
      if (this.has(columnOf(place)) && lacksVerdict(cell, key)) count += 1;
    return count;
  }

  /** Asks what a plan names. */
  async run(plan: Plan, models: readonly ModelSummary[]): Promise<void> {
    this.models = models;
    await this.work(plan, { asking: true });
  }

  /** Forgets all answers, unless another tab is at work on them. */
  async clear(): Promise<void> {
    const done = await this.parts.whileAlone(this.set.id, async () => {
      await this.parts.cells.drop(this.set.id);
      this.summaries.clear();
      this.lanes.clear();
      this.halts.clear();
    });
    this.showNow({ elsewhere: !done });
  }

  /** Forgets the answers of a column that has gone. */
  forget(columnId: string): void {
    for (const key of this.summaries.keys()) if (key.startsWith(`${columnId} `)) this.summaries.delete(key);
    this.halts.delete(columnId);
    this.show();
  }

  /** Holds all stored answers against the judge that is set now; no model of the set is asked again. */
  async judgeAll(models: readonly ModelSummary[]): Promise<void> {
    this.models = models;
    await this.alone(async () => {
      this.mayAsk = true;
      const key = judgeKey(this.set.judge);
      for (const [place, cell] of [...this.summaries]) {
        if (!this.isRunning) return;
        if (this.has(columnOf(place)) && lacksVerdict(cell, key)) await this.judgeStored(place);
      }
      await this.judging.whenIdle();
    });
  }

  /** Ends everything that goes on, at once; what had arrived stays. */
  async stop(): Promise<void> {
    if (!this.isRunning) return;
    this.store.setState({ phase: "stopping" });
    for (const lane of this.lanes.values()) lane.stop();
    this.judging.stop();
    await Promise.all([...this.going].map((runId) => this.parts.runs.stop(runId)));
  }

  private get isRunning(): boolean {
    return this.store.getState().phase === "running";
  }

  private has(columnId: string): boolean {
    return this.set.columns.some(({ id }) => id === columnId);
  }

  private planOf(wanted: (cell: CellSummary) => boolean, unasked = false): Plan {
    const plan = new Map<string, number[]>();
    for (const { id, setup } of this.set.columns) {
      const rows = [...this.set.rows.keys()].filter((row) => {
        const cell = this.summaries.get(keyOf({ columnId: id, row }));
        return !this.faulty.has(row) && (cell ? wanted(cell) : unasked);
      });
      if (setup.model !== null && rows.length > 0) plan.set(id, rows);
    }
    return plan;
  }

  private async work(plan: Plan, { asking }: { asking: boolean }): Promise<void> {
    await this.alone(async () => {
      this.mayAsk = asking;
      const due = asking ? await this.stillDue(plan) : plan;
      for (const [columnId, { halted }] of this.lanes) if (halted) this.halts.set(columnId, halted);
      for (const columnId of due.keys()) this.halts.delete(columnId);
      this.lanes = new Map([...due.keys()].map((columnId) => [columnId, this.laneOf(columnId)]));
      for (const [columnId, rows] of due) this.lanes.get(columnId)?.add(rows);
      await Promise.all([...this.lanes.values()].map((lane) => lane.whenIdle()));
      await this.judging.whenIdle();
    });
  }

  /** What another tab has answered since this one read the set is shown, and not asked again. */
  private async stillDue(plan: Plan): Promise<Plan> {
    const before = new Map(this.summaries);
    await this.parts.cells.each(this.set.id, (cell) => {
      if (this.has(cell.columnId)) this.summaries.set(keyOf(cell), summaryOf(cell));
    });
    const isDue = (place: Place) => {
      const known = before.get(keyOf(place));
      const stored = this.summaries.get(keyOf(place));
      if (!stored || stored.state === "running" || stored.state === "stopped") return true;
      return known?.id === stored.id && known.state === stored.state;
    };
    const due = [...plan].map(([columnId, rows]): [string, number[]] => [
      columnId,
      rows.filter((row) => isDue({ columnId, row })),
    ]);
    return new Map(due.filter(([, rows]) => rows.length > 0));
  }

  /** Does work unless something is being done already, here or in another tab. */
  private async alone(work: () => Promise<void>): Promise<void> {
    if (this.store.getState().phase !== "idle") return;
    this.store.setState({ phase: "running", elsewhere: false, saveFailure: undefined });
    this.judging.begin(this.set.concurrency);
    const done = await this.parts.whileAlone(this.set.id, work);
    this.loseTrack();
    // The end and what came of it are seen together.
    this.showNow({ phase: "idle", elsewhere: !done });
  }

  /** What is running now is followed by nobody any more. */
  private loseTrack(): void {
    for (const [key, cell] of this.summaries)
      if (cell.state === "running") this.summaries.set(key, { ...cell, state: "lost" });
  }

  private laneOf(columnId: string): Lane<number> {
    return new Lane({
      most: Math.min(this.set.concurrency, mostConcurrency),
      perform: (row, lane) => this.ask({ columnId, row }, lane),
      onChange: () => this.show(),
    });
  }

  private async ask(place: Place, lane: Lane<number>): Promise<Outcome> {
    const column = this.set.columns.find(({ id }) => id === place.columnId);
    const values = this.set.rows[place.row];
    const request = column && values && cellRequest(this.set, column, values, this.models);
    if (!request) return { kind: "other" };
    const known = this.summaries.get(keyOf(place));
    // A start that nobody confirmed is asked for under its own key: it may have arrived.
    const open =
      known?.runId === undefined
        ? known?.state !== "failed"
        : known.state === "lost" || known.state === "running";
    const same = open ? known : undefined;
    if (!this.mayAsk && same?.runId === undefined) return { kind: "other" };
    let cell: SetCell = {
      setId: this.set.id,
      ...place,
      id: same?.id ?? randomUuid(),
      attempt: same?.attempt ?? (known?.attempt ?? 0) + 1,
      state: "running",
      ...(same?.runId && { runId: same.runId }),
      output: emptyOutput(),
    };
    if (!(await this.keep(cell))) return { kind: "other" };
    const startedAt = Date.now();
    const asked = await this.follow(cell.id, {
      request,
      runId: cell.runId,
      onStarted: async (runId) => {
        cell = { ...cell, runId };
        await this.keep(cell);
      },
      onRefused: (error) => lane.slowDown(startedAt, error),
    });
    if (asked.kind === "unknown") return this.unheard(cell, asked.error);
    const { output } = asked;
    const state =
      output.state === "completed" || output.state === "stopped" ? endStates[output.state] : "failed";
    await this.keep({ ...cell, state, output });
    if (state === "done") await this.judging.judge({ ...cell, state, output });
    return outcomeOf(output.error);
  }

  /** Nobody knows what became of a call. After Stop it waits for the next time; else it is asked about again. */
  private async unheard(cell: SetCell, error: AppError): Promise<Outcome> {
    if (this.isRunning) return { kind: "refused", error };
    if (cell.runId === undefined) await this.keep({ ...cell, state: "stopped" });
    return { kind: "other" };
  }

  /** A run to its end. One that is known only after Stop was pressed is ended then. */
  private async follow(key: string, asking: Asking): Promise<Asked> {
    const { runs } = this.parts;
    const { signal } = new AbortController();
    let { runId } = asking;
    if (runId) this.going.add(runId);
    const onStarted = async (started: string) => {
      runId = started;
      this.going.add(started);
      if (this.store.getState().phase === "stopping") void runs.stop(started);
      await asking.onStarted(started);
    };
    try {
      return await askRun({ runs, key, signal, ...asking, onStarted });
    } catch (error) {
      return { kind: "unknown", error: appError("server-unreachable", { detail: String(error) }) };
    } finally {
      if (runId) this.going.delete(runId);
    }
  }

  private async judgeStored(key: string): Promise<void> {
    const row = Number(key.slice(key.lastIndexOf(" ")));
    const cell = await this.parts.cells.load(this.set.id, columnOf(key), row);
    if (cell?.state === "done") await this.judging.judge(cell);
  }

  /** Stores a cell and shows it. Where nothing can be stored nothing more is asked. */
  private async keep(cell: SetCell): Promise<boolean> {
    this.summaries.set(keyOf(cell), summaryOf(cell));
    this.show();
    try {
      await this.parts.cells.save(cell);
      return true;
    } catch (error) {
      this.store.setState({ saveFailure: error });
      void this.stop();
      return false;
    }
  }

  /** Shows what has changed, with what else has changed since. */
  private show(): void {
    this.timer ??= setTimeout(() => this.showNow(), showEveryMs);
  }

  private showNow(change: Partial<RunnerState> = {}): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const lanes: Record<string, LaneState> = {};
    for (const [columnId, halted] of this.halts)
      lanes[columnId] = { halted, pausedUntil: 0, limit: this.set.concurrency };
    for (const [columnId, { halted, refusal, pace }] of this.lanes)
      lanes[columnId] = {
        ...(halted && { halted }),
        ...(refusal && { refusal }),
        pausedUntil: pace.pausedUntil,
        limit: pace.limit,
      };
    const { size: judging } = this.judging;
    this.store.setState(({ version }) => ({ version: version + 1, lanes, judging, ...change }));
  }
}
