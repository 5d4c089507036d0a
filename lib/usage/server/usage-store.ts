import "server-only";
import {
  and,
  desc,
  eq,
  gte,
  inArray,
  isNull,
  lt,
  notInArray,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { ledger } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { type KeyNames, noKey, type UsageCall, type UsageRow } from "../usage";
import { secretCalls } from "./secret-calls";

/** From, inclusive, to, exclusive. */
export type Period = { from: Date; to: Date };

export type CallFilter = Period & {
  model?: string | undefined;
  operation?: readonly string[] | undefined;
  door?: "browser" | "client" | undefined;
  /** A program's key by its digits, or `none`. */
  key?: string | undefined;
  /** Only older ones than the call of this id. */
  before?: number | undefined;
};

/** Leaves out what nobody may be told of. Ids are never null, so that a database can look them up in one set. */
const told = notInArray(ledger.id, secretCalls);

const number = (value: SQL) => sql<number>`${value}`.mapWith(Number);
const sum = (value: SQLWrapper) => number(sql`coalesce(sum(${value}), 0)`);

const sums = {
  calls: number(sql`count(*)`).as("calls"),
  failed: number(sql`count(*) filter (where ${ledger.state} <> 'completed')`).as("failed"),
  inputTokens: sum(ledger.inputTokens).as("input_tokens"),
  cachedTokens: sum(ledger.cachedTokens).as("cached_tokens"),
  outputTokens: sum(ledger.outputTokens).as("output_tokens"),
  reasoningTokens: sum(ledger.reasoningTokens).as("reasoning_tokens"),
  images: sum(ledger.images).as("images"),
  videos: sum(ledger.videos).as("videos"),
  utf8Bytes: sum(ledger.utf8Bytes).as("utf8_bytes"),
  microCny: sum(ledger.priceMicroCny).as("micro_cny"),
  estimatedMicroCny: sum(sql`case when ${ledger.estimated} then ${ledger.priceMicroCny} end`).as(
    "estimated_micro_cny",
  ),
  unpriced: number(sql`count(*) filter (where ${ledger.priceMicroCny} is null)`).as("unpriced"),
};

/** What the ledger says of a period; sums are made by the database. */
export class UsageStore {
  private readonly open: () => Promise<Database>;
  /** What the administrator calls keys, by their digits. A key that is gone has its digits only. */
  readonly keyNames: () => Promise<KeyNames>;

  constructor(open: () => Promise<Database>, keyNames: () => Promise<KeyNames> = async () => ({})) {
    this.open = open;
    this.keyNames = keyNames;
  }

  /**
   * By day, model, operation, door and key. `timeZone` is a name that Postgres knows, such as Asia/Shanghai. Each day is read by
   * itself from the index: to sort all calls of a month takes several times as long.
   */
  async byDay(period: Period, timeZone: string): Promise<UsageRow[]> {
    const { orm } = await this.open();
    const local = (at: Date) => sql`${at.toISOString()}::timestamptz at time zone ${timeZone}`;
    const days = sql`generate_series(date_trunc('day', ${local(period.from)}), ${local(period.to)}, '1 day') as days(day)`;
    const ofDay = orm
      .select({
        model: ledger.model,
        operation: ledger.operation,
        door: ledger.door,
        clientKey: ledger.clientKey,
        ...sums,
      })
      .from(ledger)
      .where(
        and(
          within(period),
          sql`${ledger.settledAt} >= day at time zone ${timeZone}`,
          sql`${ledger.settledAt} < (day + interval '1 day') at time zone ${timeZone}`,
          told,
        ),
      )
      .groupBy(ledger.model, ledger.operation, ledger.door, ledger.clientKey)
      .as("of_day");
    return orm
      .select({ day: sql<string>`to_char(day, 'YYYY-MM-DD')`, ...ofDay._.selectedFields })
      .from(days)
      .crossJoinLateral(ofDay)
      .orderBy(sql`day`, ofDay.model, ofDay.operation, ofDay.door, ofDay.clientKey);
  }

  /** How many calls of a period nobody may be told of yet. */
  async secretCalls(period: Period): Promise<number> {
    const { orm } = await this.open();
    const [row] = await orm
      .select({ calls: sql<number>`count(*)`.mapWith(Number) })
      .from(ledger)
      .where(and(within(period), inArray(ledger.id, secretCalls)));
    return row?.calls ?? 0;
  }

  /** Single calls, the newest first. */
  async calls(filter: CallFilter, limit: number): Promise<UsageCall[]> {
    const { orm } = await this.open();
    const { model, operation, door, key, before } = filter;
    const found = await orm
      .select()
      .from(ledger)
      .where(
        and(
          within(filter),
          told,
          model === undefined ? undefined : eq(ledger.model, model),
          operation === undefined ? undefined : inArray(ledger.operation, [...operation]),
          door === undefined ? undefined : eq(ledger.door, door),
          ofKey(key),
          before === undefined ? undefined : lt(ledger.id, before),
        ),
      )
      .orderBy(desc(ledger.id))
      .limit(limit);
    return found.map(({ settledAt, priceMicroCny, runId: _, ...call }) => ({
      ...call,
      at: settledAt.getTime(),
      microCny: priceMicroCny,
    }));
  }
}

function ofKey(key: string | undefined) {
  if (key === undefined) return undefined;
  return key === noKey ? isNull(ledger.clientKey) : eq(ledger.clientKey, key);
}

const within = ({ from, to }: Period) => and(gte(ledger.settledAt, from), lt(ledger.settledAt, to));
