import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { history } from "./database";
import { saveDraft } from "./drafts";
import { getMedia, putMedia, removeUnusedMedia } from "./media";
import type { Attachment } from "./record";
import { storedThreads } from "./stored-threads";

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

const file = (bytes: number) =>
  new Blob([Uint8Array.from({ length: bytes }, (_, index) => index % 251)], { type: "image/png" });
const attachment = (mediaId: string): Attachment => ({
  kind: "image",
  id: mediaId,
  name: "a.png",
  source: { kind: "media", mediaId, type: "image/png", bytes: 1 },
});
const makeOld = () => history().media.toCollection().modify({ createdAt: 0 });

describe("a file of a conversation", () => {
  test.each([0, 1, 1024 * 1024, 2.5 * 1024 * 1024, 16 * 1024 * 1024, 17.5 * 1024 * 1024])(
    "of %d bytes comes back as it was",
    async (bytes) => {
      await putMedia(file(bytes), "blob_1", "a.png");
      const back = await getMedia("blob_1");
      expect(back?.type).toBe("image/png");
      const original = Buffer.from(await file(bytes).arrayBuffer());
      expect(original.equals(Buffer.from((await back?.arrayBuffer()) ?? new ArrayBuffer(1)))).toBe(true);
    },
  );

  test("is stored as plain bytes of at most a mebibyte, never as a Blob", async () => {
    await putMedia(file(2_500_000), "blob_1");
    const parts = await history().mediaParts.toArray();
    expect(parts.map(({ bytes }) => bytes.byteLength)).toEqual([1_048_576, 1_048_576, 402_848]);
    for (const { bytes } of parts) expect(Object.prototype.toString.call(bytes)).toBe("[object ArrayBuffer]");
  });

  test("that is not whole is not given out", async () => {
    await putMedia(file(2_500_000), "blob_1");
    await history().mediaParts.delete(["blob_1", 1]);
    expect(await getMedia("blob_1")).toBeUndefined();
    expect(await getMedia("blob_2")).toBeUndefined();
  });

  test("goes when no message and no draft refers to it, and not sooner", async () => {
    for (const id of ["blob_message", "blob_draft", "blob_none"]) await putMedia(file(10), id);
    const message = { id: "m", threadId: "t", parentId: null, createdAt: 1, role: "user" as const, text: "" };
    await storedThreads.write({
      threadId: "t",
      messages: [{ ...message, attachments: [attachment("blob_message")] }],
      thread: {},
    });
    await saveDraft("t", { text: "", attachments: [attachment("blob_draft")] });
    expect(await removeUnusedMedia()).toBe(0);
    await makeOld();
    expect(await removeUnusedMedia()).toBe(1);
    expect(await getMedia("blob_none")).toBeUndefined();
    expect(await history().mediaParts.count()).toBe(2);
    await storedThreads.write({ threadId: "t", messages: [message], thread: {} });
    expect(await removeUnusedMedia()).toBe(1);
    expect((await getMedia("blob_draft"))?.size).toBe(10);
  });
});
