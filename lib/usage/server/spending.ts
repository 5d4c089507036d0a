import "server-only";
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { ledger } from "@/lib/db/schema/runs";
import { settings } from "@/lib/db/schema/settings";
import type { Database } from "@/lib/db/server/database";
import { type Budget, type BudgetState, budgetSchema, noBudget } from "../budget";
import { monthOf } from "../days";
import { LedgerTotal, since, sumsWhere, type Total, unknownWrites } from "./ledger-total";
import { secretCalls } from "./secret-calls";
import { Turns } from "./turns";

const settingName = "budget";

/**
 * What a call is expected to cost: millionths of a yuan as far as that is known, whether it surely costs nothing, and
 * whether that must not be told.
 */
export type Cost = { microCny: number; free: boolean; secret?: boolean };

/** Called once, when what a call cost stands in the ledger, or when it cost nothing. */
export type Release = () => void;

/**
 * The month's budget. With a stop, a paid call begins only while what was spent and what running calls are expected to
 * cost are together less than the budget. Calls are let in one after the other and each counts from then on, so that of
 * many that come at once no more begin than the rest of the budget is expected to pay for, and one. It may be exceeded
 * by that one, by what calls cost more than was expected of them, by batches, of which nothing is known before their end,
 * and by models whose price nobody knows. Those that cost nothing always begin, and what runs is never ended.
 *
 * What blind rounds cost before the vote counts, and is not told: it would tell their models.
 *
 * One process: what runs is remembered here. Where the ledger cannot be read, nothing paid begins.
 */
export class Spending {
  private readonly open: () => Promise<Database>;
  private readonly now: () => number;
  private known: Budget | undefined;
  private readonly total: LedgerTotal;
  private held = 0;
  private heldSecretly = 0;
  private readonly turns = new Turns();

  constructor(open: () => Promise<Database>, now: () => number = Date.now, writes = unknownWrites) {
    this.open = open;
    this.now = now;
    this.total = new LedgerTotal(open, writes);
  }

  async state(): Promise<BudgetState> {
    return this.turns.take(async () => {
      const budget = await this.budget();
      const total = await this.readTotal();
      const secret = await this.readSecrets(total);
      return {
        budget,
        month: total.firstDay.slice(0, 7),
        spentMicroCny: total.microCny - secret.microCny,
        heldMicroCny: this.held - this.heldSecretly,
        unpriced: total.unpriced - secret.unpriced,
        secret: secret.calls,
      };
    });
  }

  /** Counts from the next call on. */
  async change(budget: Budget): Promise<void> {
    await this.turns.take(async () => {
      const { orm, sync } = await this.open();
      const row = { name: settingName, value: budget, changedAt: new Date(this.now()) };
      await orm.insert(settings).values(row).onConflictDoUpdate({ target: settings.name, set: row });
      await sync();
      this.known = budget;
    });
  }

  /** Lets a call begin, or says that the budget is spent. */
  async admit(cost: Cost): Promise<Result<Release, AppError>> {
    if (cost.free) return ok(() => {});
    return this.turns
      .take(async () => {
        const budget = await this.budget();
        if (budget.stops && budget.microCny !== null) {
          // Taken before the ledger is read: what ends meanwhile may be counted twice, and never not at all.
          const { held } = this;
          const total = await this.readTotal();
          if (total.microCny + held >= budget.microCny) return err(appError("budget-spent"));
        }
        return ok(this.hold(cost));
      })
      .catch(() => err(appError("storage-unavailable")));
  }

  /** Counts a call that was let in by an earlier process. */
  hold({ microCny, secret = false }: Omit<Cost, "free">): Release {
    const add = (amount: number) => {
      this.held += amount;
      if (secret) this.heldSecretly += amount;
    };
    add(microCny);
    let rest = microCny;
    return () => {
      add(-rest);
      rest = 0;
    };
  }

  private async budget(): Promise<Budget> {
    if (this.known) return this.known;
    const { orm } = await this.open();
    const [row] = await orm.select().from(settings).where(eq(settings.name, settingName));
    this.known = row ? budgetSchema.parse(row.value) : noBudget;
    return this.known;
  }

  private readTotal(): Promise<Total> {
    return this.total.read(`${monthOf(this.now())}-01`);
  }

  /** What of a total belongs to blind rounds without a vote. */
  private async readSecrets({ firstDay, upTo }: Total) {
    const { orm } = await this.open();
    const [secrets] = await orm
      .select({ calls: sql<number>`count(*)`.mapWith(Number), ...sumsWhere(sql`true`) })
      .from(ledger)
      .where(and(inArray(ledger.id, secretCalls), lte(ledger.id, upTo), since(firstDay)));
    return secrets ?? { calls: 0, microCny: 0, unpriced: 0 };
  }
}
