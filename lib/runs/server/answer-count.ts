import "server-only";
import type { RunPrice, RunUsage } from "../event";
import type { JournalEntry } from "./line-journal";
import { usageOfLine } from "./result-usage";

/** Adds up what single answers used and cost: each by its own length and hour, which decide its price. */
export class AnswerCount {
  private readonly priceOf: (usage: RunUsage, at: Date) => RunPrice;
  private answered = 0;
  private billionths: number | undefined = 0;
  private readonly sum = { inputTokens: 0, outputTokens: 0, reasoningTokens: 0, cachedTokens: 0 };

  constructor(priceOf: (usage: RunUsage, at: Date) => RunPrice) {
    this.priceOf = priceOf;
  }

  /** Hands the lines on as a file, counting them. */
  async *read(entries: AsyncIterable<JournalEntry>): AsyncGenerator<Uint8Array> {
    for await (const { text, at } of entries) {
      this.take(text, new Date(at));
      yield Buffer.from(`${text}\n`);
    }
  }

  /** Nothing where no answer was counted. */
  settled(): { usage: RunUsage | undefined; price?: RunPrice } {
    if (this.answered === 0) return { usage: undefined };
    const price: RunPrice =
      this.billionths === undefined ? { kind: "unknown" } : { kind: "known", cny: this.billionths / 1e9 };
    return { usage: { ...this.sum, estimated: false }, price };
  }

  private take(line: string, at: Date): void {
    const used = usageOfLine(line);
    this.answered += 1;
    // An answer that did not say what it used makes the whole unknown.
    const price = used ? this.priceOf(used, at) : { kind: "unknown" as const };
    this.billionths =
      this.billionths === undefined || price.kind === "unknown"
        ? undefined
        : this.billionths + Math.round(price.cny * 1e9);
    for (const name of ["inputTokens", "outputTokens", "reasoningTokens", "cachedTokens"] as const)
      this.sum[name] += used?.[name] ?? 0;
  }
}
