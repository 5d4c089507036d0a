import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { ClientKey } from "@/lib/keys/server/key-file";
import type { AskedCall, Leave } from "./gate";
import { SlidingMinute } from "./sliding-minute";

type Meter = { requests: SlidingMinute; tokens: SlidingMinute; heldTokens: number; running: number };

/** Nobody knows when a running call ends; whoever waits looks again after so long. */
const lookAgainSeconds = 5;

function reached(limit: keyof ClientKey, most: number, what: string, seconds: number | undefined): AppError {
  const detail = `This key's limit of ${what} is ${most}; nothing was sent.`;
  return appError("key-limit-reached", {
    limit,
    detail,
    retryAfterSeconds: Math.max(1, seconds ?? lookAgainSeconds),
  });
}

/**
 * The limits of keys by the minute and at once. One process: they are counted here. Everything is checked and counted
 * without a pause, so that of many calls that come together exactly as many begin as may.
 *
 * A call holds the tokens that are expected of it while it runs, at most what the key has for a minute (a call without
 * `max_tokens` could otherwise never begin on a small limit), and counts with those it really took in the minute after.
 */
export class ClientLimits {
  private readonly now: () => number;
  private readonly usualAtOnce: number;
  private readonly meters = new Map<string, Meter>();

  /**
   * @param usualAtOnce the calls at once of a key that says nothing of it, so that one program that runs wild leaves room
   * for the others.
   * @param now milliseconds of a clock that nobody sets: a minute is a minute when the machine's time is put right.
   */
  constructor(usualAtOnce: number, now: () => number = () => performance.now()) {
    this.usualAtOnce = usualAtOnce;
    this.now = now;
  }

  /** What running calls hold, over all keys: nothing when nothing runs. */
  get held(): { tokens: number; running: number } {
    const all = [...this.meters.values()];
    return {
      tokens: all.reduce((sum, { heldTokens }) => sum + heldTokens, 0),
      running: all.reduce((sum, { running }) => sum + running, 0),
    };
  }

  readonly gate = ({ client, expectedTokens }: AskedCall): Result<Leave, AppError> => {
    if (!client) return ok(() => {});
    const meter = this.meterOf(client.id);
    const reserved = Math.min(expectedTokens, client.tokensPerMinute ?? 0);
    const refusal = this.refusal(client, meter, reserved);
    if (refusal) return err(refusal);
    if (client.requestsPerMinute !== undefined) meter.requests.add(1, this.now());
    meter.running += 1;
    meter.heldTokens += reserved;
    return ok((tokens) => {
      meter.running -= 1;
      meter.heldTokens -= reserved;
      if (client.tokensPerMinute !== undefined) meter.tokens.add(tokens, this.now());
    });
  };

  private refusal(client: ClientKey, meter: Meter, reserved: number): AppError | undefined {
    const now = this.now();
    const { requestsPerMinute, tokensPerMinute, streamsAtOnce = this.usualAtOnce } = client;
    if (meter.running >= streamsAtOnce)
      return reached("streamsAtOnce", streamsAtOnce, "calls at once", undefined);
    if (requestsPerMinute !== undefined && meter.requests.sumAt(now) >= requestsPerMinute)
      return reached(
        "requestsPerMinute",
        requestsPerMinute,
        "requests a minute",
        meter.requests.secondsUntil(requestsPerMinute - 1, now),
      );
    if (tokensPerMinute === undefined) return undefined;
    const room = tokensPerMinute - meter.heldTokens - reserved;
    const seconds = meter.tokens.secondsUntil(room, now);
    return seconds === 0
      ? undefined
      : reached("tokensPerMinute", tokensPerMinute, "tokens a minute", seconds);
  }

  private meterOf(id: string): Meter {
    const known = this.meters.get(id);
    if (known) return known;
    const meter = { requests: new SlidingMinute(), tokens: new SlidingMinute(), heldTokens: 0, running: 0 };
    this.meters.set(id, meter);
    return meter;
  }
}
