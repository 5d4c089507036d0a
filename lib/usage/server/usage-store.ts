import "server-only";
import { and, desc, eq, gte, inArray, lt, type SQLWrapper, sql } from "drizzle-orm";
import { rounds } from "@/lib/db/schema/rounds";
import { ledger, runs } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import type { UsageCall, UsageRow } from "../usage";

/** From, inclusive, to, exclusive. */
export type Period = { from: Date; to: Date };

export type CallFilter = Period & {
  model?: string | undefined;
  operation?: readonly string[] | undefined;
  door?: "browser" | "client" | undefined;
  /** Only older ones than the call of this id. */
  before?: number | undefined;
};

/**
 * A call of a blind round without a vote: telling its model would tell the answer's. A round that was forgotten without a
 * vote is no secret any more.
 */
const secret = sql<boolean>`exists (
  select 1 from ${runs} join ${rounds} on ${runs.model} like 'blind:' || ${rounds.id} || ':%'
  where ${runs.id} = ${ledger.runId} and ${rounds.vote} is null
)`;

const sum = (value: SQLWrapper) => sql<number>`coalesce(sum(${value}), 0)`.mapWith(Number);

/** What the ledger says of a period; sums are made by the database. */
export class UsageStore {
  private readonly open: () => Promise<Database>;

  constructor(open: () => Promise<Database>) {
    this.open = open;
  }

  /** By day, model, operation and door. `timeZone` is a name that Postgres knows, such as Asia/Shanghai. */
  async byDay(period: Period, timeZone: string): Promise<UsageRow[]> {
    const { orm } = await this.open();
    const day = sql<string>`to_char(${ledger.settledAt} at time zone ${timeZone}, 'YYYY-MM-DD')`.as("day");
    return orm
      .select({
        day,
        model: ledger.model,
        operation: ledger.operation,
        door: ledger.door,
        calls: sql<number>`count(*)`.mapWith(Number),
        failed: sql<number>`count(*) filter (where ${ledger.state} <> 'completed')`.mapWith(Number),
        inputTokens: sum(ledger.inputTokens),
        cachedTokens: sum(ledger.cachedTokens),
        outputTokens: sum(ledger.outputTokens),
        reasoningTokens: sum(ledger.reasoningTokens),
        images: sum(ledger.images),
        videos: sum(ledger.videos),
        utf8Bytes: sum(ledger.utf8Bytes),
        microCny: sum(ledger.priceMicroCny),
        estimatedMicroCny: sum(sql`case when ${ledger.estimated} then ${ledger.priceMicroCny} end`),
        unpriced: sql<number>`count(*) filter (where ${ledger.priceMicroCny} is null)`.mapWith(Number),
      })
      .from(ledger)
      .where(and(within(period), sql`not ${secret}`))
      .groupBy(day, ledger.model, ledger.operation, ledger.door)
      .orderBy(day, ledger.model, ledger.operation, ledger.door);
  }

  /** How many calls of a period nobody may be told of yet. */
  async secretCalls(period: Period): Promise<number> {
    const { orm } = await this.open();
    const [row] = await orm
      .select({ calls: sql<number>`count(*)`.mapWith(Number) })
      .from(ledger)
      .where(and(within(period), secret));
    return row?.calls ?? 0;
  }

  /** Single calls, the newest first. */
  async calls(filter: CallFilter, limit: number): Promise<UsageCall[]> {
    const { orm } = await this.open();
    const { model, operation, door, before } = filter;
    const found = await orm
      .select()
      .from(ledger)
      .where(
        and(
          within(filter),
          sql`not ${secret}`,
          model === undefined ? undefined : eq(ledger.model, model),
          operation === undefined ? undefined : inArray(ledger.operation, [...operation]),
          door === undefined ? undefined : eq(ledger.door, door),
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

const within = ({ from, to }: Period) => and(gte(ledger.settledAt, from), lt(ledger.settledAt, to));
