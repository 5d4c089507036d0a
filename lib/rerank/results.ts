import type { AppError } from "@/lib/core/app-error";
import type { CreationRecord } from "@/lib/history/creation-record";

/** What one model made of a query and documents. */
export type ModelResult = {
  place: number;
  kind: "reranker" | "baseline";
  model: string;
  /** The latest request. */
  record: CreationRecord;
  running: boolean;
  /** So many documents were given to it, and so many have a place. */
  asked: number;
  ranked: number;
  error: AppError | undefined;
  tokens: number | undefined;
  durationMs: number | undefined;
  /** Yuan; null when it is not known. */
  cny: number | null | undefined;
};

const isRanking = ({ kind }: CreationRecord) => kind === "ranking" || kind === "ranking-vectors";

/** The request that counts in its place: one that waits to be sent was asked for last. */
function latest(records: readonly CreationRecord[]): CreationRecord | undefined {
  const moment = ({ sentAt, output }: CreationRecord) =>
    sentAt ?? (output.state === "running" ? Number.POSITIVE_INFINITY : 0);
  return [...records].sort((a, b) => moment(a) - moment(b)).at(-1);
}

/** The places of the documents that a record asks for. */
export const askedRows = ({ rows }: Pick<CreationRecord, "rows">, documents: number): number[] =>
  rows ?? Array.from({ length: documents }, (_, row) => row);

/** Why the query, which is the first item of a baseline, has no vector. */
const queryErrorOf = ({ output, kind }: CreationRecord): AppError | undefined =>
  kind === "ranking-vectors" ? output.failedItems?.find(({ item }) => item === 0)?.error : undefined;

/** Documents without a vector have no place; without that of the query none has. */
function rankedOf(record: CreationRecord, asked: number): number {
  const { output, items, kind } = record;
  if (kind === "ranking") return output.ranking?.length ?? 0;
  if (items.length === 0 || queryErrorOf(record)) return 0;
  return asked - (output.failedItems ?? []).length;
}

function resultOf(record: CreationRecord, documents: number): ModelResult {
  const { place, model, output, kind } = record;
  const asked = askedRows(record, documents).length;
  const price = output.price;
  return {
    place,
    kind: kind === "ranking" ? "reranker" : "baseline",
    model,
    record,
    running: output.state === "running",
    asked,
    ranked: rankedOf(record, asked),
    error: output.error ?? queryErrorOf(record),
    tokens: output.usage?.inputTokens,
    durationMs: output.durationMs,
    cny: price && (price.kind === "known" ? price.cny : null),
  };
}

/** What each model of a group made, in the order in which they were chosen. */
export function resultsOf(group: readonly CreationRecord[], documents: number): ModelResult[] {
  const records = group.filter(isRanking);
  const places = [...new Set(records.map(({ place }) => place))];
  return places.flatMap((place) => {
    const record = latest(records.filter((one) => one.place === place));
    return record ? [resultOf(record, documents)] : [];
  });
}

/** The scores of a reranker by document, as SiliconFlow gave them; NaN where it gave none. */
export function scoresOf(record: CreationRecord, documents: number): Float64Array {
  const asked = askedRows(record, documents);
  const scores = new Float64Array(documents).fill(Number.NaN);
  for (const { index, score } of record.output.ranking ?? []) {
    const row = asked[index];
    if (row !== undefined) scores[row] = score;
  }
  return scores;
}

/** The record of a group that holds what the person found of the documents. */
export const reviewed = (group: readonly CreationRecord[]): CreationRecord | undefined =>
  group.find(({ review }) => review) ?? group.find(({ kind }) => kind === "ranking");
