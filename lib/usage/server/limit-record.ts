import "server-only";
import type { AppError } from "@/lib/core/app-error";
import type { LimitsSeen } from "../limits";

const keptForMs = 60 * 60 * 1000;
const mostKept = 5000;
/** Of a name that anybody may send through /v1. */
const longestModel = 200;

type Refusal = { at: number; model: string; meter: string | null };

/**
 * The refusals of the last hour for a limit (429), in memory: they are gone with the process, and those of blind rounds are
 * never told to it. Each attempt counts, also one that was sent again.
 */
export class LimitRecord {
  private readonly now: () => number;
  private refusals: Refusal[] = [];
  private forgotAt = 0;

  constructor(now: () => number = Date.now) {
    this.now = now;
  }

  note(model: string, { limit }: Pick<AppError, "limit">): void {
    this.refusals.push({ at: this.now(), model: model.slice(0, longestModel), meter: limit ?? null });
    if (this.refusals.length > mostKept) this.forgotAt = this.refusals.shift()?.at ?? 0;
  }

  /** Those that were met most at the front. */
  seen(): LimitsSeen {
    const from = this.now() - keptForMs;
    this.refusals = this.refusals.filter(({ at }) => at > from);
    const limits = new Map<string, LimitsSeen["limits"][number]>();
    for (const { at, model, meter } of this.refusals) {
      const key = JSON.stringify([model, meter]);
      limits.set(key, { model, meter, count: (limits.get(key)?.count ?? 0) + 1, lastAt: at });
    }
    return {
      limits: [...limits.values()].toSorted((a, b) => b.count - a.count || b.lastAt - a.lastAt),
      more: this.forgotAt > from,
    };
  }
}
