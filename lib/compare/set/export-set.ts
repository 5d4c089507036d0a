import { toCsv } from "@/lib/core/csv";
import type { SetCell } from "@/lib/history/set-record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { fillTemplate } from "@/lib/rows/template";
import { requestOf } from "../column-setup";
import { instructionsOf } from "./cell-request";
import { judgeKey } from "./judge-model";
import { namesOf, type PromptSet, type SetColumn } from "./prompt-set";
import { wordsOf } from "./set-cell";

export const exportFormats = ["jsonl", "csv"] as const;
export type ExportFormat = (typeof exportFormats)[number];

type Source = {
  set: PromptSet;
  models: readonly ModelSummary[];
  /** The answers to one prompt, in the order of the columns. */
  rowOf: (row: number) => Promise<readonly (SetCell | undefined)[]>;
};

/** Everything about one prompt and one model, as it stands in a file. Times in milliseconds, prices in yuan. */
function recordOf({ set, models }: Source, row: number, column: SetColumn, cell: SetCell | undefined) {
  const values = set.rows[row] ?? {};
  const output = cell?.output;
  const verdict = cell?.verdict?.by === judgeKey(set.judge) ? cell.verdict : undefined;
  return {
    row: row + 1,
    variables: values,
    system: fillTemplate(instructionsOf(set, column), values),
    prompt: fillTemplate(set.template, values),
    model: column.setup.model,
    fields: requestOf(column.setup, models)?.fields ?? {},
    state: cell?.state ?? "not-asked",
    attempt: cell?.attempt,
    answer: output && wordsOf(output),
    thinking: output && (wordsOf(output, "reasoning") || undefined),
    error: output?.error?.code,
    errorDetail: output?.error?.detail,
    firstTokenMs: output?.firstDeltaMs,
    durationMs: output?.durationMs,
    inputTokens: output?.usage?.inputTokens,
    outputTokens: output?.usage?.outputTokens,
    tokensEstimated: output?.usage?.estimated,
    cny: output?.price?.kind === "known" ? output.price.cny : undefined,
    finishReason: output?.finishReason,
    runId: cell?.runId,
    traceId: output?.traceId,
    verdict: verdict?.result,
    score: verdict?.score,
    reason: verdict?.reason ?? verdict?.fault,
    judgeCny: verdict?.cny,
  };
}

type ExportRecord = ReturnType<typeof recordOf>;

const leading = ["row"] as const;
const following = [
  "prompt",
  "model",
  "state",
  "answer",
  "thinking",
  "error",
  "verdict",
  "score",
  "reason",
  "firstTokenMs",
  "durationMs",
  "inputTokens",
  "outputTokens",
  "cny",
  "judgeCny",
  "finishReason",
  "runId",
  "traceId",
] as const satisfies readonly (keyof ExportRecord)[];

/** Rows of a table without the mark that only its beginning has. */
const csvLines = (rows: Parameters<typeof toCsv>[0]) => toCsv(rows).slice(1);

function csvRow(record: ExportRecord, names: readonly string[]) {
  const cells = following.map((name) => record[name] ?? undefined);
  return [...leading.map((name) => record[name]), ...names.map((name) => record.variables[name]), ...cells];
}

/** A set with all its answers as a file, read and written a prompt at a time: the page never holds all of it. */
export async function exportSet(source: Source, format: ExportFormat): Promise<Blob> {
  const { rows, columns } = source.set;
  const names = namesOf(rows);
  const parts: Blob[] = [];
  // A variable may be called `row` or `prompt` as well.
  const variables = names.map((name) => `variables.${name}`);
  if (format === "csv") parts.push(new Blob([toCsv([[...leading, ...variables, ...following]])]));
  for (const row of rows.keys()) {
    const cells = await source.rowOf(row);
    const records = columns.map((column, at) => recordOf(source, row, column, cells[at]));
    const text =
      format === "csv"
        ? csvLines(records.map((record) => csvRow(record, names)))
        : records.map((record) => `${JSON.stringify(record)}\n`).join("");
    // A Blob may lie on disk, a string may not.
    parts.push(new Blob([text]));
  }
  return new Blob(parts, { type: format === "csv" ? "text/csv;charset=utf-8" : "application/jsonl" });
}
