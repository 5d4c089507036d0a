import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { history } from "@/lib/history/database";
import { withRoom } from "@/lib/history/make-room";
import { getMedia, putMedia } from "@/lib/history/media";
import { newGroup } from "./creation";
import { addCreations, changeCreation, deleteCreations } from "./store";

beforeEach(async () => {
  vi.useRealTimers();
  await Promise.all(history().tables.map((table) => table.clear()));
});

const full = () => new DOMException("full", "QuotaExceededError");

/** A request with one picture, which this browser has; gives the request's id. */
async function picture(mediaId: string): Promise<string> {
  const records = newGroup([{ kind: "image", model: "m", prompt: mediaId, fields: {} }]);
  const [id = ""] = records.map((record) => record.id);
  await addCreations(records);
  await putMedia(new Blob([mediaId], { type: "image/png" }), mediaId, "");
  await changeCreation(id, (record) => {
    record.items = [{ index: 0, mediaId, type: "image/png", bytes: mediaId.length, kept: true }];
  });
  return id;
}

test("what was deleted before gives its room at once, what may be brought back by a press keeps it", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
  const [old, fresh] = [await picture("old"), await picture("fresh")];
  await picture("shown");
  await deleteCreations([old]);
  vi.setSystemTime(1_060_000);
  await deleteCreations([fresh]);
  let tries = 0;
  const stored = await withRoom(async () => {
    tries += 1;
    if (tries === 1) throw full();
    return "stored";
  });
  expect(stored).toBe("stored");
  expect(await getMedia("old")).toBeUndefined();
  expect(await getMedia("fresh")).toBeDefined();
  expect(await getMedia("shown")).toBeDefined();
});

test("where there is still no room it is tried once more and not again, and nothing that is shown is touched", async () => {
  await picture("shown");
  const store = vi.fn(async () => {
    throw full();
  });
  await expect(withRoom(store)).rejects.toThrow("full");
  expect(store).toHaveBeenCalledTimes(2);
  expect(await getMedia("shown")).toBeDefined();
});

test("another failure takes nothing away", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
  await deleteCreations([await picture("old")]);
  vi.setSystemTime(1_060_000);
  await expect(withRoom(() => Promise.reject(new Error("other")))).rejects.toThrow("other");
  expect(await getMedia("old")).toBeDefined();
});
