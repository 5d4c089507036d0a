// Schemas that a page needs are written with zod/mini: the whole of zod weighs 60 kB more.
import * as z from "zod/mini";

/**
 * Every way in which something can fail for a person or a client program: one row a code.
 * `status` is what our own doors answer; `retryable` says whether the same request may succeed later.
 * The words a person reads are in `lib/i18n/messages/<locale>/errors.ts`, one entry a code.
 */
export const appErrorTable = {
  // Said by SiliconFlow (lib/siliconflow/errors.ts maps status and body to these).
  "model-not-found": { status: 400, retryable: false },
  "invalid-parameter": { status: 400, retryable: false },
  "input-too-long": { status: 400, retryable: false },
  "json-mode-unsupported": { status: 400, retryable: false },
  "tools-unsupported": { status: 400, retryable: false },
  "vision-unsupported": { status: 400, retryable: false },
  "voice-required": { status: 400, retryable: false },
  "upstream-key-invalid": { status: 502, retryable: false },
  "balance-insufficient": { status: 402, retryable: false },
  "upstream-forbidden": { status: 403, retryable: false },
  "model-disabled": { status: 403, retryable: false },
  "quota-exhausted": { status: 403, retryable: false },
  "upstream-path-not-found": { status: 502, retryable: false },
  withdrawn: { status: 410, retryable: false },
  "rate-limited": { status: 429, retryable: true },
  "upstream-failed": { status: 502, retryable: true },
  overloaded: { status: 503, retryable: true },
  "upstream-timeout": { status: 504, retryable: true },
  // Happened on the way to or from SiliconFlow.
  "upstream-key-missing": { status: 503, retryable: false },
  "upstream-unreachable": { status: 502, retryable: true },
  "first-byte-timeout": { status: 504, retryable: true },
  "idle-timeout": { status: 504, retryable: true },
  "total-timeout": { status: 504, retryable: true },
  "stream-truncated": { status: 502, retryable: true },
  "stream-error": { status: 502, retryable: true },
  "malformed-response": { status: 502, retryable: true },
  "response-too-large": { status: 502, retryable: false },
  // Paid work whose answer never came: it may have been done and is never sent again by itself.
  "outcome-unknown": { status: 502, retryable: false },
  // A job that SiliconFlow works on by itself.
  "generation-failed": { status: 502, retryable: true },
  "job-overdue": { status: 504, retryable: true },
  "job-unknown": { status: 404, retryable: false },
  // Saving what was made.
  "media-unavailable": { status: 502, retryable: true },
  "media-expired": { status: 502, retryable: false },
  "media-forbidden": { status: 502, retryable: false },
  "media-wrong-type": { status: 502, retryable: false },
  "media-too-large": { status: 502, retryable: false },
  "storage-full": { status: 507, retryable: true },
  // Decided by this program. 402, as for an empty balance: clients try again by themselves after 429, and that is no use.
  "budget-spent": { status: 402, retryable: false },
  // Limits of one program's key. What passes within a day is 429, for which clients wait; a month's yuan are not.
  "key-limit-reached": { status: 429, retryable: true },
  "key-budget-spent": { status: 402, retryable: false },
  "model-not-allowed": { status: 403, retryable: false },
  "batches-not-allowed": { status: 403, retryable: false },
  "model-not-offered": { status: 404, retryable: false },
  // SiliconFlow failed so often that it is left alone for a moment; nothing was sent.
  "circuit-open": { status: 503, retryable: true },
  "bad-request": { status: 400, retryable: false },
  unauthorized: { status: 401, retryable: false },
  "foreign-origin": { status: 403, retryable: false },
  "foreign-host": { status: 403, retryable: false },
  "not-found": { status: 404, retryable: false },
  "method-not-allowed": { status: 405, retryable: false },
  "blob-missing": { status: 404, retryable: false },
  "body-too-large": { status: 413, retryable: false },
  "too-much-at-once": { status: 503, retryable: true },
  "body-too-slow": { status: 408, retryable: true },
  "unsupported-media-type": { status: 415, retryable: false },
  "idempotency-conflict": { status: 422, retryable: false },
  "too-few-models": { status: 422, retryable: false },
  "round-running": { status: 409, retryable: true },
  "vote-frozen": { status: 409, retryable: false },
  draining: { status: 503, retryable: true },
  "storage-unavailable": { status: 503, retryable: true },
  "run-interrupted": { status: 503, retryable: true },
  "server-unreachable": { status: 503, retryable: true },
  internal: { status: 500, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type AppErrorCode = keyof typeof appErrorTable;

const isAppErrorCode = (value: unknown): value is AppErrorCode =>
  typeof value === "string" && Object.hasOwn(appErrorTable, value);

/** A failure as a plain value: it crosses the wire and lies in histories as it is. */
export const appErrorSchema = z.object({
  code: z.custom<AppErrorCode>(isAppErrorCode),
  /** HTTP status that SiliconFlow answered, where one arrived. */
  upstreamStatus: z.optional(z.int()),
  /** SiliconFlow's own business code, such as 20012. */
  upstreamCode: z.optional(z.int()),
  /** SiliconFlow's own sentence, or the reason found by this program. Shown beside ours, never matched on. */
  detail: z.optional(z.string()),
  /** The exhausted limit that a 429 names: RPM, TPM, IPM … */
  limit: z.optional(z.string()),
  /** Input tokens that were sent and the number that is allowed, where SiliconFlow names them. */
  inputTokens: z.optional(z.int()),
  maxInputTokens: z.optional(z.int()),
  /** The field that is wrong, as a dotted path. */
  field: z.optional(z.string()),
  retryAfterSeconds: z.optional(z.number().check(z.nonnegative())),
  traceId: z.optional(z.string()),
});

export type AppError = z.infer<typeof appErrorSchema>;

/** Builds a failure; absent details stay absent. */
export function appError(code: AppErrorCode, details: Omit<AppError, "code"> = {}): AppError {
  return { code, ...details };
}

/** Carries an AppError through code that can only throw; caught where it becomes a value again. */
export class AppFailure extends Error {
  readonly error: AppError;
  constructor(error: AppError, options?: { cause?: unknown }) {
    super(error.detail ?? error.code, options);
    this.name = "AppFailure";
    this.error = error;
  }
}
