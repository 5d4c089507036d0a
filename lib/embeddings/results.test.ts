import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { appError } from "@/lib/core/app-error";
import { applyRunEvent } from "@/lib/creations/creation";
import { entriesOf } from "@/lib/creations/text-set";
import type { CreationRecord } from "@/lib/history/creation-record";
import { history } from "@/lib/history/database";
import { getMedia } from "@/lib/history/media";
import type { RunEvent } from "@/lib/runs/event";
import { joinVectors } from "@/lib/vectors/join-vectors";
import { withoutPictures, withPictures } from "./given-set";
import { recordsOfVectors } from "./import-vectors";
import { sharedRows } from "./open-vectors";
import { queryIn, resultsOf } from "./results";
import { missingOf, queryOf, recordsOf } from "./wishes";

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

const count = 70;
const set = {
  texts: Array.from({ length: count }, (_, at) => `text ${at}`),
  lines: Array.from({ length: count }, (_, at) => at + 1),
};
const models = [
  { id: "a", dimensions: undefined, pictures: false },
  { id: "b", dimensions: 512, pictures: false },
];
const file = (index: number): RunEvent[] => [
  { type: "media-start", index },
  { type: "media-end", index, id: `media_${index}`, bytes: 1, mediaType: "application/octet-stream" },
];
const used = (inputTokens: number): RunEvent => ({
  type: "usage",
  usage: { inputTokens, outputTokens: 0, estimated: false },
  price: { kind: "known", cny: inputTokens / 1000 },
});
const tooLong = (item: number): RunEvent => ({
  type: "item-failed",
  item,
  error: appError("input-too-long"),
});

function tell(record: CreationRecord | undefined, events: readonly RunEvent[]): void {
  if (!record) throw new Error("There is no such record.");
  for (const event of events)
    applyRunEvent(record, { sequence: record.sequence + 1, event: { ...event, at: 10 } }, 0);
}

describe("a press of the button", () => {
  test("keeps the texts once and asks each model with its own settings", async () => {
    const records = await recordsOf(set, models, { encoding: "base64", truncate: "right" });
    expect(records.map(({ fields }) => fields)).toEqual([
      { encoding_format: "base64", truncate: "right" },
      { encoding_format: "base64", dimensions: 512, truncate: "right" },
    ]);
    expect(new Set(records.map(({ inputs }) => inputs[0]?.mediaId)).size).toBe(1);
    expect((await entriesOf(records[1] as CreationRecord))?.map(({ text }) => text)).toEqual(set.texts);
    expect(await history().media.count()).toBe(1);
  });

  test("tells how far each model is, which texts were refused, and what it took", async () => {
    const [first, second] = await recordsOf(set, models, { encoding: "float", truncate: "none" });
    tell(first, [...file(1), tooLong(33), ...file(0), used(100)]);
    const [one, two] = resultsOf(
      [second, first].filter((record) => record !== undefined),
      count,
    ).sort((a, b) => a.place - b.place);
    expect(one).toMatchObject({ model: "a", running: true, done: 64, tokens: 100, cny: 0.1 });
    expect(one?.missing).toEqual([33, 64, 65, 66, 67, 68, 69]);
    expect(one?.failed.map(({ row }) => row)).toEqual([33]);
    expect(two).toMatchObject({ done: 0, tokens: undefined, cny: undefined });
  });

  test("asks models that take no pictures for the texts alone, of which none is missing then", async () => {
    const picture = { mediaId: "blob_1", name: "cat.png", type: "image/png", bytes: 9, width: 3, height: 2 };
    const whole = withPictures({ texts: ["a cat", "a dog"], lines: [1, 4] }, [picture]);
    expect(withoutPictures(whole)).toEqual({ texts: ["a cat", "a dog"], lines: [1, 4] });
    const both = [
      { id: "seeing", dimensions: undefined, pictures: true },
      { id: "blind", dimensions: undefined, pictures: false },
    ];
    const manner = { encoding: "float", truncate: "none" } as const;
    const [seeing, blind] = await recordsOf(whole, both, manner, { pictures: [picture] });
    expect(await Promise.all([seeing, blind].map((record) => record && entriesOf(record)))).toEqual([
      [
        { text: "a cat", picture: undefined },
        { text: "a dog", picture: undefined },
        { text: "cat.png", picture: "blob_1" },
      ],
      [
        { text: "a cat", picture: undefined },
        { text: "a dog", picture: undefined },
      ],
    ]);
    for (const record of [seeing, blind])
      tell(record, [
        { type: "media-start", index: 0 },
        { type: "media-end", index: 0, id: "media_1", bytes: 8, mediaType: "application/octet-stream" },
        { type: "run-end", state: "completed" },
      ]);
    const found = resultsOf([seeing, blind] as CreationRecord[], 3);
    expect(found.map(({ asked, done, missing }) => [asked, done, missing])).toEqual([
      [3, 3, []],
      [2, 2, []],
    ]);
  });

  test("asked again for what is missing adds up to one result", async () => {
    const [record] = await recordsOf(set, models.slice(0, 1), { encoding: "float", truncate: "none" });
    tell(record, [...file(0), tooLong(40), ...file(1), used(64), { type: "run-end", state: "stopped" }]);
    const before = resultsOf([record as CreationRecord], count)[0];
    expect(before?.missing).toEqual([40, 64, 65, 66, 67, 68, 69]);
    const [again] = missingOf(record as CreationRecord, before?.missing ?? []);
    expect((await entriesOf(again as CreationRecord))?.map(({ text }) => text)).toEqual(
      before?.missing.map((row) => `text ${row}`),
    );
    tell(again, [tooLong(0), ...file(0), used(6), { type: "run-end", state: "completed" }]);
    const [after] = resultsOf([again as CreationRecord, record as CreationRecord], count);
    expect(after).toMatchObject({ done: 70, missing: [40], tokens: 70, durationMs: 20, running: false });
    expect(after?.failed.map(({ row }) => row)).toEqual([40]);
  });

  test("can be asked with a query, which is no result of its own; the latest one counts", async () => {
    const records = await recordsOf(set, models, { encoding: "float", truncate: "none" });
    expect(queryIn(records)).toBeUndefined();
    let now = Date.now();
    const clock = vi.spyOn(Date, "now").mockImplementation(() => (now += 1)); // a busy machine
    const queries = queryOf(records, "where?");
    clock.mockRestore();
    expect(queries.map(({ fields, place }) => [fields, place])).toEqual(
      records.map(({ fields, place }) => [fields, place]),
    );
    const older = queries.map((query) => ({ ...query, createdAt: 1, prompt: "old" }));
    const group = [...records, ...older, ...queries];
    expect(resultsOf(group, count)).toHaveLength(2);
    expect(queryIn(group)).toMatchObject({ text: "where?", lanes: [{ place: 0 }, { place: 1 }] });
  });
});

test("vectors that a person brought are a result of their own, with what was wrong in them", async () => {
  const lines = Array.from({ length: 40 }, (_, at) => at + 1);
  const values = Float32Array.from({ length: 80 }, (_, at) => at);
  values.fill(Number.NaN, 66, 68);
  const problems = [{ line: 34, problem: "width" as const }];
  const read = { texts: lines.map(String), lines, width: 2, values, problems };
  const group = await recordsOfVectors(read, "mine.npy");
  const [result] = resultsOf(group, 40);
  expect(result).toMatchObject({ model: "mine.npy", imported: true, running: false, missing: [33] });
  expect(group[0]?.unfinished).toBeUndefined();
  const pieces = (result?.files ?? []).map(async ({ mediaId, rows }) => {
    const file = await getMedia(mediaId);
    return { rows, bytes: (await file?.arrayBuffer()) ?? new ArrayBuffer(0) };
  });
  expect(joinVectors(await Promise.all(pieces), 40)).toEqual({ rows: 40, width: 2, values });
});

test("models are compared on the texts of which all have vectors, and on some of very many", () => {
  expect(sharedRows([{ missing: [1] }, { missing: [3] }], 5)).toEqual([0, 2, 4]);
  const some = sharedRows([{ missing: [] }], 1000, 10);
  expect(some).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
});
