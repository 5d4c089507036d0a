import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { CreationRecord } from "@/lib/history/creation-record";
import { creationMediaIds, removeDeletedCreations } from "@/lib/history/creations";
import { history } from "@/lib/history/database";
import { putMedia, putMediaStream, removeUnusedMedia } from "@/lib/history/media";
import { type CreationWish, newGroup } from "./creation";
import {
  addCreations,
  changeCreation,
  changeItem,
  deleteCreations,
  deleteItems,
  listGroups,
  loadGroup,
  markFavourite,
  restoreCreations,
  restoreItems,
  unfinishedIds,
} from "./store";

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

const wish: CreationWish = { kind: "image", model: "m", prompt: "p", fields: {} };
const item = (index: number) => ({
  index,
  mediaId: `media_${index}`,
  type: "image/png",
  bytes: 1,
  kept: true,
});

async function group(wishes: readonly CreationWish[], results = 0): Promise<CreationRecord[]> {
  const records = newGroup(wishes);
  await addCreations(records);
  for (const { id } of records)
    if (results > 0)
      await changeCreation(id, (record) => {
        record.output.state = "completed";
        record.items = Array.from({ length: results }, (_, index) => item(index));
      });
  return records;
}

describe("the list", () => {
  test("has each press of the button once, the newest first, and no clips among pictures", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1000 });
    const [first] = await group([wish, { ...wish, model: "n" }]);
    vi.setSystemTime(2000);
    const [second] = await group([wish]);
    vi.setSystemTime(3000);
    await group([{ ...wish, kind: "video" }]);
    vi.useRealTimers();
    expect((await listGroups("image")).map(({ groupId }) => groupId)).toEqual([
      second?.groupId,
      first?.groupId,
    ]);
    expect((await loadGroup(first?.groupId ?? "")).map(({ model }) => model)).toEqual(["m", "n"]);
  });

  test("does not read a thousand records to know what there is", async () => {
    const records = Array.from({ length: 1000 }, () => newGroup([wish])).flat();
    await addCreations(records);
    const read = vi.spyOn(IDBObjectStore.prototype, "get");
    const readAll = vi.spyOn(IDBObjectStore.prototype, "getAll");
    expect(await listGroups("image")).toHaveLength(1000);
    expect(read).not.toHaveBeenCalled();
    expect(readAll).not.toHaveBeenCalled();
  });

  test("loses what is deleted and gets it back", async () => {
    const [record] = await group([wish], 1);
    const id = record?.id ?? "";
    await deleteCreations([id]);
    expect(await listGroups("image")).toEqual([]);
    await restoreCreations([id]);
    expect(await listGroups("image")).toHaveLength(1);
  });

  test("loses a request with its last result, and gets both back", async () => {
    const [record] = await group([wish], 2);
    const places = [0, 1].map((index) => ({ id: record?.id ?? "", index }));
    await deleteItems(places.slice(0, 1));
    expect(await listGroups("image")).toHaveLength(1);
    await deleteItems(places.slice(1));
    expect(await listGroups("image")).toEqual([]);
    await restoreItems(places.slice(1));
    expect(await listGroups("image")).toHaveLength(1);
  });
});

test("what was deleted while its result was still being fetched stays deleted", async () => {
  const [record] = await group([wish], 1);
  const id = record?.id ?? "";
  await deleteCreations([id]);
  await changeItem(id, 0, (stored) => {
    stored.kept = true;
  });
  expect(await listGroups("image")).toEqual([]);
});

test("the first of several goes alone while the others are still to come", async () => {
  const [record] = await group([wish], 1);
  const id = record?.id ?? "";
  await changeCreation(id, ({ output }) => {
    output.state = "running";
  });
  await deleteItems([{ id, index: 0 }]);
  expect(await listGroups("image")).toHaveLength(1);
});

test("what is unfinished and what is a favourite are found without the rest", async () => {
  const [going] = await group([wish]);
  const [done] = await group([wish], 1);
  expect(await unfinishedIds()).toEqual([going?.id]);
  await markFavourite({ id: done?.id ?? "", index: 0 }, true);
  const favourites = () =>
    history().creations.where("[favourite+listedAt]").between([1, 0], [1, Infinity]).primaryKeys();
  expect(await favourites()).toEqual([done?.id]);
  await markFavourite({ id: done?.id ?? "", index: 0 }, false);
  expect(await favourites()).toEqual([]);
});

describe("the bytes of a result", () => {
  test("stay as long as it does, and those of its inputs", async () => {
    await group(
      [{ ...wish, inputs: [{ mediaId: "blob_1", name: "", type: "", bytes: 1, width: 1, height: 1 }] }],
      1,
    );
    for (const id of ["blob_1", "media_0", "media_9"]) await putMedia(new Blob(["x"]), id);
    await history().media.toCollection().modify({ createdAt: 0 });
    expect(await creationMediaIds()).toEqual(new Set(["blob_1", "media_0"]));
    expect(await removeUnusedMedia()).toBe(1);
    expect(await history().media.toCollection().primaryKeys()).toEqual(["blob_1", "media_0"]);
  });

  test("go with it a day after it was deleted", async () => {
    const [record] = await group([wish], 2);
    await deleteItems([{ id: record?.id ?? "", index: 0 }]);
    expect(await removeDeletedCreations(Date.now() - 1000)).toEqual([]);
    expect(await removeDeletedCreations(Date.now() + 1000)).toEqual(["media_0"]);
    expect(await creationMediaIds()).toEqual(new Set(["media_1"]));
    await deleteCreations([record?.id ?? ""]);
    expect(await removeDeletedCreations(Date.now() + 1000)).toEqual(["media_1"]);
    expect(await history().creations.count()).toBe(0);
  });

  test("that come in pieces are stored in parts of a mebibyte, and not at all when they break off", async () => {
    const bytes = 2_500_000;
    const stream = (length: number) =>
      new ReadableStream<Uint8Array>({
        start(controller) {
          for (let left = length; left > 0; left -= 65_000)
            controller.enqueue(new Uint8Array(Math.min(left, 65_000)).fill(left % 251));
          controller.close();
        },
      });
    const media = { id: "media_1", type: "video/mp4", bytes, name: "" };
    await expect(putMediaStream(stream(bytes - 1), media)).rejects.toThrow("whole");
    expect(await history().mediaParts.count()).toBe(0);
    await putMediaStream(stream(bytes), media);
    const parts = await history().mediaParts.toArray();
    expect(parts.map((part) => part.bytes.byteLength)).toEqual([1_048_576, 1_048_576, 402_848]);
  });
});
