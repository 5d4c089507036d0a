import fc from "fast-check";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, post } from "@/lib/simulator/test-client";

const bge = "BAAI/bge-m3";
const qwen = "Qwen/Qwen3-Embedding-0.6B";
const vision = "Qwen/Qwen3-VL-Embedding-8B";

type Vectors = { data: { index: number; embedding: number[] | string }[]; usage?: { prompt_tokens: number } };
type Ranking = {
  results: { index: number; relevance_score: number; document?: { text: string } }[];
  tokens?: { input_tokens: number };
  meta?: { tokens: { input_tokens: number } };
};

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterEach(async () => {
  await control(simulator, "POST", "reset");
});
afterAll(() => simulator.close());

async function answer<Value>(path: string, body: object): Promise<Value> {
  const { status, text } = await post(simulator, path, body);
  expect(status, text).toBe(200);
  return JSON.parse(text);
}

const vectorsOf = (body: object) => answer<Vectors>("/v1/embeddings", { model: bge, ...body });
async function embed(input: unknown, more: object = {}): Promise<number[][]> {
  const { data } = await vectorsOf({ input, ...more });
  return data.map(({ embedding }) => embedding as number[]);
}
const rank = (body: object) =>
  answer<Ranking>("/v1/rerank", { model: "BAAI/bge-reranker-v2-m3", query: "q", ...body });

const cosine = (one: number[] = [], other: number[] = []) =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

const refusal = async (path: string, body: object): Promise<string> => {
  const { status, text } = await post(simulator, path, body);
  expect(status).toBe(400);
  return text;
};

describe("vectors", () => {
  it("have the model's width and length 1, and are the same for the same text", async () => {
    const [first, again] = await embed(["the cat sleeps", "the cat sleeps"]);
    expect(first).toHaveLength(1024);
    expect(again).toEqual(first);
    expect(Math.hypot(...(first ?? []))).toBeCloseTo(1, 5);
  });

  it.each([bge, qwen, "Qwen/Qwen3-Embedding-8B", "BAAI/bge-large-zh-v1.5"])(
    "of %s are near for texts on the same matter, also in the other language",
    async (model) => {
      const [cat, kitten, chinese, refund] = await embed(
        [
          "The cat sleeps on the sofa.",
          "Kittens nap on couches.",
          "猫在沙发上睡觉。",
          "How do I get my money back?",
        ],
        { model },
      );
      const unlike = cosine(cat, refund);
      expect(cosine(cat, kitten)).toBeGreaterThan(unlike + 0.1);
      expect(cosine(cat, chinese)).toBeGreaterThan(unlike + 0.1);
      expect(cosine(chinese, refund)).toBeLessThan(cosine(chinese, kitten));
    },
  );

  it("can be asked for shorter, where the model allows it, and keep what is near", async () => {
    const texts = ["a dog in the park", "puppies outside", "interest rates rise"];
    const [dog, puppy, rates] = await embed(texts, { model: qwen, dimensions: 64 });
    expect(dog).toHaveLength(64);
    expect(cosine(dog, puppy)).toBeGreaterThan(cosine(dog, rates));
    expect(await refusal("/v1/embeddings", { model: qwen, input: "x", dimensions: 65 })).toContain(
      "dimensions",
    );
    expect(await refusal("/v1/embeddings", { model: bge, input: "x", dimensions: 64 })).toContain(
      "dimensions",
    );
  });

  it("are the same numbers in base64", async () => {
    const [floats] = await embed("tea or coffee");
    const { data } = await vectorsOf({ input: "tea or coffee", encoding_format: "base64" });
    const bytes = Buffer.from(String(data[0]?.embedding), "base64");
    const numbers = Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
    for (const [at, value] of numbers.entries()) expect(value).toBeCloseTo(floats?.[at] ?? 9, 6);
  });

  it("are refused as a whole for one text that is too long, unless it may be cut", async () => {
    const input = ["short", "word ".repeat(600)];
    const model = "BAAI/bge-large-en-v1.5";
    expect(await refusal("/v1/embeddings", { model, input })).toContain("512");
    expect(await embed(input, { model, truncate: "right" })).toHaveLength(2);
  });

  it("of a picture are near to words for its colours, on the vision model alone", async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#c82828" } })
      .png()
      .toBuffer();
    const image = `data:image/png;base64,${png.toString("base64")}`;
    const [picture, red, blue] = await embed([{ image }, { text: "a red wall" }, "a blue wall"], {
      model: vision,
    });
    expect(cosine(picture, red)).toBeGreaterThan(cosine(picture, blue));
    expect(await refusal("/v1/embeddings", { model: bge, input: [{ image }] })).toContain("vision");
  });

  it("never fail on any text, and are numbers", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), async (text) => {
        fc.pre(text.trim() !== "");
        const [vector] = await embed(text);
        expect(vector?.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("come spoiled when that is switched on", async () => {
    const input = ["one", "two", "three"];
    const spoiled = async (name: string) => {
      await control(simulator, "POST", "reset");
      await control(simulator, "POST", "scenario", { name });
      return (await vectorsOf({ input })).data;
    };
    expect((await spoiled("vectors-missing")).map(({ index }) => index)).toEqual([1, 2]);
    expect((await spoiled("vectors-shuffled")).map(({ index }) => index)).toEqual([2, 1, 0]);
    expect((await spoiled("vectors-mixed"))[0]?.embedding).toHaveLength(3);
    expect((await spoiled("vectors-null"))[0]?.embedding).toContain(null);
  });
});

describe("a ranking", () => {
  const documents = [
    "Our office is open from nine to five.",
    "You can return a parcel within 30 days and get your money back.",
    "猫喜欢在阳光下睡觉。",
    "Refunds are paid to the card that you paid with.",
  ];
  const query = "How do I get a refund?";

  it.each(["BAAI/bge-reranker-v2-m3", "Qwen/Qwen3-Reranker-0.6B", "Qwen/Qwen3-Reranker-8B"])(
    "by %s has what answers the query on top, with scores from 0 to 1",
    async (model) => {
      const { results } = await rank({ model, query, documents });
      expect(
        results
          .slice(0, 2)
          .map(({ index }) => index)
          .sort(),
      ).toEqual([1, 3]);
      expect(results.map((one) => one.relevance_score)).toEqual(
        results.map((one) => one.relevance_score).sort((a, b) => b - a),
      );
      for (const { relevance_score: score } of results) expect(score).toBeGreaterThan(0);
    },
  );

  it("gives the first ones alone, and the documents, when asked for", async () => {
    const { results } = await rank({ query, documents, top_n: 2, return_documents: true });
    expect(results).toHaveLength(2);
    expect(results[0]?.document?.text).toBe(documents[results[0]?.index ?? 0]);
  });

  it("tells its tokens at the top for some models and inside meta for others", async () => {
    const { tokens, meta } = await rank({ query, documents });
    expect(tokens?.input_tokens).toBeGreaterThan(20);
    expect(meta).toBeUndefined();
    const newer = await rank({ model: "Qwen/Qwen3-Reranker-4B", query, documents });
    expect(newer.meta?.tokens.input_tokens).toBe(tokens?.input_tokens);
    expect(newer.tokens).toBeUndefined();
  });

  it("needs documents", async () => {
    expect(await refusal("/v1/rerank", { model: "BAAI/bge-reranker-v2-m3", query, documents: [] })).toContain(
      "20015",
    );
  });
});
