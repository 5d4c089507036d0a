import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { RunState, RunUsage } from "@/lib/runs/event";
import {
  type Admission,
  type ExpectedCall,
  type ExpectedCost,
  expectedCost,
} from "@/lib/runs/server/expected-cost";
import type { LedgerEntry } from "@/lib/runs/server/run-store";
import type { PriceOf } from "@/lib/runs/server/settle";
import type { AskedCall, Gate, Leave } from "./gate";

/** A call that will cost something, as a program asked for it. */
export type PaidCall = ExpectedCall;

/** What a call came to. */
export type CallOutcome = { state: RunState; usage: RunUsage; traceId: string | undefined };

/** A call that may begin. */
export type OpenCall = {
  /** Writes what it came to into the ledger; nothing where nothing was paid for. Called exactly once; never throws. */
  end: (outcome?: CallOutcome) => Promise<void>;
};

type Caller = Pick<RouteRequest<unknown>, "client" | "call">;

type DeskParts = {
  /** The month's budget of the whole server. */
  admit: Admission["admit"];
  /** What a call passes before, one after the other: which models there are, and the limits of its key. */
  gates?: readonly Gate[];
  priceOf: PriceOf;
  /** Writes to the ledger. */
  record: (entry: LedgerEntry) => Promise<void>;
  /** Hears what could not be written. */
  onUnwritten: (error: unknown) => void;
};

/** Whoever reads this sees no page of ours. */
const budgetAdvice =
  "The monthly budget of this server is spent and nothing was sent. Raise the budget, or turn its stop off, on the page /usage; on the first of the month (UTC+8) it begins anew.";

const tokensOf = ({ inputTokens, outputTokens }: Pick<RunUsage, "inputTokens" | "outputTokens">) =>
  inputTokens + outputTokens;

/** Where every paid call of another program begins and ends: it is let in here, priced and written down. */
export class CallDesk {
  private readonly parts: DeskParts;

  constructor(parts: DeskParts) {
    this.parts = parts;
  }

  /** Lets a call begin, or says why not. */
  async open(paid: PaidCall, { client, call }: Caller): Promise<Result<OpenCall, AppError>> {
    const named = { operation: paid.operation, model: paid.input.model };
    Object.assign(call, named);
    const asked = { ...named, input: { ...paid.input }, client, ...this.expectation(paid) };
    const passed = await this.passGates(asked);
    if (!passed.ok) return passed;
    const leave = passed.value;
    const end = async (outcome?: CallOutcome) => {
      if (outcome) await this.write({ ...named, ...outcome, clientKey: client?.id }, call);
      leave(outcome ? tokensOf(outcome.usage) : 0);
    };
    return ok({ end });
  }

  /** Writes down what was let in long ago and is known only now: nobody is asked whether it may begin. */
  async note(named: { operation: string; model: string }, outcome: CallOutcome, { client, call }: Caller) {
    Object.assign(call, named);
    await this.write({ ...named, ...outcome, clientKey: client?.id }, call);
  }

  /** What a call will cost and take, by the little that is known before: what its price is asked for is what it takes. */
  private expectation(paid: PaidCall): { cost: ExpectedCost; expectedTokens: number } {
    let expectedTokens = 0;
    const cost = expectedCost(paid, (model, usage, at) => {
      expectedTokens = tokensOf(usage);
      return this.parts.priceOf(model, usage, at);
    });
    return { cost, expectedTokens };
  }

  /** Through all gates and the budget, or back out of those that were passed. */
  private async passGates(asked: AskedCall): Promise<Result<Leave, AppError>> {
    const passed: Leave[] = [];
    const leave: Leave = (tokens) => {
      for (const one of passed.splice(0)) one(tokens);
    };
    try {
      for (const gate of [...(this.parts.gates ?? []), this.budgetGate]) {
        const result = await gate(asked);
        if (!result.ok) {
          leave(0);
          return result;
        }
        passed.push(result.value);
      }
    } catch (thrown) {
      leave(0);
      throw thrown;
    }
    return ok(leave);
  }

  private readonly budgetGate: Gate = async ({ cost }) => {
    const admitted = await this.parts.admit(cost);
    if (admitted.ok || admitted.error.code !== "budget-spent") return admitted;
    return err(appError("budget-spent", { detail: budgetAdvice }));
  };

  private async write(entry: Omit<LedgerEntry, "price" | "door">, call: Caller["call"]): Promise<void> {
    const { priceOf, record, onUnwritten } = this.parts;
    const { inputTokens, outputTokens } = entry.usage;
    const price = priceOf(entry.model, entry.usage, new Date());
    Object.assign(call, { inputTokens, outputTokens, traceId: entry.traceId });
    if (price.kind === "known") call.cny = price.cny;
    await record({ ...entry, price, door: "client" }).catch(onUnwritten);
  }
}
