import type { MessageRecord } from "@/lib/history/record";
import type { RunOutput } from "@/lib/runs/snapshot";

/** What a conversation has used, all versions of its answers included. */
export type Spending = {
  answers: number;
  inputTokens: number;
  outputTokens: number;
  /** Yuan of the answers whose price is known. */
  cny: number;
  /** How many answers have used tokens at a price that nobody knows. */
  unpriced: number;
};

export type SpendingEntry = Pick<RunOutput, "usage" | "price">;

export const spentBy = (records: readonly MessageRecord[]): Map<string, SpendingEntry> =>
  new Map(records.flatMap((record) => (record.role === "assistant" ? [[record.id, record.output]] : [])));

export function sumSpending(entries: Iterable<SpendingEntry>): Spending {
  const sum: Spending = { answers: 0, inputTokens: 0, outputTokens: 0, cny: 0, unpriced: 0 };
  for (const { usage, price } of entries) {
    if (!usage) continue;
    sum.answers += 1;
    sum.inputTokens += usage.inputTokens;
    sum.outputTokens += usage.outputTokens;
    if (price?.kind === "known") sum.cny += price.cny;
    else sum.unpriced += 1;
  }
  return sum;
}
