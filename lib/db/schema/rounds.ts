import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** Blind votes: which model stands behind each lane, and how it was voted. */
export const rounds = pgTable(
  "rounds",
  {
    id: text().primaryKey(),
    operation: text().notNull(),
    /** Model and fields of each lane, in the order that was drawn. */
    lanes: jsonb().notNull(),
    /** Null until there is one; never changed after. */
    vote: jsonb(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    votedAt: timestamp({ withTimezone: true }),
  },
  (table) => [index("rounds_created_at").on(table.createdAt)],
);
