// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { beforeEach, expect, test, vi } from "vitest";
import { history } from "@/lib/history/database";
import { openRecording, RecordingWriter, removeRecording, storedRecordings } from "./recording-store";

beforeEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(history().tables.map((table) => table.clear()));
});

const type = "audio/mp4";
const slice = (text: string) => new Blob([text]);

test("what was recorded until a crash is offered again, in its order and as what it was recorded", async () => {
  const writer = new RecordingWriter("transcription");
  const last = ["one ", "two ", "three"].map((text, at) => writer.append(slice(text), type, (at + 1) * 2));
  await Promise.all(last);
  // The page is gone here: nobody has ended it.
  const [kept] = await storedRecordings("transcription");
  expect(kept).toMatchObject({ type, seconds: 6, bytes: 13 });
  const file = await openRecording(kept?.id ?? "");
  expect(file?.type).toBe(type);
  expect(await file?.text()).toBe("one two three");
});

test("each page is offered its own recordings alone", async () => {
  await new RecordingWriter("voice").append(slice("v"), type, 2);
  expect(await storedRecordings("transcription")).toEqual([]);
  expect(await storedRecordings("voice")).toHaveLength(1);
});

test("a discarded recording leaves nothing behind", async () => {
  const writer = new RecordingWriter("voice");
  await writer.append(slice("one"), type, 2);
  const other = new RecordingWriter("voice");
  await other.append(slice("other"), type, 2);
  await writer.discard();
  expect(await openRecording(writer.id)).toBeUndefined();
  expect(await history().recordingParts.count()).toBe(1);
  await removeRecording(other.id);
  expect(await history().recordingParts.count()).toBe(0);
});

test("a recording is whole even where the browser stores only some of it, and says that it is not safe", async () => {
  const writer = new RecordingWriter("transcription");
  await writer.append(slice("stored "), type, 2);
  expect(writer.unsaved).toBe(false);
  const full = vi
    .spyOn(history().recordingParts, "put")
    .mockRejectedValue(new DOMException("", "QuotaExceededError"));
  await writer.append(slice("kept in memory "), type, 4);
  expect(writer.unsaved).toBe(true);
  full.mockRestore();
  await writer.append(slice("stored again"), type, 6);
  const file = await writer.file();
  expect(await file.text()).toBe("stored kept in memory stored again");
});
