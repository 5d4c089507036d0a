import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { RunState, RunUsage } from "@/lib/runs/event";
import { type Admission, expectedAnswerCost } from "@/lib/runs/server/expected-cost";
import type { LedgerEntry } from "@/lib/runs/server/run-store";
import type { PriceOf } from "@/lib/runs/server/settle";

/** A call that will cost something, as a program asked for it. */
export type PaidCall = { operation: string; input: { model: string } };

/** What a call came to. */
export type CallOutcome = { state: RunState; usage: RunUsage; traceId: string | undefined };

/** A call that may begin. */
export type OpenCall = {
  /** Writes what it came to into the ledger; nothing where nothing was paid for. Called exactly once; never throws. */
  end: (outcome?: CallOutcome) => Promise<void>;
};

type DeskParts = {
  /** The month's budget. */
  admit: Admission["admit"];
  priceOf: PriceOf;
  /** Writes to the ledger. */
  record: (entry: LedgerEntry) => Promise<void>;
  /** Hears what could not be written. */
  onUnwritten: (error: unknown) => void;
};

/** Whoever reads this sees no page of ours. */
const budgetAdvice =
  "The monthly budget of this server is spent and nothing was sent. Raise the budget, or turn its stop off, on the page /usage; on the first of the month (UTC+8) it begins anew.";

/** Where every paid call of another program begins and ends: it is let in here, priced and written down. */
export class CallDesk {
  private readonly parts: DeskParts;

  constructor(parts: DeskParts) {
    this.parts = parts;
  }

  /** Lets a call begin, or says why not. */
  async open(
    call: PaidCall,
    caller: Pick<RouteRequest<unknown>, "client" | "call">,
  ): Promise<Result<OpenCall, AppError>> {
    const { priceOf } = this.parts;
    const admitted = await this.parts.admit(expectedAnswerCost(call.input, priceOf));
    if (!admitted.ok) {
      const { error } = admitted;
      return err(error.code === "budget-spent" ? appError(error.code, { detail: budgetAdvice }) : error);
    }
    const release = admitted.value;
    const named = { operation: call.operation, model: call.input.model };
    const clientKey = caller.client?.id;
    const end = async (outcome?: CallOutcome) => {
      if (outcome) await this.write({ ...named, ...outcome, clientKey });
      release();
    };
    return ok({ end });
  }

  private async write(entry: Omit<LedgerEntry, "price" | "door">): Promise<void> {
    const { priceOf, record, onUnwritten } = this.parts;
    const price = priceOf(entry.model, entry.usage, new Date());
    await record({ ...entry, price, door: "client" }).catch(onUnwritten);
  }
}
