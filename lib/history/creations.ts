import { isShown } from "./creation-index";
import { type CreationRecord, creationRecordSchema } from "./creation-record";
import { history } from "./database";

const recordsPerRead = 200;

const mediaIdsOf = ({ inputs, items }: CreationRecord): string[] =>
  [...inputs, ...items].map(({ mediaId }) => mediaId);

/** The files that stored creations refer to, inputs included. */
export async function creationMediaIds(): Promise<Set<string>> {
  const used = new Set<string>();
  let last: string | undefined;
  for (;;) {
    const { creations } = history();
    const from = last === undefined ? creations.orderBy("id") : creations.where("id").above(last);
    const some = await from.limit(recordsPerRead).toArray();
    for (const id of some.flatMap(mediaIdsOf)) used.add(id);
    last = some.at(-1)?.id;
    if (some.length < recordsPerRead) return used;
  }
}

/**
 * Takes away for good the creations, and the single results of others, that were deleted before a moment. Gives the
 * files that they referred to.
 */
export async function removeDeletedCreations(before: number): Promise<string[]> {
  const { creations } = history();
  const gone = await creations.where("deletedAt").below(before).toArray();
  await creations.bulkDelete(gone.map(({ id }) => id));
  const freed = gone.flatMap(mediaIdsOf);
  const isOld = ({ deletedAt }: { deletedAt?: number | undefined }) =>
    deletedAt !== undefined && deletedAt < before;
  await creations
    .filter(({ items }) => items.some(isOld))
    .modify((record) => {
      freed.push(...record.items.filter(isOld).map(({ mediaId }) => mediaId));
      record.items = record.items.filter((item) => !isOld(item));
    });
  return freed;
}

/** The ids of the requests that an export of everything has, oldest first. */
export async function creationIdsToExport(): Promise<string[]> {
  return history().creations.where("[listedAt+groupId]").above([0]).primaryKeys();
}

/** Requests with what came of them, some at a time; what is deleted, and what this version cannot read, is left out. */
export async function* readCreations(ids: readonly string[]): AsyncGenerator<CreationRecord> {
  for (let at = 0; at < ids.length; at += recordsPerRead)
    for (const stored of await history().creations.bulkGet(ids.slice(at, at + recordsPerRead))) {
      const { data: record } = creationRecordSchema.safeParse(stored);
      if (record && isShown(record)) yield { ...record, items: record.items.filter(isShown) };
    }
}
