import { jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

/** What was set for the whole server, one row a setting; whoever owns one knows what its value looks like. */
export const settings = pgTable("settings", {
  name: text().primaryKey(),
  value: jsonb().notNull(),
  changedAt: timestamp({ withTimezone: true }).notNull(),
});
