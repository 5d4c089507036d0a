import "fake-indexeddb/auto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { indexed } from "@/lib/history/creation-index";
import type { CreationRecord } from "@/lib/history/creation-record";
import { history } from "@/lib/history/database";
import { filtered, modelsOf, noFilter, type Result, resultKey } from "./filter";
import { GalleryFeed } from "./gallery-feed";
import { neighbour, rowsOf } from "./rows";

beforeEach(async () => {
  await history().creations.clear();
});

function request(id: string, change: Partial<CreationRecord> = {}, results = 1): CreationRecord {
  return indexed({
    id,
    kind: "image",
    groupId: id,
    place: 0,
    createdAt: 1000,
    model: "Kwai-Kolors/Kolors",
    prompt: "a cat",
    fields: {},
    inputs: [],
    output: { state: "completed", parts: [] },
    sequence: 1,
    items: Array.from({ length: results }, (_, index) => ({
      index,
      mediaId: `media_${id}_${index}`,
      type: "image/png",
      bytes: 1,
      kept: true,
    })),
    ...change,
  });
}

const resultsOf = (...records: CreationRecord[]): Result[] =>
  records.flatMap((record) => record.items.map((item) => ({ record, item })));
const keys = (results: readonly Result[]) => results.map(resultKey);

/** A feed that has read all, with a way to wait for what it says next. */
async function open() {
  let waiting: { until: () => boolean; resolve: () => void } | undefined;
  const feed = new GalleryFeed(() => {
    if (waiting?.until()) waiting.resolve();
  });
  await feed.start();
  const when = (until: () => boolean) =>
    new Promise<void>((resolve) => {
      waiting = { until, resolve };
      if (until()) resolve();
    });
  return { feed, when };
}

describe("the gallery", () => {
  test("has everything that was made, the newest first, however much it is", async () => {
    const many = Array.from({ length: 950 }, (_, at) =>
      // Several of one moment: a press of the button over several models.
      request(`r${at}`, { createdAt: Math.floor(at / 3), place: at % 3 }, 1 + (at % 2)),
    );
    await history().creations.bulkAdd(many);
    const { feed } = await open();
    const expected = many.toSorted((a, b) => b.createdAt - a.createdAt || a.place - b.place);
    expect(keys(feed.current.results)).toEqual(keys(resultsOf(...expected)));
    expect(feed.current.complete).toBe(true);
    feed.stop();
  });

  test("follows what is made, marked and deleted, here and in other tabs", async () => {
    await history().creations.bulkAdd([request("old"), request("older", { createdAt: 5 })]);
    const { feed, when } = await open();
    await history().creations.add(request("new", { createdAt: 2000 }));
    await when(() => feed.current.results.length === 3);
    expect(keys(feed.current.results)).toEqual(["new:0", "old:0", "older:0"]);
    await history().creations.put(request("older", { createdAt: 5, deletedAt: 9 }));
    await when(() => feed.current.results.length === 2);
    expect(keys(feed.current.results)).toEqual(["new:0", "old:0"]);
    feed.stop();
  });
});

describe("a filter", () => {
  const all = resultsOf(
    request("cat", { prompt: "A Cat on grass", createdAt: new Date(2026, 0, 31, 23, 59).getTime() }),
    request("clip", {
      kind: "video",
      model: "Wan-AI/Wan2.2-T2V-A14B",
      createdAt: new Date(2026, 1, 1).getTime(),
    }),
    request("hidden", {
      model: "blind:round_1:0",
      prompt: "一只猫",
      createdAt: new Date(2026, 1, 2).getTime(),
    }),
  );
  const found = (change: object) => keys(filtered(all, { ...noFilter, ...change }));

  test("finds by kind, model, day and words, in any order and case", () => {
    expect(found({})).toHaveLength(3);
    expect(found({ kind: "video" })).toEqual(["clip:0"]);
    expect(found({ model: "Kwai-Kolors/Kolors" })).toEqual(["cat:0"]);
    expect(found({ text: " GRASS cat " })).toEqual(["cat:0"]);
    expect(found({ text: "猫" })).toEqual(["hidden:0"]);
    expect(found({ from: "2026-02-01" })).toEqual(["clip:0", "hidden:0"]);
    expect(found({ to: "2026-01-31" })).toEqual(["cat:0"]);
    expect(found({ from: "2026-02-01", to: "2026-02-01" })).toEqual(["clip:0"]);
    expect(found({ favourites: true })).toEqual([]);
  });

  test("offers the models there are, and none that a blind round hides", () => {
    expect(modelsOf(all)).toEqual(["Kwai-Kolors/Kolors", "Wan-AI/Wan2.2-T2V-A14B"]);
  });
});

describe("the rows", () => {
  const now = new Date(2026, 10, 21, 12);

  test("hold each result once, in order, under one heading for each period", () => {
    const days = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 60 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 8 }), (ages, columns) => {
        const records = ages
          .toSorted((a, b) => a - b)
          .map((age, at) => request(`r${at}`, { createdAt: now.getTime() - age * 86_400_000 }));
        const results = resultsOf(...records);
        const rows = rowsOf(results, columns, now);
        expect(rows.flatMap((row) => (row.kind === "results" ? keys(row.results) : []))).toEqual(
          keys(results),
        );
        const headings = rows.flatMap((row) => (row.kind === "heading" ? row.key : []));
        expect(new Set(headings).size).toBe(headings.length);
        for (const row of rows)
          if (row.kind === "results") expect(row.results.length).toBeLessThanOrEqual(columns);
      }),
    );
  });

  test("lead up and down to what is above and below", () => {
    const results = resultsOf(...Array.from({ length: 5 }, (_, at) => request(`r${at}`)));
    const rows = rowsOf(results, 3, now);
    expect([0, 1, 2].map((at) => neighbour(rows, at, "down"))).toEqual([3, 4, 4]);
    expect([3, 4].map((at) => neighbour(rows, at, "up"))).toEqual([0, 1]);
    expect([neighbour(rows, 0, "up"), neighbour(rows, 4, "down")]).toEqual([0, 4]);
  });
});
