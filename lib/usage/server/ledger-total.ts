import "server-only";
import { and, gt, gte, lte, type SQL, sql } from "drizzle-orm";
import { ledger } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { startOf } from "../days";

/** What was spent since the beginning of a day, up to a row of the ledger. */
export type Total = { firstDay: string; upTo: number; microCny: number; unpriced: number };

/** Of what was settled since a day began. */
export const since = (firstDay: string) => gte(ledger.settledAt, new Date(startOf(firstDay)));

/** The sums of the rows for which something holds. */
export const sumsWhere = (condition: SQL) => ({
  microCny: sql<number>`coalesce(sum(${ledger.priceMicroCny}) filter (where ${condition}), 0)`.mapWith(
    Number,
  ),
  unpriced: sql<number>`count(*) filter (where ${condition} and ${ledger.priceMicroCny} is null)`.mapWith(
    Number,
  ),
});

const newest = sql`(select max(${ledger.id}) from ${ledger})`;
const everything = sql`true`;

/** How often the ledger has been written so far. A row counts before whoever had it written hears of it. */
export type LedgerWrites = () => number;

/** For who cannot know: it may always have been. */
export const unknownWrites: LedgerWrites = () => Number.NaN;

/** Adds up the ledger, or a part of it, since a day began. */
export class LedgerTotal {
  private readonly open: () => Promise<Database>;
  private readonly writes: LedgerWrites;
  private readonly scope: SQL;
  private total: Total = { firstDay: "", upTo: 0, microCny: 0, unpriced: 0 };
  private readAt = Number.NaN;

  constructor(open: () => Promise<Database>, writes: LedgerWrites, scope: SQL = everything) {
    this.open = open;
    this.writes = writes;
    this.scope = scope;
  }

  /**
   * Reads nothing while nothing was written, and then only what the ledger has got since the last time; its rows are numbered in the order in which they came. Said
   * as a range, because without statistics the database takes an open end for a third of the table, and reads it all.
   */
  async read(firstDay: string): Promise<Total> {
    if (firstDay !== this.total.firstDay) {
      this.total = { firstDay, upTo: 0, microCny: 0, unpriced: 0 };
      this.readAt = Number.NaN;
    }
    const { upTo, microCny, unpriced } = this.total;
    const writes = this.writes();
    if (writes === this.readAt) return this.total;
    const ofPeriod = since(firstDay);
    const { orm } = await this.open();
    const [added] = await orm
      .select({
        upTo: sql<number>`coalesce(max(${ledger.id}), 0)`.mapWith(Number),
        ...sumsWhere(sql`${ofPeriod} and ${this.scope}`),
      })
      .from(ledger)
      .where(upTo === 0 ? ofPeriod : and(gt(ledger.id, upTo), lte(ledger.id, newest)));
    if (added)
      this.total = {
        firstDay,
        upTo: Math.max(upTo, added.upTo),
        microCny: microCny + added.microCny,
        unpriced: unpriced + added.unpriced,
      };
    this.readAt = writes;
    return this.total;
  }
}
