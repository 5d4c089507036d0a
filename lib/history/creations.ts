import { history } from "./database";

const recordsPerRead = 200;

/** The files that stored pictures and clips refer to, inputs included. */
export async function creationMediaIds(): Promise<Set<string>> {
  const used = new Set<string>();
  let last: string | undefined;
  for (;;) {
    const { creations } = history();
    const from = last === undefined ? creations.orderBy("id") : creations.where("id").above(last);
    const some = await from.limit(recordsPerRead).toArray();
    for (const { inputs, items } of some) for (const { mediaId } of [...inputs, ...items]) used.add(mediaId);
    last = some.at(-1)?.id;
    if (some.length < recordsPerRead) return used;
  }
}

/**
 * Takes away for good the pictures and clips, and the single results of others, that were deleted before a moment.
 * Says if there were any.
 */
export async function removeDeletedCreations(before: number): Promise<boolean> {
  const { creations } = history();
  const gone = await creations.where("deletedAt").below(before).primaryKeys();
  await creations.bulkDelete(gone);
  const isOld = ({ deletedAt }: { deletedAt?: number | undefined }) =>
    deletedAt !== undefined && deletedAt < before;
  const thinned = await creations
    .filter(({ items }) => items.some(isOld))
    .modify((record) => {
      record.items = record.items.filter((item) => !isOld(item));
    });
  return gone.length + thinned > 0;
}
