import { history } from "./database";

const atOnce = 200;

/**
 * Every record of the history as JSON, with the name of its table; bytes of files are left out. Work in between is kept
 * small: a history may be larger than memory.
 */
export async function* everyRecord(): AsyncGenerator<{ table: string; text: string }> {
  for (const table of history().tables) {
    if (table.name === "mediaParts" || table.name === "recordingParts") continue;
    let after: unknown;
    for (;;) {
      const keys = await (after === undefined ? table.toCollection() : table.where(":id").above(after))
        .limit(atOnce)
        .primaryKeys();
      if (keys.length === 0) break;
      for (const record of await table.bulkGet(keys)) {
        const text = JSON.stringify(record, (_, value) => (ArrayBuffer.isView(value) ? undefined : value));
        if (text !== undefined) yield { table: table.name, text };
      }
      after = keys.at(-1);
    }
  }
}
