import type { CreationItem, CreationRecord } from "./creation-record";

/* What a record says by itself: nothing here reads the database. */

export const isShown = ({ deletedAt }: Pick<CreationItem, "deletedAt">): boolean => deletedAt === undefined;

/** This browser does not have it yet, and may still get it. */
export const isUnkept = ({ kept, unkept }: CreationItem): boolean => !kept && unkept === undefined;

/** A record with what its indexes need to know of it. Every record is stored so. */
export function indexed(record: CreationRecord): CreationRecord {
  const { listedAt: _, unfinished: __, favourite: ___, ...bare } = record;
  const { createdAt, items, output } = bare;
  const unfinished = output.state === "running" || items.some(isUnkept);
  const favourite = items.some((item) => isShown(item) && item.favouriteAt !== undefined);
  return {
    ...bare,
    ...(isShown(bare) && { listedAt: createdAt }),
    ...(unfinished && { unfinished: 1 }),
    ...(favourite && isShown(bare) && { favourite: 1 }),
  };
}
