import { addDays, type DaySpan, dayOf, monthOf, startOf } from "./days";
import { doors, noKey, type UsageRow } from "./usage";
import type { CallFilterFields } from "./usage-queries";
import { capabilities, modes, wayOf } from "./ways";

/* What a page of usage shows, as its address holds it. */

export const periods = ["today", "week", "thirty", "month", "own"] as const;
export type PeriodName = (typeof periods)[number];

export const groupings = ["model", "capability", "door", "key", "mode"] as const;
export type Grouping = (typeof groupings)[number];

export const measures = ["spending", "tokens", "calls"] as const;
export type Measure = (typeof measures)[number];

/** Each is empty or says the one that is shown. */
export type UsageFilter = Record<Grouping, string>;

export type UsageView = {
  period: PeriodName;
  /** Of an own period. */
  first: string;
  last: string;
  by: Grouping;
  measure: Measure;
  filter: UsageFilter;
};

/** A chart of more days could not be read. */
const mostDays = 366;
/** SiliconFlow is younger. While a year is typed, a field for days says that it is 2, 20 and 202. */
export const earliestDay = "2020-01-01";
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;
const known: Record<Exclude<Grouping, "model" | "key">, readonly string[]> = {
  capability: capabilities,
  door: doors,
  mode: modes,
};
const noFilter: UsageFilter = { model: "", capability: "", door: "", key: "", mode: "" };

const isDay = (text: string | null): text is string =>
  text !== null &&
  dayPattern.test(text) &&
  text >= earliestDay &&
  !Number.isNaN(Date.parse(text)) &&
  addDays(text, 0) === text;

/** The day, or the nearest of a span: days are compared as they are written. */
const within = (day: string, { first, last }: DaySpan): string =>
  day < first ? first : day > last ? last : day;

/** An own period that begins on a day, and ends where it did as far as that can be. */
export const beginning = (first: string, { last }: DaySpan): DaySpan => ({
  first,
  last: within(last, { first, last: addDays(first, mostDays - 1) }),
});

/** An own period that ends on a day, and begins where it did as far as that can be. */
export const ending = (last: string, { first }: DaySpan): DaySpan => ({
  first: within(first, { first: addDays(last, 1 - mostDays), last }),
  last,
});

const oneOf = <Name extends string>(names: readonly Name[], text: string | null, otherwise: Name): Name =>
  names.find((name) => name === text) ?? otherwise;

function readFilter(query: Pick<URLSearchParams, "get">): UsageFilter {
  const filter = { ...noFilter, model: query.get("model") ?? "", key: query.get("key") ?? "" };
  for (const grouping of ["capability", "door", "mode"] as const)
    filter[grouping] = oneOf(["", ...known[grouping]], query.get(grouping), "");
  return filter;
}

/** What an address shows at a moment; what it says and nobody understands is left out. */
export function readView(query: Pick<URLSearchParams, "get">, now: number): UsageView {
  const today = dayOf(now);
  const [from, to] = [query.get("from"), query.get("to")].map((text) =>
    isDay(text) ? within(text, { first: earliestDay, last: today }) : undefined,
  );
  const first = from ?? addDays(today, -29);
  return {
    period: oneOf(periods, query.get("period"), "thirty"),
    ...ending(to !== undefined && to >= first ? to : today, { first, last: today }),
    by: oneOf(groupings, query.get("by"), "model"),
    measure: oneOf(measures, query.get("measure"), "spending"),
    filter: readFilter(query),
  };
}

/** The query of an address that shows the same. */
export function writeView({ period, first, last, by, measure, filter }: UsageView): URLSearchParams {
  const fields = {
    period: period === "thirty" ? "" : period,
    ...(period === "own" && { from: first, to: last }),
    by: by === "model" ? "" : by,
    measure: measure === "spending" ? "" : measure,
    ...filter,
  };
  return new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

export const isFiltered = ({ filter }: UsageView): boolean => Object.values(filter).some(Boolean);
export const unfiltered = (view: UsageView): UsageView => ({ ...view, filter: noFilter });

/** The days that are shown. */
export function spanOf({ period, first, last }: UsageView, now: number): DaySpan {
  const today = dayOf(now);
  const begins = {
    today,
    week: addDays(today, -6),
    thirty: addDays(today, -29),
    month: `${monthOf(now)}-01`,
    own: first,
  };
  return { first: begins[period], last: period === "own" ? last : today };
}

/** The moments between which a span lies. */
export const momentsOf = ({ first, last }: DaySpan): { from: string; to: string } => ({
  from: startOf(first),
  to: startOf(addDays(last, 1)),
});

/** What a row is called when rows are put together by something. */
export function keyOf(
  row: Pick<UsageRow, "model" | "operation" | "door" | "clientKey">,
  by: Grouping,
): string {
  if (by === "key") return row.clientKey ?? noKey;
  return by === "model" || by === "door" ? row[by] : wayOf(row.operation)[by];
}

/** The rows that a filter lets through. */
export const filtered = (rows: readonly UsageRow[], filter: UsageFilter): UsageRow[] =>
  rows.filter((row) => groupings.every((by) => filter[by] === "" || filter[by] === keyOf(row, by)));

/** The same filter, as single calls are asked for, where it lets some of the rows through. */
export function callFilter(view: UsageView, now: number, rows: readonly UsageRow[]): CallFilterFields {
  const { model, door, key, capability, mode } = view.filter;
  const operations = new Set(filtered(rows, view.filter).map(({ operation }) => operation));
  return {
    ...momentsOf(spanOf(view, now)),
    model,
    door,
    key,
    operation: capability || mode ? [...operations].toSorted().join(",") : "",
  };
}
