import type { CellSummary } from "./set-cell";

/** The 95 % quantile of the normal distribution, both sides. */
const z95 = 1.959964;

/** Wilson's interval for a share: honest for few trials and at the ends, unlike the usual one. From 0 to 1. */
export function wilsonInterval(passed: number, total: number): { low: number; high: number } | undefined {
  if (total === 0) return undefined;
  const share = passed / total;
  const square = z95 ** 2;
  const centre = (share + square / (2 * total)) / (1 + square / total);
  const half =
    (z95 / (1 + square / total)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total ** 2));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** Mean and spread of values; `deviation` is the sample's and absent for fewer than two. */
export type Spread = { mean: number; deviation: number | undefined; p50: number; p95: number };

/** The value below which a share of the sorted values lies, with straight lines between them. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

/** Mean, deviation, median and 95 % quantile; nothing of no values. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : undefined;
  return { mean, deviation, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}

/** How one model did. Times in milliseconds, prices in yuan. */
export type ColumnStatistics = {
  asked: number;
  running: number;
  done: number;
  failed: number;
  stopped: number;
  /** Answers that a judge has passed, and those that it has passed or failed. */
  passed: number;
  judged: number;
  unjudged: number;
  passRate: number | undefined;
  interval: { low: number; high: number } | undefined;
  score: Spread | undefined;
  firstTokenMs: Spread | undefined;
  durationMs: Spread | undefined;
  inputTokens: number;
  outputTokens: number;
  /** Of the answers whose price is known. */
  cny: number;
  cnyPerPrompt: number | undefined;
  /** How many answers used tokens at a price that nobody knows. */
  unpriced: number;
  estimated: boolean;
  /** What the judge cost, beside that. */
  judgeCny: number;
};

const present = (values: readonly (number | undefined)[]) => values.filter((value) => value !== undefined);
const total = (values: readonly (number | undefined)[]) =>
  present(values).reduce((sum, value) => sum + value, 0);

/** What the cells of one model add up to; verdicts count only if `judge` gave them. */
export function statisticsOf(cells: readonly (CellSummary | undefined)[], judge: string): ColumnStatistics {
  const asked = cells.filter((cell) => cell !== undefined);
  const count = (state: CellSummary["state"]) => asked.filter((cell) => cell.state === state).length;
  const done = asked.filter(({ state }) => state === "done");
  const verdicts = done.flatMap(({ verdict }) => (verdict?.by === judge ? verdict : []));
  const passed = verdicts.filter(({ result }) => result === "passed").length;
  const judged = verdicts.filter(({ result }) => result !== "unjudged").length;
  const used = asked.filter(({ outputTokens }) => outputTokens !== undefined);
  const priced = used.filter(({ cny }) => cny !== undefined);
  const cny = total(priced.map((cell) => cell.cny));
  return {
    asked: asked.length,
    running: count("running"),
    done: done.length,
    failed: count("failed"),
    stopped: count("stopped") + count("lost"),
    passed,
    judged,
    unjudged: verdicts.length - judged,
    passRate: judged === 0 ? undefined : passed / judged,
    interval: wilsonInterval(passed, judged),
    score: spreadOf(present(verdicts.map(({ score }) => score))),
    firstTokenMs: spreadOf(present(done.map(({ firstTokenMs }) => firstTokenMs))),
    durationMs: spreadOf(present(done.map(({ durationMs }) => durationMs))),
    inputTokens: total(used.map(({ inputTokens }) => inputTokens)),
    outputTokens: total(used.map(({ outputTokens }) => outputTokens)),
    cny,
    cnyPerPrompt: priced.length === 0 ? undefined : cny / priced.length,
    unpriced: used.length - priced.length,
    estimated: used.some(({ estimated }) => estimated),
    judgeCny: total(asked.map(({ verdict }) => verdict?.cny)),
  };
}

/** What columns are held against each other by, and whether more is better. */
const measures = {
  passRate: ({ passRate }: ColumnStatistics) => passRate && -passRate,
  score: ({ score }: ColumnStatistics) => score && -score.mean,
  firstTokenMs: ({ firstTokenMs }: ColumnStatistics) => firstTokenMs?.mean,
  durationMs: ({ durationMs }: ColumnStatistics) => durationMs?.mean,
  cnyPerPrompt: ({ cnyPerPrompt }: ColumnStatistics) => cnyPerPrompt,
};
export type SetMeasure = keyof typeof measures;

/** Whether a column is the best by a measure; nobody is where fewer than two have it or all are the same. */
export function isBest(measure: SetMeasure, column: ColumnStatistics, all: readonly ColumnStatistics[]) {
  const values = present(all.map(measures[measure]));
  const best = Math.min(...values);
  return values.length > 1 && Math.max(...values) !== best && measures[measure](column) === best;
}
