import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import { queryPictureOf } from "@/lib/creations/request";
import { addCreations } from "@/lib/creations/store";
import { entriesOf, loadTextSet } from "@/lib/creations/text-set";
import { history } from "@/lib/history/database";
import type { EmbeddingModel, Reranker } from "@/lib/models/vector-model";
import { againOf, type RankingOrder, recordsOf } from "./wishes";

const facts = {
  vendor: null,
  catalogued: true,
  free: true,
  price: 0,
  imagePrice: null,
  maxInputTokens: null,
};
const reranker = (id: string, vision: boolean | null): Reranker => ({
  ...facts,
  id,
  vision,
  instruction: false,
  chunks: false,
});
const baseline: EmbeddingModel = { ...facts, id: "vectors", vision: false, dimensions: null };
const picture = { mediaId: "blob_cat", name: "cat", type: "image/png", bytes: 1, width: 1, height: 1 };
const set = { texts: ["one", "", "two"], lines: [1, 2, 3], pictures: [null, "blob_cat", null] };
const order: RankingOrder = {
  query: "which?",
  set,
  pictures: [picture],
  models: [reranker("seeing", true), reranker("blind", false), reranker("unknown", null)],
  baseline,
  options: { instruction: "Find it", topN: "2", maxChunks: "", overlap: "" },
};

beforeEach(() => Promise.all(history().tables.map((table) => table.clear())));

test("each model gets what it takes of one set of documents, in its place", async () => {
  const records = await recordsOf(order);
  const told = records.map(({ kind, model, place, fields, rows }) => ({ kind, model, place, fields, rows }));
  const fields = { top_n: 2 };
  expect(told).toEqual([
    { kind: "ranking", model: "seeing", place: 0, fields, rows: undefined },
    { kind: "ranking", model: "blind", place: 1, fields, rows: [0, 2] },
    { kind: "ranking", model: "unknown", place: 2, fields: { ...fields }, rows: undefined },
    { kind: "ranking-vectors", model: "vectors", place: 3, fields: {}, rows: [0, 2] },
  ]);
  expect(new Set(records.map(({ groupId }) => groupId)).size).toBe(1);
  const [seeing, blind] = records;
  if (!seeing || !blind) throw new Error("no records");
  expect(await loadTextSet(seeing)).toEqual(set);
  expect((await entriesOf(seeing))?.map(({ picture: shown }) => shown)).toEqual([
    undefined,
    "blob_cat",
    undefined,
  ]);
  expect((await entriesOf(blind))?.map(({ text }) => text)).toEqual(["one", "two"]);
});

test("what was found relevant is taken over for the same query and documents, and for no others", async () => {
  const [first] = await recordsOf(order);
  if (!first) throw new Error("no record");
  const review = { grades: { "0": 3 }, threshold: 0.4 };
  await addCreations([{ ...first, review }]);
  const [again] = await recordsOf({ ...order, models: [reranker("another", true)] });
  expect(again?.review).toEqual(review);
  const [other] = await recordsOf({ ...order, query: "another?" });
  expect(other?.review).toBeUndefined();
});

test("a picture as the query goes in front of the pictures, and is judged apart from other queries", async () => {
  const asked = { ...picture, mediaId: "blob_dog", name: "dog" };
  const byPicture = {
    ...order,
    query: "",
    queryPicture: asked,
    models: [reranker("seeing", true)],
    baseline: undefined,
  };
  const [first] = await recordsOf(byPicture);
  if (!first) throw new Error("no record");
  expect(first.inputs.slice(1).map(({ name }) => name)).toEqual(["dog", "cat"]);
  expect(queryPictureOf(first)?.mediaId).toBe("blob_dog");
  expect((await recordsOf(order)).map(queryPictureOf)).toEqual([undefined, undefined, undefined, undefined]);
  const review = { grades: { "1": 2 } };
  await addCreations([{ ...first, review }]);
  expect((await recordsOf(byPicture))[0]?.review).toEqual(review);
  const [other] = await recordsOf({ ...byPicture, queryPicture: picture });
  expect(other?.review).toBeUndefined();
});

test("a model is asked again in its place, with the same documents and settings", async () => {
  const [, blind] = await recordsOf(order);
  if (!blind) throw new Error("no record");
  const [again] = againOf({ ...blind, runId: "run_1", output: { state: "failed", parts: [] } });
  expect(again).toMatchObject({
    kind: "ranking",
    model: "blind",
    place: 1,
    groupId: blind.groupId,
    createdAt: blind.createdAt,
    rows: [0, 2],
    fields: { top_n: 2 },
    output: { state: "running" },
    unfinished: 1,
  });
  expect(again?.id).not.toBe(blind.id);
  expect(again?.runId).toBeUndefined();
});
