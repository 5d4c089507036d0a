import { liveQuery } from "dexie";
import { indexed, isShown } from "@/lib/history/creation-index";
import {
  type CreationItem,
  type CreationKind,
  type CreationRecord,
  creationRecordSchema,
} from "@/lib/history/creation-record";
import { history } from "@/lib/history/database";
import { withRoom } from "@/lib/history/make-room";

/** A press of the button as the list has it. */
export type GroupKey = { groupId: string; createdAt: number };

/** Stores the records of a group, in one step: before anything of it is sent. */
export async function addCreations(records: readonly CreationRecord[]): Promise<void> {
  await withRoom(() => history().creations.bulkAdd([...records]));
}

/** One record; nothing when it is gone or this version cannot read it. */
export async function loadCreation(id: string): Promise<CreationRecord | undefined> {
  return creationRecordSchema.safeParse(await history().creations.get(id)).data;
}

/** All groups of a kind that are not deleted, the newest first: only their keys, so thousands cost little. */
export async function listGroups(kind: CreationKind): Promise<GroupKey[]> {
  const keys = await history()
    .creations.where("[kind+listedAt+groupId]")
    .between([kind, 0], [kind, Number.POSITIVE_INFINITY])
    .reverse()
    .uniqueKeys();
  return keys.flatMap((key) => {
    const [, createdAt, groupId] = Array.isArray(key) ? key : [];
    return typeof createdAt === "number" && typeof groupId === "string" ? [{ createdAt, groupId }] : [];
  });
}

/** All requests of a kind that are not deleted, the newest first: for kinds of which there are few. */
export async function listCreations(kind: CreationKind): Promise<CreationRecord[]> {
  const stored = await history()
    .creations.where("[kind+listedAt+groupId]")
    .between([kind, 0], [kind, Number.POSITIVE_INFINITY])
    .reverse()
    .toArray();
  return stored.flatMap((record) => creationRecordSchema.safeParse(record).data ?? []);
}

/** What a group shows, in the order in which it was asked. */
export async function loadGroup(groupId: string): Promise<CreationRecord[]> {
  const stored = await history().creations.where("groupId").equals(groupId).toArray();
  return stored
    .flatMap((record) => creationRecordSchema.safeParse(record).data ?? [])
    .filter(isShown)
    .sort((a, b) => a.place - b.place || (a.part ?? 0) - (b.part ?? 0));
}

/** Resolves once a request is over, in whatever tab: whether it succeeded. Also when the signal ends the wait. */
export function whenOver(id: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (succeeded: boolean) => {
      subscription.unsubscribe();
      signal.removeEventListener("abort", giveUp);
      resolve(succeeded);
    };
    const giveUp = () => end(false);
    const subscription = liveQuery(() => loadCreation(id)).subscribe({
      next: (record) => {
        if (record?.output.state !== "running")
          queueMicrotask(() => end(record?.output.state === "completed"));
      },
      error: () => queueMicrotask(giveUp),
    });
    signal.addEventListener("abort", giveUp);
  });
}

/** The ids of all records that somebody has to follow in the order in which they were asked, the deleted ones included. */
export async function unfinishedIds(): Promise<string[]> {
  return history()
    .creations.where("[unfinished+createdAt+place]")
    .between([1], [1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])
    .primaryKeys();
}

/** Changes a record in one step, whatever other tabs do to it; gives it as it is then, if it is there. */
export async function changeCreation(
  id: string,
  change: (record: CreationRecord) => void,
): Promise<CreationRecord | undefined> {
  const { creations } = history();
  const inOneStep = () =>
    history().transaction("rw", creations, async () => {
      const record = await creations.get(id);
      if (!record) return undefined;
      change(record);
      const changed = indexed(record);
      await creations.put(changed);
      return changed;
    });
  return withRoom(inOneStep);
}

/** Writes down whether the server can be reached about what a record still waits for. */
export async function noteConnection(id: string, reached: boolean): Promise<void> {
  await changeCreation(id, (record) => {
    if (reached) delete record.unreachableSince;
    else if (record.output.state === "running") record.unreachableSince ??= Date.now();
  });
}

/** Changes one result of a record; as `changeCreation`. */
export async function changeItem(
  id: string,
  index: number,
  change: (item: CreationItem) => void,
): Promise<CreationRecord | undefined> {
  return changeCreation(id, (record) => {
    const item = record.items.find((candidate) => candidate.index === index);
    if (item) change(item);
  });
}

/** One result of a record, as lists name it. */
export type ItemPlace = { id: string; index: number };

export async function markFavourite({ id, index }: ItemPlace, favourite: boolean): Promise<void> {
  await changeItem(id, index, (item) => {
    delete item.favouriteAt;
    if (favourite) item.favouriteAt = Date.now();
  });
}

/** Hides results; `restoreItems` brings them back until housekeeping takes them away, a day later. */
export async function deleteItems(places: readonly ItemPlace[]): Promise<void> {
  for (const { id, index } of places)
    await changeCreation(id, (record) => {
      for (const item of record.items) if (item.index === index) item.deletedAt = Date.now();
      // With its last result the whole goes, unless others are still to come.
      const over = record.output.state !== "running";
      if (over && !record.items.some(isShown)) record.deletedAt ??= Date.now();
    });
}

export async function restoreItems(places: readonly ItemPlace[]): Promise<void> {
  for (const { id, index } of places)
    await changeCreation(id, (record) => {
      for (const item of record.items) if (item.index === index) delete item.deletedAt;
      // The whole comes back with the first that is restored.
      if (record.items.some(isShown)) delete record.deletedAt;
    });
}

/** Hides records with all that came of them; `restoreCreations` brings them back. */
export async function deleteCreations(ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await changeCreation(id, (record) => {
      record.deletedAt = Date.now();
    });
}

export async function restoreCreations(ids: readonly string[]): Promise<void> {
  for (const id of ids)
    await changeCreation(id, (record) => {
      delete record.deletedAt;
    });
}
