"use client";

import { useEffect, useState } from "react";
import type { AppError } from "@/lib/core/app-error";
import { randomUuid } from "@/lib/core/random-uuid";
import type { CreationWish } from "@/lib/creations/creation";
import type { CreationRecord } from "@/lib/history/creation-record";
import { attempt } from "@/lib/history/refusals";
import { whenIdle } from "@/lib/ui/when-idle";
import type { CreationActions, ShownResult } from "./actions";
import { downloadResults } from "./download-results";

/** Something that was taken away and can be brought back. */
export type Undoable = {
  id: string;
  what: "pictureDeleted" | "groupDeleted" | "promptReplaced";
  undo: () => void;
};

/** What is open over the page. */
export type CreationOverlay =
  | { kind: "viewer"; result: ShownResult; all: readonly ShownResult[] }
  | { kind: "inspector"; runId: string };

/** The store is fetched with the first thing that is done: what a page shows first does not need it. */
const loadStore = () => import("@/lib/creations/store");

/** Stores requests and sees to it that they are sent; gives what the browser's storage said against it. */
async function storeAndFollow(records: readonly CreationRecord[]): Promise<unknown> {
  const [{ addCreations }, { followUnfinished }, { askToPersist }] = await Promise.all([
    loadStore(),
    import("@/lib/creations/follow-unfinished"),
    import("@/lib/history/storage"),
  ]);
  try {
    await addCreations(records);
  } catch (failure) {
    return failure;
  }
  followUnfinished();
  void askToPersist();
  return undefined;
}

/** What sends is fetched while the server is there: a request is stored, and sent later, also when it has gone since. */
async function prepareToSend(): Promise<void> {
  const [{ prepareToFollow }] = await Promise.all([
    import("@/lib/creations/follow-unfinished"),
    import("@/lib/creations/creation"),
    import("@/lib/creations/stop"),
    import("@/lib/history/storage"),
    loadStore(),
  ]);
  await prepareToFollow();
}

type OwnActions = Pick<CreationActions, "onReuse" | "onVary" | "onUseAsInput" | "onSeed">;

/** What every page of pictures or clips lets a person do with them, with what it adds of its own. */
export function useCreationActions(own: OwnActions) {
  const [undoable, setUndoable] = useState<Undoable>();
  const [overlay, setOverlay] = useState<CreationOverlay>();
  const [failure, setFailure] = useState<unknown>();
  const [stopFailure, setStopFailure] = useState<AppError>();
  useEffect(() => whenIdle(() => void prepareToSend().catch(() => {})), []);
  const sendRecords = async (records: readonly CreationRecord[]): Promise<boolean> => {
    const refused = await storeAndFollow(records);
    setFailure(refused);
    return refused === undefined;
  };
  const send = async (wishes: readonly CreationWish[]): Promise<boolean> => {
    const { newGroup } = await import("@/lib/creations/creation");
    return sendRecords(newGroup(wishes));
  };
  const again = async (record: CreationRecord) => {
    const { againOf } = await import("@/lib/creations/creation");
    await send([againOf(record)]);
  };
  const deleteResult = async ({ record, item }: ShownResult) => {
    const { deleteItems, restoreItems } = await loadStore();
    const places = [{ id: record.id, index: item.index }];
    await deleteItems(places);
    setUndoable({
      id: randomUuid(),
      what: "pictureDeleted",
      undo: () => void attempt(() => restoreItems(places)),
    });
  };
  const deleteAll = async (records: readonly CreationRecord[]) => {
    const [{ discardCreations }, { restoreCreations }] = await Promise.all([
      import("@/lib/creations/stop"),
      loadStore(),
    ]);
    const ids = records.map(({ id }) => id);
    await discardCreations(ids);
    setUndoable({
      id: randomUuid(),
      what: "groupDeleted",
      undo: () => void attempt(() => restoreCreations(ids)),
    });
  };
  const favourite = async ({ record, item }: ShownResult, on: boolean) =>
    (await loadStore()).markFavourite({ id: record.id, index: item.index }, on);
  const keepAgain = async ({ record, item }: ShownResult) => {
    await (await loadStore()).changeItem(record.id, item.index, (stored) => {
      delete stored.unkept;
    });
    (await import("@/lib/creations/follow-unfinished")).followUnfinished();
  };
  const stop = async ({ id }: CreationRecord) => {
    const stopped = await (await import("@/lib/creations/stop")).stopCreations([id]);
    setStopFailure(stopped.ok ? undefined : stopped.error);
  };
  const actions: CreationActions = {
    ...own,
    onAgain: (record) => void again(record),
    onStop: (record) => void stop(record),
    onFavourite: (result, on) => void attempt(() => favourite(result, on)),
    onKeepAgain: (result) => void attempt(() => keepAgain(result)),
    onOpen: (result, all) => setOverlay({ kind: "viewer", result, all }),
    onDownload: (results) => void downloadResults(results),
    onDeleteResult: (result) => void attempt(() => deleteResult(result)),
    onDelete: (records) => void attempt(() => deleteAll(records)),
    onInspect: (runId) => setOverlay({ kind: "inspector", runId }),
  };
  return {
    actions,
    send,
    sendRecords,
    /** What the storage said against the last request. */
    failure,
    /** Why the last Stop did not reach the server. */
    stopFailure,
    undoable,
    /** Offers for a while to take something back. */
    offerUndo: (what: Undoable["what"], undo: () => void) => setUndoable({ id: randomUuid(), what, undo }),
    forgetUndo: () => setUndoable(undefined),
    overlay,
    closeOverlay: () => setOverlay(undefined),
  };
}

export type CreationPage = ReturnType<typeof useCreationActions>;
