import "server-only";
import { eq } from "drizzle-orm";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { ledger } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { addDays, dayOf, monthOf, startOf } from "../days";
import { LedgerTotal, type LedgerWrites, unknownWrites } from "./ledger-total";
import type { Cost, Release } from "./spending";
import { Turns } from "./turns";

/** A program's key, as far as its spending is concerned. */
export type SpendingKey = {
  /** As the ledger has it. */
  id: string;
  yuanPerDay?: number | undefined;
  yuanPerMonth?: number | undefined;
};

type Account = { day: LedgerTotal; month: LedgerTotal; held: number; turns: Turns };

const microCny = (yuan: number) => Math.round(yuan * 1e6);

/**
 * What each key may spend a day and a month (UTC+8), by the rule of the whole server's budget (`Spending`): a paid call
 * begins only while what was spent and what running calls are expected to cost are together less than the limit.
 */
export class KeySpending {
  private readonly open: () => Promise<Database>;
  private readonly now: () => number;
  private readonly writes: LedgerWrites;
  private readonly accounts = new Map<string, Account>();

  constructor(open: () => Promise<Database>, now: () => number = Date.now, writes = unknownWrites) {
    this.open = open;
    this.now = now;
    this.writes = writes;
  }

  /** Lets a call of a key begin, or says which limit is reached. */
  async admit(key: SpendingKey, cost: Cost): Promise<Result<Release, AppError>> {
    if (cost.free || (key.yuanPerDay === undefined && key.yuanPerMonth === undefined)) return ok(() => {});
    const account = this.accountOf(key.id);
    return account.turns
      .take(async () => {
        // Taken before the ledger is read: what ends meanwhile may be counted twice, and never not at all.
        const { held } = account;
        const reached =
          (await this.monthReached(key, account, held)) ?? (await this.dayReached(key, account, held));
        return reached ? err(reached) : ok(hold(account, cost.microCny));
      })
      .catch(() => err(appError("storage-unavailable")));
  }

  /** What running calls of all keys are expected to cost together, in millionths of a yuan. */
  get held(): number {
    return [...this.accounts.values()].reduce((sum, { held }) => sum + held, 0);
  }

  private accountOf(id: string): Account {
    const known = this.accounts.get(id);
    if (known) return known;
    const scope = eq(ledger.clientKey, id);
    const account: Account = {
      day: new LedgerTotal(this.open, this.writes, scope),
      month: new LedgerTotal(this.open, this.writes, scope),
      held: 0,
      turns: new Turns(),
    };
    this.accounts.set(id, account);
    return account;
  }

  /** 402 as for the server's budget: nothing passes by trying again for weeks. */
  private async monthReached({ yuanPerMonth }: SpendingKey, { month }: Account, held: number) {
    if (yuanPerMonth === undefined) return undefined;
    const total = await month.read(`${monthOf(this.now())}-01`);
    if (total.microCny + held < microCny(yuanPerMonth)) return undefined;
    const detail = `This key's ¥${yuanPerMonth} for the month are spent and nothing was sent. On the first of the month (UTC+8) it begins anew.`;
    return appError("key-budget-spent", { limit: "yuanPerMonth", detail });
  }

  private async dayReached({ yuanPerDay }: SpendingKey, { day }: Account, held: number) {
    if (yuanPerDay === undefined) return undefined;
    const today = dayOf(this.now());
    const total = await day.read(today);
    if (total.microCny + held < microCny(yuanPerDay)) return undefined;
    const retryAfterSeconds = (Date.parse(startOf(addDays(today, 1))) - this.now()) / 1000;
    const detail = `This key's ¥${yuanPerDay} for the day are spent and nothing was sent. At midnight (UTC+8) it begins anew.`;
    return appError("key-limit-reached", { limit: "yuanPerDay", retryAfterSeconds, detail });
  }
}

function hold(account: Account, amount: number): Release {
  account.held += amount;
  let rest = amount;
  return () => {
    account.held -= rest;
    rest = 0;
  };
}
