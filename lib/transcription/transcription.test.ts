import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { appError } from "@/lib/core/app-error";
import { requestOf } from "@/lib/creations/request";
import { addCreations, listGroups, loadCreation, loadGroup, unfinishedIds } from "@/lib/creations/store";
import { creationMediaIds } from "@/lib/history/creations";
import { history } from "@/lib/history/database";
import type { Attachment } from "@/lib/history/record";
import { transcriptMarkdown } from "./export-text";
import { correct, originalOf, setReference, transcriptOf } from "./transcript";
import { attachmentOf, recordsOf, retryOf } from "./wishes";

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

const recording = (name: string): Attachment => ({
  kind: "audio",
  id: name,
  name,
  source: { kind: "media", mediaId: `blob_${name}`, type: "audio/mpeg", bytes: 3 },
  seconds: 60,
});

const [record] = recordsOf([recording("one.mp3")], ["m1"]);
if (!record) throw new Error("No record.");
const complete = {
  ...record,
  runId: "run_1",
  output: {
    ...record.output,
    state: "completed" as const,
    durationMs: 3000,
    parts: [{ kind: "text" as const, part: "text-0", choice: 0, text: "Good morning.", startedMs: 1 }],
  },
};

describe("what is sent", () => {
  test("is each recording to each model, one card for each recording", () => {
    const records = recordsOf([recording("one.mp3"), recording("two.mp3")], ["m1", "m2"]);
    expect(records.map(({ prompt, model }) => `${prompt} ${model}`)).toEqual([
      "one.mp3 m1",
      "one.mp3 m2",
      "two.mp3 m1",
      "two.mp3 m2",
    ]);
    expect(new Set(records.map(({ groupId }) => groupId)).size).toBe(2);
    expect(requestOf(record)).toEqual({
      operation: "audio.transcriptions",
      input: { model: "m1", file: "blob:blob_one.mp3" },
    });
  });

  test("is sent in the order in which it was chosen, and stands in that order", async () => {
    const names = ["one.mp3", "two.mp3", "three.mp3", "four.mp3"];
    await addCreations(recordsOf(names.map(recording), ["m1", "m2"]));
    const queue = (await Promise.all((await unfinishedIds()).map(loadCreation))).map((one) => one?.prompt);
    expect(queue).toEqual(names.flatMap((name) => [name, name]));
    const groups = await Promise.all(
      (await listGroups("transcription")).map(({ groupId }) => loadGroup(groupId)),
    );
    expect(groups.map((group) => group.map(({ prompt, model }) => `${prompt} ${model}`))).toEqual(
      names.map((name) => [`${name} m1`, `${name} m2`]),
    );
  });

  test("keeps its recording in this browser as long as the record is there", async () => {
    await addCreations([record]);
    expect([...(await creationMediaIds())]).toEqual(["blob_one.mp3"]);
  });

  test("once more goes under a key of its own, in the same place", () => {
    const [again] = retryOf({ ...complete, reference: "Good morning" });
    expect(again).toMatchObject({
      groupId: record.groupId,
      place: record.place,
      createdAt: record.createdAt,
      reference: "Good morning",
      inputs: record.inputs,
    });
    expect(again?.id).not.toBe(record.id);
    expect(again?.runId).toBeUndefined();
  });

  test("can be put into the form again as it was", () => {
    const [attachment] = attachmentOf(record);
    expect(attachment).toMatchObject({ name: "one.mp3", seconds: 60, source: { mediaId: "blob_one.mp3" } });
  });
});

describe("a transcript", () => {
  test("says its words, and how many times faster than real time they came", () => {
    expect(transcriptOf(complete)).toMatchObject({ state: "complete", text: "Good morning.", speed: 20 });
  });

  test("waits for others until it is sent, and says why it failed", () => {
    expect(transcriptOf(record).state).toBe("queued");
    expect(transcriptOf({ ...record, runId: "run_1" }).state).toBe("running");
    const failed = { ...record.output, state: "failed" as const, error: appError("internal"), traceId: "t1" };
    expect(transcriptOf({ ...record, output: failed })).toMatchObject({
      state: "failed",
      error: { code: "internal", traceId: "t1" },
    });
  });

  test("is corrected beside the model's words, which come back whenever one wants", async () => {
    await addCreations([complete]);
    await correct(record.id, "Good evening.");
    const corrected = await loadCreation(record.id);
    if (!corrected) throw new Error("It is gone.");
    expect(transcriptOf(corrected)).toMatchObject({ text: "Good evening.", corrected: true });
    expect(originalOf(corrected)).toBe("Good morning.");
    await correct(record.id, originalOf(corrected));
    expect((await loadCreation(record.id))?.corrected).toBeUndefined();
  });

  test("corrected to nothing is a correction too", async () => {
    await addCreations([complete]);
    await correct(record.id, "");
    const [stored] = await loadGroup(record.groupId);
    expect(stored && transcriptOf(stored)).toMatchObject({ text: "", corrected: true });
  });

  test("remembers what was really said", async () => {
    await addCreations([complete]);
    await setReference(record.id, "Good morning");
    expect((await loadCreation(record.id))?.reference).toBe("Good morning");
    await setReference(record.id, "");
    expect((await loadCreation(record.id))?.reference).toBeUndefined();
  });

  test("saved as Markdown says where it is from, and its signs stay signs", () => {
    const written = transcriptMarkdown({
      name: "talk_1.mp3",
      model: "FunAudioLLM/SenseVoiceSmall",
      seconds: 84,
      when: "2026-11-22",
      text: "# Not a title\n- 2 * 3 < 7",
    });
    expect(written).toBe(
      "# talk\\_1.mp3\n\n1:24 · FunAudioLLM/SenseVoiceSmall · 2026-11-22\n\n\\# Not a title\n\\- 2 \\* 3 \\< 7\n",
    );
  });
});
