import { toCsv } from "@/lib/core/csv";
import type { MatchRule } from "./compare-answer";
import type { JoinedBatch, RequestSummary } from "./joined-batch";

export const resultFormats = ["csv", "xlsx", "jsonl"] as const;
export type ResultFormat = (typeof resultFormats)[number];

type Cell = string | number | undefined;

const mediaTypes = { csv: "text/csv", jsonl: "application/jsonl" };

const following = [
  "state",
  "prompt",
  "answer",
  "thinking",
  "expected",
  "matches",
  "finish_reason",
  "input_tokens",
  "output_tokens",
  "error_code",
  "error",
];

type Wanted = {
  batch: JoinedBatch;
  requests: readonly RequestSummary[];
  places: readonly number[];
  rule: MatchRule;
};

/** So many rows of a CSV are held as texts at once. */
const rowsPerPart = 200;

async function cellsOf({ batch, requests, rule }: Wanted, at: number): Promise<Cell[]> {
  const summary = requests[at];
  const detail = await batch.detail(at);
  if (!summary || !detail) return [];
  const { read, row } = detail;
  const cells = new Map(row);
  const answered = read?.state === "answered" ? read : undefined;
  const failed = read?.state === "failed" ? read : undefined;
  return [
    summary.customId,
    summary.line,
    ...batch.columns.map((column) => cells.get(column)),
    summary.state,
    summary.prompt,
    answered?.text,
    answered?.reasoning,
    summary.expected,
    summary.matches && (summary.matches[rule] ? "yes" : "no"),
    answered?.finishReason,
    answered?.inputTokens,
    answered?.outputTokens,
    failed?.code ?? failed?.status,
    failed?.message,
  ];
}

async function csv(wanted: Wanted): Promise<Blob> {
  const parts: Blob[] = [];
  let rows: Cell[][] = [];
  const flush = () => {
    const text = toCsv(rows);
    // The mark that spreadsheets read UTF-8 by stands once.
    parts.push(new Blob([parts.length === 0 ? text : text.slice(1)]));
    rows = [];
  };
  for await (const row of rowsOf(wanted)) {
    rows.push(row);
    if (rows.length >= rowsPerPart) flush();
  }
  if (rows.length > 0) flush();
  return new Blob(parts, { type: mediaTypes.csv });
}

const headOf = (batch: JoinedBatch) => ["custom_id", "line", ...batch.columns, ...following];

async function* rowsOf(wanted: Wanted): AsyncGenerator<Cell[]> {
  yield headOf(wanted.batch);
  for (const at of wanted.places) yield await cellsOf(wanted, at);
}

async function xlsx(wanted: Wanted): Promise<Blob> {
  const { writeXlsx } = await import("./write-xlsx");
  return writeXlsx(rowsOf(wanted));
}

/** Request and result in their own words, so that no number loses a digit. */
async function jsonl({ batch, requests, places }: Wanted): Promise<Blob> {
  const parts: Blob[] = [];
  for (const at of places) {
    const summary = requests[at];
    const detail = await batch.detail(at);
    if (!summary || !detail) continue;
    const { customId, line, state, expected } = summary;
    const told = { custom_id: customId, line, state, expected, row: Object.fromEntries(detail.row) };
    const words = JSON.stringify(told).slice(0, -1);
    parts.push(
      new Blob([`${words},"request":${detail.request ?? "null"},"result":${detail.result ?? "null"}}\n`]),
    );
  }
  return new Blob(parts, { type: mediaTypes.jsonl });
}

/** Some of a batch's requests with what became of them, as a file. */
export async function exportResults(
  batch: JoinedBatch,
  { format, places, rule }: { format: ResultFormat; places: readonly number[]; rule: MatchRule },
): Promise<Blob> {
  const wanted = { batch, requests: batch.summary().requests, places, rule };
  if (format === "csv") return csv(wanted);
  return format === "xlsx" ? xlsx(wanted) : jsonl(wanted);
}
