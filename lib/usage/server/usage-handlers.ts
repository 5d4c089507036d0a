import "server-only";
import { z } from "zod";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { ByteSink, Reply } from "@/lib/http/server/reply";
import { doors } from "../usage";
import { csvHead, csvLine } from "./usage-csv";
import type { CallFilter, UsageStore } from "./usage-store";

const pageSize = 200;
/** Calls that are in memory at a time while a file is written. */
const batchSize = 1000;

/** By name only: where JavaScript takes +08:00 as east of Greenwich, Postgres takes it as west. */
function isTimeZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

const earliest = new Date("2000-01-01T00:00:00Z");
const latest = new Date("2100-01-01T00:00:00Z");
const mostDays = 3660;
const dayMs = 24 * 60 * 60 * 1000;

const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .pipe(z.date().min(earliest).max(latest));
const periodShape = { from: moment, to: moment };
const daysSchema = z.object({ ...periodShape, timeZone: z.string().refine(isTimeZone) });
const callsSchema = z.object({
  ...periodShape,
  model: z.string().optional(),
  operation: z
    .string()
    .transform((names) => names.split(","))
    .optional(),
  door: z.enum(doors).optional(),
  key: z.string().max(64).optional(),
  before: z.coerce.number().int().positive().optional(),
});

function read<Query>(schema: z.ZodType<Query>, { url }: RouteRequest<undefined>): Result<Query, AppError> {
  const parsed = schema.safeParse(Object.fromEntries(url.searchParams));
  if (parsed.success) return ok(parsed.data);
  return err(appError("bad-request", { field: String(parsed.error.issues[0]?.path[0] ?? "") }));
}

/** GET /api/usage?from=&to=&timeZone=: sums by day, model, operation, door and key, of ten years at most. */
export async function showUsage(
  store: UsageStore,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const query = read(daysSchema, request);
  if (!query.ok) return query;
  const { timeZone, ...period } = query.value;
  if (period.to.getTime() - period.from.getTime() > mostDays * dayMs)
    return err(appError("bad-request", { field: "from" }));
  const [rows, secret, keyNames] = await Promise.all([
    store.byDay(period, timeZone),
    store.secretCalls(period),
    store.keyNames(),
  ]);
  return ok({ kind: "json", body: { rows, secret, keyNames } });
}

/** GET /api/usage/calls?from=&to=&model=&operation=<one>,<another>&door=&key=&before=: single calls, the newest first. */
export async function listCalls(
  store: UsageStore,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const query = read(callsSchema, request);
  if (!query.ok) return query;
  const calls = await store.calls(query.value, pageSize);
  const next = calls.length === pageSize ? (calls.at(-1)?.id ?? null) : null;
  return ok({ kind: "json", body: { calls, next } });
}

/** GET /api/usage/export, as `listCalls`: all of them as CSV, to be held against SiliconFlow's bill. */
export async function exportCalls(
  store: UsageStore,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const query = read(callsSchema, request);
  if (!query.ok) return query;
  return ok({
    kind: "stream",
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="siliconflow-usage.csv"',
    },
    write: (sink) => writeCalls(store, query.value, sink),
  });
}

/** A file that could not be written to its end says so in its last line. */
async function writeCalls(store: UsageStore, filter: CallFilter, sink: ByteSink): Promise<void> {
  try {
    sink.write(csvHead);
    for await (const text of lines(store, filter)) {
      if (!sink.write(text)) await sink.drained();
      if (sink.signal.aborted) return;
    }
  } catch {
    sink.write("INCOMPLETE: the ledger could not be read to its end\r\n");
  }
}

async function* lines(store: UsageStore, filter: CallFilter): AsyncGenerator<string> {
  const names = await store.keyNames();
  for (let before = filter.before; ; ) {
    const calls = await store.calls({ ...filter, before }, batchSize);
    if (calls.length > 0) yield calls.map((call) => csvLine(call, names)).join("");
    if (calls.length < batchSize) return;
    before = calls.at(-1)?.id;
  }
}
