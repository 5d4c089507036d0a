import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

/** One row a run; written before the upstream is called. */
export const runs = pgTable(
  "runs",
  {
    id: text().primaryKey(),
    idempotencyKey: text().notNull().unique(),
    /** Digest of operation and input: the same key with another body is a mistake of the caller. */
    fingerprint: text().notNull(),
    operation: text().notNull(),
    model: text().notNull(),
    input: jsonb().notNull(),
    state: text().notNull(),
    /** What went over the wire, attempt by attempt, without the key: for the inspector. */
    attempts: jsonb(),
    startedAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
  },
  (table) => [index("runs_started_at").on(table.startedAt), index("runs_state").on(table.state)],
);

/** The run log: stretches of events as they were flushed, one JSON text a line. Append only. */
export const runSegments = pgTable(
  "run_segments",
  {
    runId: text()
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    firstSequence: integer().notNull(),
    lastSequence: integer().notNull(),
    lines: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.firstSequence] })],
);

/** What was used and what it cost: one row for every run and every call through /v1, kept for good. */
export const ledger = pgTable(
  "ledger",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    door: text().$type<"browser" | "client">().notNull(),
    /** Of a program's key, the first digits of its SHA-256; null for the browser and for programs without a key. */
    clientKey: text(),
    /** The run that it was, through the browser's door. Outlives the run. */
    runId: text(),
    operation: text().notNull(),
    model: text().notNull(),
    state: text().notNull(),
    inputTokens: integer().notNull(),
    outputTokens: integer().notNull(),
    reasoningTokens: integer(),
    cachedTokens: integer(),
    images: integer(),
    videos: integer(),
    utf8Bytes: integer(),
    estimated: boolean().notNull(),
    /** Millionths of a yuan, so that sums are exact; null when the catalogue knows no price. */
    priceMicroCny: bigint({ mode: "number" }),
    traceId: text(),
    settledAt: timestamp({ withTimezone: true }).notNull(),
  },
  (table) => [index("ledger_settled_at").on(table.settledAt), index("ledger_run_id").on(table.runId)],
);
