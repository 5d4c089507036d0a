import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { history } from "@/lib/history/database";
import { removeUnusedMedia } from "@/lib/history/media";
import {
  clearBatchDraft,
  emptyDraft,
  firstSettings,
  keepBatchDraft,
  keepDraftFile,
  loadBatchDraft,
  loadDraftFile,
  saveBatchDraft,
} from "./draft";

const now = () => Date.now() + 1;

beforeEach(async () => {
  await clearBatchDraft();
  await removeUnusedMedia(now());
});

describe("what is being prepared", () => {
  test("is found again, with its file, however long it lies there; an empty form otherwise", async () => {
    expect(await loadBatchDraft()).toEqual(emptyDraft);
    const mediaId = await keepDraftFile(new Blob(["a,b\n1,2"]));
    const source = { kind: "table" as const, mediaId, name: "a.csv", bytes: 7 };
    const draft = { ...emptyDraft, source, table: { ...emptyDraft.table, template: "{{a}}" } };
    await saveBatchDraft(draft);
    await removeUnusedMedia(now());
    expect(await loadBatchDraft()).toEqual(draft);
    expect(await (await loadDraftFile(source))?.text()).toBe("a,b\n1,2");
    await clearBatchDraft();
    await removeUnusedMedia(now());
    expect(await loadDraftFile(source)).toBeUndefined();
  });

  test("can be a file that another page hands over, with its settings; what was there gives way", async () => {
    await keepBatchDraft(new Blob(["one\n"]), { name: "one.jsonl" });
    const madeOf = { mediaId: "m", name: "t", type: "application/json", bytes: 2, width: 0, height: 0 };
    const settings = { ...firstSettings, windowHours: 48 };
    await keepBatchDraft(new Blob(["two\n"]), { name: "two.jsonl", settings, madeOf });
    const { source, ...rest } = await loadBatchDraft();
    expect(rest).toMatchObject({ settings, madeOf });
    expect(source).toMatchObject({ kind: "file", name: "two.jsonl", pieces: [{ from: 0, to: 4 }] });
    expect(await (source && (await loadDraftFile(source)))?.text()).toBe("two\n");
    expect(await history().media.count()).toBe(1);
  });
});
