import "server-only";
import type { AppError } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";
import type { ClientKey } from "@/lib/keys/server/key-file";
import type { ExpectedCost } from "@/lib/runs/server/expected-cost";

/** A paid call before anything of it was sent. */
export type AskedCall = {
  operation: string;
  model: string;
  /** Its body, unread. */
  input: Record<string, unknown>;
  /** The key with which it came, if it needed one. */
  client: ClientKey | undefined;
  cost: ExpectedCost;
  /** In and out, as far as they can be guessed. */
  expectedTokens: number;
};

/** Called exactly once, when a call is over; told how many tokens it really took. */
export type Leave = (tokens: number) => void;

/** Lets a call pass and holds what it may use until it leaves, or says why it may not. */
export type Gate = (asked: AskedCall) => Result<Leave, AppError> | Promise<Result<Leave, AppError>>;
