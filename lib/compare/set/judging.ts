import type { SetCell } from "@/lib/history/set-record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { fillTemplate } from "@/lib/rows/template";
import type { Asked, Asking } from "./ask-run";
import { judgeKey, judgeRequest, readJudgement } from "./judge-model";
import type { RuleVerdict } from "./judge-rules";
import { Lane, type Outcome } from "./lane";
import { outcomeOf } from "./outcome";
import type { PromptSet, Row, RuleJudge } from "./prompt-set";
import { type Verdict, wordsOf } from "./set-cell";

export type JudgeByRule = (judge: RuleJudge, row: Row, answer: string) => Promise<RuleVerdict>;

type JudgingParts = {
  /** The set, the models and what may be done, as they are at this moment. */
  now: () => { set: PromptSet; models: readonly ModelSummary[]; mayAsk: boolean; running: boolean };
  load: (setId: string, columnId: string, row: number) => Promise<SetCell | undefined>;
  judgeByRule: JudgeByRule;
  /** A run to its end. */
  follow: (key: string, asking: Asking) => Promise<Asked>;
  /** Stores a cell with its verdict, and shows it. */
  keep: (cell: SetCell) => Promise<boolean>;
  onChange: () => void;
};

type Answer = Pick<SetCell, "columnId" | "row" | "id">;

/** Judges the answers of one set: by a rule at once, by a model in a queue of its own. */
export class Judging {
  private readonly parts: JudgingParts;
  private lane: Lane<Answer> | undefined;

  constructor(parts: JudgingParts) {
    this.parts = parts;
  }

  /** How many answers wait for a model's verdict. */
  get size(): number {
    return this.lane?.size ?? 0;
  }

  /** A new queue with so many calls at a time at most. */
  begin(most: number): void {
    const { onChange } = this.parts;
    this.lane = new Lane({ most, perform: (task, lane) => this.judgeByModel(task, lane), onChange });
  }

  stop(): void {
    this.lane?.stop();
  }

  async whenIdle(): Promise<void> {
    await this.lane?.whenIdle();
  }

  /** Judges an answer, or puts it into the queue. */
  async judge(cell: SetCell): Promise<void> {
    const { set, mayAsk } = this.parts.now();
    const { judge } = set;
    const { columnId, row, id } = cell;
    if (judge.kind === "none") return;
    if (judge.kind === "model") {
      if (mayAsk && judge.model !== null) this.lane?.add([{ columnId, row, id }]);
      return;
    }
    const verdict = await this.parts.judgeByRule(judge, set.rows[row] ?? {}, wordsOf(cell.output));
    await this.parts.keep({ ...cell, verdict: { ...verdict, by: judgeKey(judge) } });
  }

  private async judgeByModel({ columnId, row, id }: Answer, lane: Lane<Answer>): Promise<Outcome> {
    const { set, models } = this.parts.now();
    const { judge } = set;
    const cell = await this.parts.load(set.id, columnId, row);
    if (cell?.id !== id || judge.kind !== "model" || judge.model === null) return { kind: "other" };
    const { model } = judge;
    const by = judgeKey(judge);
    const values = set.rows[row] ?? {};
    const answer = wordsOf(cell.output);
    const keep = (verdict: Omit<Verdict, "by">) => this.parts.keep({ ...cell, verdict: { ...verdict, by } });
    if (answer.trim() === "") {
      await keep({ result: "unjudged", fault: "no-answer" });
      return { kind: "other" };
    }
    const prompt = fillTemplate(set.template, values);
    const summary = models.find((known) => known.id === model);
    const before = cell.verdict?.by === by ? (cell.verdict.attempt ?? 0) : 0;
    const startedAt = Date.now();
    let runId: string | undefined;
    // The same answer under the same judge is the same run: a reload in between pays for nothing twice.
    const asked = await this.parts.follow(`${id} ${by} ${before + 1}`, {
      request: judgeRequest({ ...judge, model }, values, { prompt, answer }, summary),
      onStarted: async (started) => {
        runId = started;
      },
      onRefused: (error) => lane.slowDown(startedAt, error),
    });
    if (asked.kind === "unknown")
      return this.parts.now().running ? { kind: "refused", error: asked.error } : { kind: "other" };
    const { output } = asked;
    if (output.state === "stopped") return { kind: "other" };
    const { price, error } = output;
    const facts = {
      ...(runId && { runId }),
      ...(price?.kind === "known" && { cny: price.cny }),
      attempt: before + 1,
    };
    if (output.state === "completed")
      await keep({ ...readJudgement(wordsOf(output), judge.passMark), ...facts });
    else await keep({ result: "unjudged", fault: "failed", ...(error && { error }), ...facts });
    return outcomeOf(error);
  }
}
