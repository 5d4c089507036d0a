import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { catalogueReplySchema } from "../catalogue-reply";
import { KnownModels } from "./catalogue";
import { ModelList } from "./model-list";

const clocks = { connectTimeoutMs: 1000, firstByteTimeoutMs: 300, idleTimeoutMs: 300, totalTimeoutMs: 5000 };
const free = "Qwen/Qwen3-8B";

let simulator: Simulator;
let directory: string;
let file: string;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0 });
  directory = await mkdtemp(path.join(tmpdir(), "models-"));
  file = path.join(directory, "models.json");
});
afterEach(async () => {
  await simulator.close();
  await rm(directory, { recursive: true });
});

const started = () =>
  new ModelList({
    upstream: createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" }),
    known: new KnownModels(file),
    directory: path.join(directory, "lists"),
  });
const read = async (list: ModelList) => catalogueReplySchema.parse(await list.everyModel());
const found = ({ models }: Awaited<ReturnType<typeof read>>, id: string) =>
  models.find((model) => model.id === id);

describe("every model", () => {
  test("is told with all that is known of it, and whether SiliconFlow has it", async () => {
    await control(simulator, "POST", "scenario", {
      name: "models-changed",
      params: { remove: free, add: "acme/New-1" },
    });
    const reply = await read(started());
    expect(reply.list.state).toBe("fresh");
    expect(reply.models.length).toBeGreaterThan(209);
    expect(found(reply, free)).toMatchObject({ live: false, entry: { price: { free: true } } });
    expect(found(reply, "acme/New-1")).toEqual({
      id: "acme/New-1",
      live: true,
      entry: null,
      parameters: null,
      imageTokens: null,
    });
    expect(reply.models.filter(({ live, entry }) => live && entry).length).toBeGreaterThan(80);
    expect(reply.sources["seed002"]).toBeDefined();
  });

  test("is told from the last list while SiliconFlow cannot be asked, after a restart too", async () => {
    const before = await read(started());
    await simulator.close();
    const reply = await read(started());
    expect(reply.list.state).toBe("stale");
    expect(found(reply, free)?.live).toBe(found(before, free)?.live);
    simulator = await startSimulator({ speed: 0 });
  });

  test("is told from the last list when SiliconFlow says that it has none", async () => {
    const { models } = await read(started());
    const all = models.flatMap(({ id, live }) => (live ? [id] : []));
    await control(simulator, "POST", "scenario", {
      name: "models-changed",
      params: { remove: all.join("|") },
    });
    const reply = await read(started());
    expect(reply.list.state).toBe("stale");
    expect(reply.models.some(({ live }) => live)).toBe(true);
  });

  test("is told from the catalogue alone where SiliconFlow only ever said that it has none", async () => {
    const { models } = await read(started());
    const all = models.flatMap(({ id, live }) => (live ? [id] : []));
    await rm(path.join(directory, "lists"), { recursive: true });
    await control(simulator, "POST", "scenario", {
      name: "models-changed",
      params: { remove: all.join("|") },
    });
    const reply = await read(started());
    expect(reply.list.state).toBe("unknown");
    expect(found(reply, free)?.live).toBeNull();
  });

  test("is told from the catalogue alone where SiliconFlow was never heard: which it has is unknown", async () => {
    await control(simulator, "POST", "scenario", { name: "error-50505" });
    const reply = await read(started());
    expect(reply.list).toMatchObject({ state: "unknown" });
    expect(reply.models).toHaveLength(209);
    expect(reply.models.every(({ live }) => live === null)).toBe(true);
  });
});

describe("the administrator's file", () => {
  test("counts without a restart, for lists and prices alike, and is forgotten when it goes", async () => {
    const known = new KnownModels(file);
    await known.refresh();
    const before = known.costOf(free, { inputTokens: 1_000_000 }, new Date());
    await writeFile(file, `{"models":{"${free}":{"price":{"input_per_m_tokens":3,"free":false}}}}`);
    await known.refresh();
    expect(known.costOf(free, { inputTokens: 1_000_000 }, new Date())).toEqual({ kind: "known", cny: 3 });
    expect(known.correctedIds).toEqual([free]);
    await rm(file);
    await known.refresh();
    expect(known.costOf(free, { inputTokens: 1_000_000 }, new Date())).toEqual(before);
  });

  test("that is malformed is told with its line, and the catalogue works on", async () => {
    await writeFile(file, `{"models": {\n  "${free}": { "price": { "input_per_m_tokens": "cheap" } }\n}}`);
    const reply = await read(started());
    expect(reply.corrections.faults).toEqual([
      expect.objectContaining({ line: 2, model: free, field: "price.input_per_m_tokens" }),
    ]);
    expect(found(reply, free)?.entry?.price.input_per_m_tokens).toBe(0);
  });

  test("that is mended is read again", async () => {
    const list = started();
    await writeFile(file, "{");
    expect((await read(list)).corrections.faults).toHaveLength(1);
    await writeFile(file, `{"models":{"${free}":{"pro":true}}}`);
    await utimes(file, new Date(), new Date(Date.now() + 5000));
    const reply = await read(list);
    expect(reply.corrections).toEqual({ models: [free], faults: [] });
    expect(found(reply, free)?.entry?.pro).toBe(true);
  });
});
