import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runs } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { BlobStore, resultRules, uploadRules } from "@/lib/media/server/blob-store";
import { MediaSaver } from "@/lib/media/server/media-saver";
import { createMediaSource } from "@/lib/media/server/media-source";
import { requestBody, uploadOf } from "@/lib/media/server/request-body";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import type { TimedRunEvent } from "../event";
import type { RunRequest } from "../run-request";
import type { RunEngine } from "./engine";
import { testEngine } from "./test-engine";

const clocks = {
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 5000,
  idleTimeoutMs: 5000,
  totalTimeoutMs: 30_000,
};
const bge = "BAAI/bge-m3";
const width = 1024;

let directory: string;
let database: Database;
let simulator: Simulator;
let engine: RunEngine;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "vectors-"));
  simulator = await startSimulator({ speed: 0, strict: true });
  const baseUrl = `${simulator.url}/v1`;
  const uploads = new BlobStore(path.join(directory, "uploads"), uploadRules(1e9));
  const results = new BlobStore(
    path.join(directory, "results"),
    resultRules({ maxTotalBytes: 1e9, keptForDays: 1 }),
  );
  const source = createMediaSource({ ...clocks, baseUrl, allowedHosts: [], maxBytes: 1e8 });
  engine = testEngine(async () => database, createUpstream({ ...clocks, baseUrl, apiKey: "sk-test" }), {
    media: new MediaSaver(results, source, 1),
    bodyOf: (input) => requestBody(uploads, input),
    fileOf: (reference) => uploadOf([uploads], reference),
    priceOf: (_model, { inputTokens }) => ({ kind: "known", cny: inputTokens / 1e6 }),
  });
});
afterEach(async () => {
  await engine.drain(0);
  await simulator.close();
  await rm(directory, { recursive: true });
  await database.orm.delete(runs);
});

let keys = 0;
async function make(
  request: RunRequest,
  onEvent: (event: TimedRunEvent) => void = () => {},
): Promise<TimedRunEvent[]> {
  const started = await engine.start(request, `vector-key-${++keys}-${process.hrtime.bigint()}`);
  if (!started.ok) throw new Error(started.error.code);
  const lines = await engine.follow(started.value.runId);
  if (!lines.ok) throw new Error(lines.error.code);
  const source = lines.value;
  const all = () => source.linesAfter(0).map((line): TimedRunEvent => JSON.parse(line));
  await new Promise<void>((resolve) => {
    const check = () => {
      all().forEach(onEvent);
      if (source.finished) resolve();
    };
    source.onGrowth(check);
    check();
  });
  return all();
}

const embed = (input: string[], more: object = {}) =>
  make({ operation: "embeddings", input: { model: bge, input, ...more } });
const scenario = (name: string, more: object = {}) =>
  control(simulator, "POST", "scenario", { name, ...more });
const calls = () => simulator.requests().filter((entry) => entry.path.endsWith("/embeddings"));
const endOf = (events: TimedRunEvent[]) => events.find((event) => event.type === "run-end")?.state;
const errorOf = (events: TimedRunEvent[]) => events.find((event) => event.type === "error")?.error.code;
const failedIn = (events: TimedRunEvent[]) =>
  events.flatMap((event) => (event.type === "item-failed" ? [[event.item, event.error.code]] : []));

/** All rows that were saved, by the places of their inputs. */
async function rowsOf(events: TimedRunEvent[], count: number): Promise<(Float32Array | undefined)[]> {
  const rows: (Float32Array | undefined)[] = Array.from({ length: count });
  for (const event of events) {
    if (event.type !== "media-end") continue;
    const bytes = await readFile(path.join(directory, "results", event.id));
    const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    const inGroup = Math.min(32, count - event.index * 32);
    const wide = floats.length / inGroup;
    for (let row = 0; row < inGroup; row += 1)
      rows[event.index * 32 + row] = floats.slice(row * wide, (row + 1) * wide);
  }
  return rows;
}
const isVector = (row: Float32Array | undefined) => row?.length === width && row.every(Number.isFinite);
const texts = (count: number) => Array.from({ length: count }, (_, at) => `text number ${at}`);

describe("vectors of many texts", () => {
  test("are asked for 32 at a time and saved in their order, with their tokens and price", async () => {
    const events = await embed(texts(70));
    expect(endOf(events)).toBe("completed");
    expect(
      calls()
        .map(({ body }) => (body as { input: unknown[] }).input.length)
        .sort(),
    ).toEqual([32, 32, 6]);
    const rows = await rowsOf(events, 70);
    expect(rows.every(isVector)).toBe(true);
    const [alone] = await rowsOf(await embed(["text number 69"]), 1);
    expect(rows[69]).toEqual(alone);
    const usage = events.find((event) => event.type === "usage");
    expect(usage?.usage.inputTokens).toBeGreaterThan(200);
    expect(usage?.price.kind).toBe("known");
  });

  test("are the same in base64", async () => {
    const floats = await rowsOf(await embed(["tea"]), 1);
    const encoded = await rowsOf(await embed(["tea"], { encoding_format: "base64" }), 1);
    for (const [at, value] of (encoded[0] ?? []).entries())
      expect(value).toBeCloseTo(floats[0]?.[at] ?? 9, 6);
  });

  test("of pictures beside texts keep their places, and tell the tokens of pictures apart", async () => {
    const red = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#c82828" } })
      .png()
      .toBuffer();
    const input = [
      "the red one",
      { image: `data:image/png;base64,${red.toString("base64")}` },
      "a noodle soup",
    ];
    const model = "Qwen/Qwen3-VL-Embedding-8B";
    const events = await make({ operation: "embeddings", input: { model, input } });
    expect(endOf(events)).toBe("completed");
    const [words, picture, soup] = await rowsOf(events, 3);
    const dot = (one?: Float32Array) =>
      one?.reduce((sum, value, at) => sum + value * (picture?.[at] ?? 0), 0) ?? 0;
    expect(dot(words)).toBeGreaterThan(dot(soup));
    const usage = events.find((event) => event.type === "usage")?.usage;
    expect(usage?.imageTokens).toBeGreaterThan(100);
    expect(usage?.inputTokens).toBeGreaterThan(usage?.imageTokens ?? 0);
  });

  test("of one text that is too long are missing alone, and it is named", async () => {
    const input = texts(40);
    input[17] = "word ".repeat(9000);
    const events = await embed(input);
    expect(endOf(events)).toBe("completed");
    expect(failedIn(events)).toEqual([[17, "input-too-long"]]);
    const rows = await rowsOf(events, 40);
    expect(rows.map(isVector).filter((there) => !there)).toHaveLength(1);
    expect(isVector(rows[17])).toBe(false);
  });

  test("of which the first ones are all refused are made of the others", async () => {
    await scenario("error-20015", { times: 4 }); // the two first as a whole, and each by itself
    const events = await embed(["one", "two", "three", "four"]);
    expect(endOf(events)).toBe("completed");
    expect(failedIn(events)).toEqual([
      [0, "invalid-parameter"],
      [1, "invalid-parameter"],
    ]);
    const rows = await rowsOf(events, 4);
    expect(rows.map(isVector)).toEqual([false, false, true, true]);
  });

  test("are asked for no further once a setting is refused", async () => {
    const events = await embed(texts(200), { dimensions: 7 });
    expect([endOf(events), errorOf(events)]).toEqual(["failed", "invalid-parameter"]);
    expect(calls().length).toBeLessThan(10);
  });

  test("that came before the account ran dry are kept", async () => {
    await control(simulator, "POST", "pace", { speed: 1, vectorMs: 50 });
    let switched = false;
    const events = await make(
      { operation: "embeddings", input: { model: bge, input: texts(400) } },
      (event) => {
        if (event.type !== "media-end" || switched) return;
        switched = true;
        void scenario("error-30001");
      },
    );
    expect([endOf(events), errorOf(events)]).toEqual(["failed", "balance-insufficient"]);
    const rows = await rowsOf(events, 400);
    expect(rows.slice(0, 32).every(isVector)).toBe(true);
    expect(rows.every(isVector)).toBe(false);
    expect(events.find((event) => event.type === "usage")?.usage.inputTokens).toBeGreaterThan(0);
  });

  test("of a run that is stopped while a group is saved are not called complete", async () => {
    let runId = "";
    const events = await make(
      { operation: "embeddings", input: { model: bge, input: texts(64) } },
      (event) => {
        if (event.type === "run-start") runId = event.runId;
        if (event.type === "media-start") void engine.stop(runId);
      },
    );
    expect(endOf(events)).toBe("stopped");
    expect((await rowsOf(events, 64)).slice(0, 32).every(isVector)).toBe(true);
    expect(calls()).toHaveLength(1);
  });

  test.each([
    ["vectors-shuffled", []],
    ["vectors-missing", [[0, "malformed-response"]]],
    ["vectors-null", [[0, "malformed-response"]]],
    ["vectors-mixed", [[0, "malformed-response"]]],
  ] as const)("survive %s", async (name, failed) => {
    const expected = await rowsOf(await embed(texts(3)), 3);
    await scenario(name);
    const events = await embed(texts(3));
    expect(endOf(events)).toBe("completed");
    expect(failedIn(events)).toEqual(failed);
    const rows = await rowsOf(events, 3);
    expect(rows[2]).toEqual(expected[2]);
  });

  test("wait for what passes", async () => {
    await scenario("error-50602", { times: 1, params: { "retry-after": 0.01 } });
    const events = await embed(texts(2));
    expect(endOf(events)).toBe("completed");
    expect(events.some((event) => event.type === "progress")).toBe(true);
  });
});

describe("a ranking", () => {
  const rank = (more: object = {}) =>
    make({
      operation: "rerank",
      input: {
        model: "BAAI/bge-reranker-v2-m3",
        query: "How do I get a refund?",
        documents: ["Our office hours", "You get your money back within 30 days", "猫"],
        ...more,
      },
    });
  const rankingIn = (events: TimedRunEvent[]) => {
    const found = events.find((event) => event.type === "ranking");
    return (found?.results ?? [])
      .sort((a, b) => b.score - a.score || a.index - b.index)
      .map(({ index }) => index);
  };

  test.each(["BAAI/bge-reranker-v2-m3", "Qwen/Qwen3-Reranker-4B"])(
    "by %s tells scores, tokens and price, wherever its usage stands",
    async (model) => {
      const events = await rank({ model });
      expect(rankingIn(events)[0]).toBe(1);
      expect(events.find((event) => event.type === "usage")?.usage.inputTokens).toBeGreaterThan(10);
    },
  );

  test("of pictures beside texts tells the tokens of pictures, which have a price of their own", async () => {
    const red = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#c82828" } })
      .png()
      .toBuffer();
    const image = `data:image/png;base64,${red.toString("base64")}`;
    const events = await rank({
      model: "Qwen/Qwen3-VL-Reranker-8B",
      query: "red",
      documents: ["the sea is blue", { image }, { text: "a noodle soup", image }],
    });
    expect(rankingIn(events).slice(0, 2).sort()).toEqual([1, 2]);
    const usage = events.find((event) => event.type === "usage")?.usage;
    expect(usage?.imageTokens).toBeGreaterThan(100);
    expect(usage?.inputTokens).toBeGreaterThan(usage?.imageTokens ?? 0);
    const byPicture = await rank({
      model: "Qwen/Qwen3-VL-Reranker-8B",
      query: { image },
      documents: ["the sea is blue", "a red wall"],
    });
    expect(rankingIn(byPicture)[0]).toBe(1);
    expect(byPicture.find((event) => event.type === "usage")?.usage.imageTokens).toBeGreaterThan(100);
    const plain = await rank({ model: "Qwen/Qwen3-VL-Reranker-8B" });
    expect(plain.find((event) => event.type === "usage")?.usage.imageTokens).toBe(0);
  });

  test("in another order is the same ranking", async () => {
    const before = rankingIn(await rank());
    await scenario("ranking-unsorted");
    expect(rankingIn(await rank())).toEqual(before);
  });

  test("of which a score is missing is that of the other documents, and costs what it cost", async () => {
    await scenario("ranking-null-score");
    const events = await rank();
    expect(endOf(events)).toBe("completed");
    expect(rankingIn(events)).toHaveLength(2);
    expect(events.some((event) => event.type === "usage")).toBe(true);
  });

  test("that makes no sense costs what it cost", async () => {
    await scenario("ranking-out-of-range");
    const events = await rank();
    expect(endOf(events)).toBe("failed");
    expect(events.find((event) => event.type === "usage")?.usage.inputTokens).toBeGreaterThan(10);
  });

  test.each(["ranking-out-of-range", "ranking-empty", "html-200"])(
    "that makes no sense (%s) is not shown as one",
    async (name) => {
      await scenario(name);
      const events = await rank();
      expect([endOf(events), errorOf(events)]).toEqual(["failed", "malformed-response"]);
      expect(rankingIn(events)).toEqual([]);
    },
  );
});
