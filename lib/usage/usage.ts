import * as z from "zod/mini";

const count = z.number();

/** What was used and paid, summed over calls. */
const sumsShape = {
  calls: count,
  /** Calls that did not end as they should have. */
  failed: count,
  inputTokens: count,
  /** Part of the input. */
  cachedTokens: count,
  /** Thinking included. */
  outputTokens: count,
  /** Part of the output. */
  reasoningTokens: count,
  images: count,
  videos: count,
  /** Of texts that were spoken. */
  utf8Bytes: count,
  /** Millionths of a yuan, of the calls whose price is known. */
  microCny: count,
  /** Part of `microCny`: of calls whose tokens are our own estimate. */
  estimatedMicroCny: count,
  /** Calls whose price nobody knows. */
  unpriced: count,
};
export const usageSumsSchema = z.object(sumsShape);
export type UsageSums = z.infer<typeof usageSumsSchema>;

/** What the calls without a key are called among the keys. */
export const noKey = "none";

export const doors = ["browser", "client"] as const;

const usageRowSchema = z.object({
  /** A date, in the time zone that was asked for. */
  day: z.string(),
  model: z.string(),
  operation: z.string(),
  door: z.enum(doors),
  /** Of a program's key, the first digits of its SHA-256. */
  clientKey: z.nullable(z.string()),
  ...sumsShape,
});
/** What one model was used for on one day, in one way. */
export type UsageRow = z.infer<typeof usageRowSchema>;

const keyNames = z.record(z.string(), z.string());
/** What the administrator calls keys of programs, by the first digits of their SHA-256. */
export type KeyNames = z.infer<typeof keyNames>;

/** GET /api/usage. */
export const usageReplySchema = z.object({
  rows: z.array(usageRowSchema),
  /** Calls of blind rounds that have not been voted on: counted when they are. */
  secret: count,
  keyNames,
});

export const usageCallSchema = z.object({
  id: count,
  /** Epoch milliseconds. */
  at: count,
  door: z.enum(doors),
  clientKey: z.nullable(z.string()),
  operation: z.string(),
  model: z.string(),
  state: z.string(),
  inputTokens: count,
  cachedTokens: z.nullable(count),
  outputTokens: count,
  reasoningTokens: z.nullable(count),
  images: z.nullable(count),
  videos: z.nullable(count),
  utf8Bytes: z.nullable(count),
  estimated: z.boolean(),
  microCny: z.nullable(count),
  traceId: z.nullable(z.string()),
});
/** One call, as the ledger has it. */
export type UsageCall = z.infer<typeof usageCallSchema>;

/** GET /api/usage/calls: the newest first; `next` is where the following page begins. */
export const usageCallsSchema = z.object({ calls: z.array(usageCallSchema), next: z.nullable(count) });

const none: UsageSums = {
  calls: 0,
  failed: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  images: 0,
  videos: 0,
  utf8Bytes: 0,
  microCny: 0,
  estimatedMicroCny: 0,
  unpriced: 0,
};

function added(a: UsageSums, b: UsageSums): UsageSums {
  return {
    calls: a.calls + b.calls,
    failed: a.failed + b.failed,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedTokens: a.cachedTokens + b.cachedTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    images: a.images + b.images,
    videos: a.videos + b.videos,
    utf8Bytes: a.utf8Bytes + b.utf8Bytes,
    microCny: a.microCny + b.microCny,
    estimatedMicroCny: a.estimatedMicroCny + b.estimatedMicroCny,
    unpriced: a.unpriced + b.unpriced,
  };
}

/** All rows together. */
export const sumOf = (rows: readonly UsageSums[]): UsageSums => rows.reduce(added, none);

/** The rows by something that they share, in the order in which it is first seen. */
export function sumsBy(rows: readonly UsageRow[], keyOf: (row: UsageRow) => string): Map<string, UsageSums> {
  const sums = new Map<string, UsageSums>();
  for (const row of rows) sums.set(keyOf(row), added(sums.get(keyOf(row)) ?? none, row));
  return sums;
}
