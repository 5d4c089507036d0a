import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { type MediaKind, mediaModelListSchema } from "../media-model";
import { modelListSchema } from "../model-summary";
import { modelOf } from "../test-model";
import { catalogue } from "./catalogue";
import { ModelList } from "./model-list";

const minuteMs = 60_000;
const clocks = {
  connectTimeoutMs: 1000,
  firstByteTimeoutMs: 300,
  idleTimeoutMs: 300,
  totalTimeoutMs: 5000,
};

let simulator: Simulator;
const servers: Server[] = [];
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterEach(async () => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  await simulator.close();
});

const listFrom = (baseUrl: string, apiKey: string | undefined = "sk-test") =>
  new ModelList({ upstream: createUpstream({ ...clocks, baseUrl, apiKey }) });
const newList = () => listFrom(`${simulator.url}/v1`);

/** The list of a service that answers as `listener` does. */
async function listOf(listener: RequestListener): Promise<ModelList> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return listFrom(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/v1`);
}

async function read(list: ModelList) {
  const reply = await list.chatModels();
  if (!reply.ok) throw new Error(reply.error.code);
  return modelListSchema.parse(reply.value);
}

/** The clock of this process, moved by hand. */
function clock() {
  vi.useFakeTimers({ toFake: ["Date"] });
  return (minutes: number) => vi.setSystemTime(Date.now() + minutes * minuteMs);
}

describe("the live list decides", () => {
  test("which models there are; the catalogue says what is known of them", async () => {
    const { models, stale } = await read(newList());
    expect(stale).toBe(false);
    expect(models.length).toBeGreaterThan(10);
    expect(models.length).toBeLessThan(catalogue.size);
    const known = models.find(({ id }) => id === "Qwen/Qwen3-8B");
    const entry = catalogue.get("Qwen/Qwen3-8B");
    expect(known).toMatchObject({
      catalogued: true,
      vendor: entry?.vendor,
      free: true,
      contextLength: entry?.context_length.value,
      thinking: "switchable",
    });
  });

  test("one that it names and the catalogue does not know works, with everything unknown", async () => {
    await control(simulator, "POST", "scenario", {
      name: "models-changed",
      params: { add: "new/model-9000" },
    });
    const { models } = await read(newList());
    expect(models.find(({ id }) => id === "new/model-9000")).toEqual(
      modelOf({ id: "new/model-9000", catalogued: false }),
    );
  });

  test("each has the traits that other sources tell of it, its Pro edition too", async () => {
    const { models } = await read(newList());
    const traitsOf = (id: string) => models.find((model) => model.id === id)?.traits;
    expect(traitsOf("deepseek-ai/DeepSeek-OCR")).toMatchObject({
      imageTokens: "deepseek-ocr",
      readsPdf: true,
    });
    expect(traitsOf("Pro/deepseek-ai/DeepSeek-V3.1-Terminus")).toEqual({ toolsNeedThinkingOff: true });
  });

  test("one that it no longer names is gone, however well the catalogue knows it", async () => {
    const removed = "Qwen/Qwen3-8B";
    await control(simulator, "POST", "scenario", { name: "models-changed", params: { remove: removed } });
    const { models } = await read(newList());
    expect(models.map(({ id }) => id)).not.toContain(removed);
    expect(catalogue.has(removed)).toBe(true);
  });

  test("an id that names a property of every object is only a name", async () => {
    const list = await listOf((_, response) => {
      response.end(JSON.stringify({ data: ["__proto__", "constructor", "toString"].map((id) => ({ id })) }));
    });
    const { models } = await read(list);
    expect(models.every(({ catalogued }) => !catalogued)).toBe(true);
  });
});

describe("how often SiliconFlow is asked", () => {
  test("once for all who ask at the same time", async () => {
    const list = newList();
    const replies = await Promise.all(Array.from({ length: 50 }, () => read(list)));
    expect(new Set(replies.map(({ fetchedAt }) => fetchedAt)).size).toBe(1);
    expect(simulator.requests().map(({ path }) => path)).toEqual(["/v1/models?sub_type=chat"]);
  });

  test("not again within five minutes, and again after them", async () => {
    const pass = clock();
    const list = newList();
    const first = await read(list);
    pass(4.9);
    expect(await read(list)).toEqual(first);
    expect(simulator.requests()).toHaveLength(1);
    pass(0.2);
    const second = await read(list);
    expect(second.fetchedAt).toBeGreaterThan(first.fetchedAt);
    expect(second.stale).toBe(false);
    expect(simulator.requests()).toHaveLength(2);
  });

  test("again at once after a failure", async () => {
    await control(simulator, "POST", "scenario", { name: "error-50505", times: 1 });
    const list = newList();
    expect(await list.chatModels()).toMatchObject({ ok: false });
    expect((await read(list)).stale).toBe(false);
  });
});

describe("when SiliconFlow cannot be asked", () => {
  test.each(["error-50505", "reset", "html-200", "cut-at-byte", "slow-headers", "error-30014"])(
    "(%s) the last list stays, marked as old, until a new one comes",
    async (name) => {
      const pass = clock();
      const list = newList();
      const first = await read(list);
      pass(6);
      await control(simulator, "POST", "scenario", { name, times: 1 });
      expect(await read(list)).toEqual({ ...first, stale: true });
      expect(await read(list)).toMatchObject({ stale: false });
    },
  );

  test.each([
    ["error-50505", "overloaded"],
    ["error-30014", "upstream-key-invalid"],
    ["reset", "upstream-unreachable"],
    ["slow-headers", "first-byte-timeout"],
    ["slow-body", "first-byte-timeout"],
    ["cut-at-byte", "stream-truncated"],
    ["html-200", "malformed-response"],
    ["json-200-error", "malformed-response"],
    ["bad-json-body", "malformed-response"],
    ["empty-body", "malformed-response"],
  ])("(%s) and never could, it says what is wrong: %s", async (name, code) => {
    await control(simulator, "POST", "scenario", { name });
    expect(await newList().chatModels()).toMatchObject({ ok: false, error: { code } });
  });

  test("without a key it says so and calls nobody", async () => {
    const list = new ModelList({
      upstream: createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: undefined }),
    });
    expect(await list.chatModels()).toMatchObject({ ok: false, error: { code: "upstream-key-missing" } });
    expect(simulator.requests()).toEqual([]);
  });

  test("a list without end is refused", async () => {
    const list = await listOf((_, response) => {
      response.write('{"data":[');
      const more = () => {
        while (!response.destroyed && response.write('{"id":"x"},'.repeat(10_000)));
      };
      response.on("drain", more);
      more();
    });
    expect(await list.chatModels()).toMatchObject({ ok: false, error: { code: "response-too-large" } });
  });
});

describe("models that make pictures and clips", () => {
  async function media(kind: MediaKind) {
    const reply = await newList().mediaModels(kind);
    if (!reply.ok) throw new Error(reply.error.code);
    return mediaModelListSchema.parse(reply.value).models;
  }

  test("come with what they take, what they cost and how many input pictures", async () => {
    const models = new Map((await media("image")).map((model) => [model.id, model]));
    expect(models.get("Kwai-Kolors/Kolors")).toMatchObject({
      subType: "text-to-image",
      price: 0,
      free: true,
      inputPictures: 0,
      parameters: expect.arrayContaining(["batch_size", "guidance_scale"]),
    });
    expect(models.get("Qwen/Qwen-Image-Edit-2509")).toMatchObject({
      subType: "image-to-image",
      inputPictures: 3,
      parameters: expect.not.arrayContaining(["image_size"]),
    });
    expect((await media("video")).map(({ price }) => price)).toEqual([2, 2]);
  });

  test("one that the catalogue lacks is there, and what is unknown is null", async () => {
    await control(simulator, "POST", "scenario", {
      name: "models-changed",
      params: { add: "new/Painter" },
    });
    const painter = (await media("image")).find(({ id }) => id === "new/Painter");
    expect(painter).toEqual({
      id: "new/Painter",
      vendor: null,
      catalogued: false,
      subType: null,
      free: null,
      price: null,
      sizes: [],
      parameters: null,
      inputPictures: null,
      imagesPerMinute: null,
    });
  });
});

describe("models for vectors", () => {
  test("come with their widths, limits and prices; what no source says is null", async () => {
    const embedding = await newList().embeddingModels();
    if (!embedding.ok) throw new Error(embedding.error.code);
    const { models } = embedding.value;
    expect(models.find(({ id }) => id === "Qwen/Qwen3-Embedding-0.6B")).toMatchObject({
      dimensions: [64, 128, 256, 512, 768, 1024],
      maxInputTokens: 32_768,
      price: 0.07,
      vision: false,
    });
    expect(models.find(({ id }) => id === "BAAI/bge-m3")).toMatchObject({ dimensions: null, free: true });
  });

  test("that rank say what they take", async () => {
    const rerankers = await newList().rerankers();
    if (!rerankers.ok) throw new Error(rerankers.error.code);
    const { models } = rerankers.value;
    expect(models.find(({ id }) => id === "Qwen/Qwen3-VL-Reranker-8B")).toMatchObject({
      instruction: true,
      vision: true,
      chunks: false,
    });
    expect(models.find(({ id }) => id === "Pro/BAAI/bge-reranker-v2-m3")).toMatchObject({
      instruction: false,
      chunks: true,
    });
  });
});
