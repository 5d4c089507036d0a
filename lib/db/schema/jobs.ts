import { pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { runs } from "./runs";

/**
 * Work that SiliconFlow does by itself, one row a run: written before the job is handed over, and again with the
 * id that SiliconFlow gives it. A row without that id is a job of which nobody knows whether it was taken.
 */
export const jobs = pgTable("jobs", {
  runId: text()
    .primaryKey()
    .references(() => runs.id, { onDelete: "cascade" }),
  requestId: text(),
  submittedAt: timestamp({ withTimezone: true }),
});
