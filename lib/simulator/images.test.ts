import fc from "fast-check";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, post } from "@/lib/simulator/test-client";

const path = "/v1/images/generations";
const kolors = "Kwai-Kolors/Kolors";
const edit = "Qwen/Qwen-Image-Edit-2509";
const request = {
  model: kolors,
  prompt: "an island near the sea, moonlight",
  image_size: "256x192",
  seed: 7,
};

type Images = { images: { url: string }[]; timings: { inference: number }; seed: number };

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterEach(async () => {
  await control(simulator, "POST", "reset");
});
afterAll(() => simulator.close());

async function make(body: object): Promise<Images> {
  const { status, text } = await post(simulator, path, body);
  expect(status, text).toBe(200);
  return JSON.parse(text);
}

async function pixels(url: string): Promise<Buffer> {
  const response = await fetch(url);
  return sharp(await response.arrayBuffer())
    .raw()
    .toBuffer();
}

async function paintingOf(body: object): Promise<Buffer> {
  const [image] = (await make(body)).images;
  return pixels(image?.url ?? "");
}

/** The share of bytes that are not the same in both. */
function difference(one: Buffer, other: Buffer): number {
  return one.filter((byte, index) => Math.abs(byte - (other[index] ?? 0)) > 8).length / one.length;
}

const refusalOf = async (body: object): Promise<string> => {
  const { status, text } = await post(simulator, path, body);
  expect(status).toBe(400);
  return text;
};

describe("a picture", () => {
  it("comes as a link to a PNG of the asked size, with the time it took and its seed", async () => {
    const { images, timings, seed } = await make(request);
    expect(images).toEqual([{ url: expect.stringMatching(/^http:\/\/[^/]+\/media\/[0-9a-f]{32}\.png$/) }]);
    expect([timings.inference > 0, seed]).toEqual([true, 7]);
    const response = await fetch(images[0]?.url ?? "");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(response.headers.get("content-length")).toBe(String(bytes.length));
    expect((await fileTypeFromBuffer(bytes))?.mime).toBe("image/png");
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 256, height: 192 });
  });

  it("is the same again for the same request", async () => {
    expect((await paintingOf(request)).equals(await paintingOf(request))).toBe(true);
  });

  it.each([
    ["prompt", { prompt: "a cat in the snow" }],
    ["seed", { seed: 8 }],
    ["model", { model: "Tongyi-MAI/Z-Image" }],
  ])("is plainly another one with another %s", async (_what, change) => {
    const changed = await paintingOf({ ...request, ...change });
    expect(difference(await paintingOf(request), changed)).toBeGreaterThan(0.2);
  });

  it("has a seed of its own where the request names none", async () => {
    const { seed: _seed, ...unseeded } = request;
    const [one, two] = [await make(unseeded), await make(unseeded)];
    expect(one.seed).not.toBe(two.seed);
    expect([one, two].every(({ seed }) => Number.isInteger(seed) && seed >= 0 && seed <= 9_999_999_999)).toBe(
      true,
    );
  });

  it("can be painted of any words, in any size", async () => {
    const size = fc.integer({ min: 64, max: 400 });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme" }), size, size, async (prompt, width, height) => {
        const { images } = await make({ ...request, prompt, image_size: `${width}x${height}` });
        const bytes = await pixels(images[0]?.url ?? "");
        expect(bytes.length).toBe(width * height * 3);
      }),
      { numRuns: 25 },
    );
  });
});

describe("a batch", () => {
  it("has up to four different pictures on Kolors, by either name", async () => {
    const four = (await make({ ...request, batch_size: 4 })).images;
    expect(new Set((await Promise.all(four.map(({ url }) => pixels(url)))).map(String)).size).toBe(4);
    expect((await make({ ...request, n: 2 })).images).toHaveLength(2);
    expect(await refusalOf({ ...request, batch_size: 5 })).toContain('"code":20015');
    expect(await refusalOf({ ...request, n: 5 })).toContain("n: at most 4");
  });

  it("is one picture on a model that does not know the field", async () => {
    expect((await make({ ...request, model: "Qwen/Qwen-Image", batch_size: 4 })).images).toHaveLength(1);
  });
});

describe("sizes and models", () => {
  it.each([undefined, "large", "1024", "63x64", "4097x64"])("refuse the size %s", async (image_size) => {
    expect(await refusalOf({ ...request, image_size })).toContain("image_size");
  });

  it("take OpenAI's name for the size", async () => {
    const { image_size: size, ...rest } = request;
    expect((await make({ ...rest, size })).images).toHaveLength(1);
  });

  it("refuse a model that makes no pictures", async () => {
    expect(await refusalOf({ ...request, model: "deepseek-ai/DeepSeek-V3" })).toContain('"code":20012');
    expect(await refusalOf({ ...request, model: "black-forest-labs/FLUX.1-dev" })).toContain('"code":20012');
  });

  it("refuse an empty balance, and in strict mode what the model does not take", async () => {
    expect((await post(simulator, path, request, { key: "sk-broke" })).status).toBe(402);
    const strict = await startSimulator({ speed: 0, strict: true });
    expect((await post(strict, path, { ...request, cfg: 4 })).text).toContain("cfg: not for");
    expect((await post(strict, path, { ...request, guidance_scale: 4 })).status).toBe(200);
    await strict.close();
  });

  it("are limited to two pictures a minute where limits are kept", async () => {
    const limited = await startSimulator({ speed: 0, limits: true });
    expect((await post(limited, path, { ...request, batch_size: 2 })).status).toBe(200);
    const over = await post(limited, path, request);
    expect([over.status, over.text]).toEqual([429, expect.stringContaining("Details: IPM limit reached.")]);
    await limited.close();
  });
});

const flat = (width: number, height: number, colour: string) =>
  sharp({ create: { width, height, channels: 3, background: colour } });
const uri = (type: string, bytes: Buffer): string => `data:image/${type};base64,${bytes.toString("base64")}`;

async function meanRed(url: string): Promise<number> {
  const { channels } = await sharp(await pixelsAsPng(url)).stats();
  return channels[0]?.mean ?? 0;
}

async function pixelsAsPng(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

describe("an edit", () => {
  const editing = { model: edit, prompt: "put a dog into it", seed: 1 };

  it.each(["png", "jpeg", "webp"] as const)("keeps the size and colours of a %s", async (type) => {
    const [red, black] = await Promise.all(
      ["#ff2020", "#101010"].map(async (colour) => {
        const image = uri(type, await flat(320, 200, colour).toFormat(type).toBuffer());
        return (await make({ ...editing, image })).images[0]?.url ?? "";
      }),
    );
    expect(await sharp(await pixelsAsPng(red ?? "")).metadata()).toMatchObject({ width: 320, height: 200 });
    expect((await meanRed(red ?? "")) - (await meanRed(black ?? ""))).toBeGreaterThan(80);
  });

  it("shows the second picture too, and is another one for another prompt", async () => {
    const [one, two] = await Promise.all(
      ["gray", "lime"].map(async (colour) => uri("png", await flat(320, 200, colour).png().toBuffer())),
    );
    const alone = await paintingOf({ ...editing, image: one });
    expect(difference(alone, await paintingOf({ ...editing, image: one, image2: two }))).toBeGreaterThan(
      0.02,
    );
    expect(
      difference(alone, await paintingOf({ ...editing, image: one, prompt: "a red car" })),
    ).toBeGreaterThan(0.02);
  });

  it("takes a link: to a picture made here, or to any that it does not open", async () => {
    const [{ url } = { url: "" }] = (await make(request)).images;
    const edited = (await make({ ...editing, image: url })).images[0]?.url ?? "";
    expect(await sharp(await pixelsAsPng(edited)).metadata()).toMatchObject({ width: 256, height: 192 });
    const far = (await make({ ...editing, image: "https://example.com/cat.png" })).images[0]?.url ?? "";
    expect(await sharp(await pixelsAsPng(far)).metadata()).toMatchObject({ width: 1024, height: 1024 });
  });

  it("refuses a size, a missing picture and one that is none", async () => {
    const image = uri("png", await flat(64, 64, "red").png().toBuffer());
    expect(await refusalOf({ ...editing, image, image_size: "512x512" })).toContain("image_size");
    expect(await refusalOf(editing)).toContain("image: a picture is required");
    expect(await refusalOf({ ...editing, image: "cat.png" })).toContain("image: a link or a data URI");
    expect(await refusalOf({ ...editing, image: uri("png", Buffer.from("text")) })).toContain("no picture");
  });
});

describe("the time that a picture takes", () => {
  it("is by model and steps, and a drop comes only after it", async () => {
    const slow = await startSimulator({ speed: 1, imageMs: 200 });
    const timed = async (body: object): Promise<number> => {
      const from = performance.now();
      await post(slow, path, body);
      return performance.now() - from;
    };
    expect(await timed(request)).toBeGreaterThan(190);
    const turbo: Images = JSON.parse(
      (await post(slow, path, { ...request, model: "Tongyi-MAI/Z-Image-Turbo" })).text,
    );
    expect(turbo.timings.inference).toBe(0.1);
    const from = performance.now();
    await expect(post(slow, path, request, { scenario: "drop-after-work" })).rejects.toThrow("fetch failed");
    expect(performance.now() - from).toBeGreaterThan(190);
    expect(slow.requests().at(-1)).toMatchObject({ status: null, jobs: 1, closedByClient: null });
    await slow.close();
  });
});

describe("odd answers", () => {
  it.each([
    ["image-empty-list", { images: [] }],
    ["image-no-url", { images: [{}] }],
    ["image-null-seed", { seed: null }],
  ])("%s", async (scenario, part) => {
    const { status, json } = await post(simulator, path, request, { scenario });
    expect([status, json]).toEqual([200, expect.objectContaining(part)]);
    expect(simulator.requests().at(-1)?.jobs).toBe(1);
  });

  it("are the errors of any route, which start no job", async () => {
    const match = { path, model: kolors, promptContains: "moonlight" };
    await control(simulator, "POST", "scenario", { name: "error-50603", match });
    expect((await post(simulator, path, request)).status).toBe(503);
    expect(simulator.requests().at(-1)?.jobs).toBe(0);
    expect((await post(simulator, path, { ...request, prompt: "a cat" })).status).toBe(200);
  });
});
