import Dexie, { type EntityTable } from "dexie";
import type { MessageRecord, ThreadRecord } from "./record";

/** The local history: a person's work, kept in their own browser. The only Dexie class. */
class HistoryDatabase extends Dexie {
  declare threads: EntityTable<ThreadRecord, "id">;
  declare messages: EntityTable<MessageRecord, "id">;

  constructor() {
    super("siliconflow-playground");
    this.version(1).stores({ threads: "id, updatedAt", messages: "id, threadId" });
    // A newer page wants to upgrade: give way at once, or it would wait for this one to be closed.
    this.on("versionchange", () => {
      this.close();
    });
  }
}

let database: HistoryDatabase | undefined;

/** Opened on first use; there is none on the server. */
export function history(): HistoryDatabase {
  database ??= new HistoryDatabase();
  return database;
}
