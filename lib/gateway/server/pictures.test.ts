import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { KnownModels } from "@/lib/models/server/catalogue";
import { pictureModelOf } from "@/lib/models/server/picture-model";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, dataOf } from "@/lib/simulator/test-client";
import { openTestDoor, type TestDoor } from "./test-door";

vi.stubEnv("LOG_LEVEL", "silent");

const patience = { timeout: 10_000 };

const known = new KnownModels();
let simulator: Simulator;
const doors: TestDoor[] = [];

beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, clipSeconds: 0.2 });
});
afterAll(() => simulator.close());
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
  await control(simulator, "POST", "reset");
});

async function open(options: Partial<Parameters<typeof openTestDoor>[0]> = {}): Promise<TestDoor> {
  const parts = { pictureModel: (id: string) => pictureModelOf(id, known.get(id)), provider: "Our cloud" };
  const door = await openTestDoor({ baseUrl: `${simulator.url}/v1`, parts, ...options });
  doors.push(door);
  return door;
}

const post = (door: TestDoor, route: string, body: unknown) =>
  fetch(`${door.url}/v1${route}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const scenario = (name: string, more: Record<string, unknown> = {}) =>
  control(simulator, "POST", "scenario", { name, ...more });
const calls = () => simulator.requests().filter(({ path: asked }) => asked === "/v1/images/generations");
const picture = { model: "Qwen/Qwen-Image", prompt: "A kite" };

describe("pictures", () => {
  test("in SiliconFlow's words go on as they came, and SiliconFlow's fields stay beside OpenAI's", async () => {
    const door = await open();
    const asked = { ...picture, image_size: "256x256", seed: 7, some_new_field: [1] };
    const answer = await (await post(door, "/images/generations", asked)).json();
    expect(calls()[0]?.body).toEqual(asked);
    expect(answer).toMatchObject({
      created: expect.any(Number),
      seed: 7,
      timings: { inference: expect.any(Number) },
      images: [{ url: expect.stringMatching(/^http/) }],
    });
    expect(answer.data).toEqual([{ url: answer.images[0].url }]);
  });

  test("in OpenAI's words have OpenAI's form alone; a batch is one call where the model makes one", async () => {
    const door = await open();
    const asked = {
      model: "Kwai-Kolors/Kolors",
      prompt: "A kite",
      size: "256x256",
      sf_batch_size: 3,
      sf_num_steps: 8,
    };
    const answer = await (await post(door, "/images/generations", asked)).json();
    expect(Object.keys(answer)).toEqual(["created", "data"]);
    expect(answer.data).toHaveLength(3);
    expect(calls().map(({ body }) => body)).toEqual([
      { model: asked.model, prompt: "A kite", image_size: "256x256", num_inference_steps: 8, batch_size: 3 },
    ]);
  });

  test("that were paid for are given when a later one fails; when none came it says why", async () => {
    const door = await open();
    await scenario("error-50602", { after: 2 });
    const some = await post(door, "/images/generations", { ...picture, size: "256x256", n: 4 });
    expect(some.status).toBe(200);
    expect((await some.json()).data).toHaveLength(2);
    expect(calls()).toHaveLength(3);
    expect(door.ledger.map(({ usage }) => usage.images)).toEqual([1, 1]);
    const none = await post(door, "/images/generations", { ...picture, size: "256x256", n: 4 });
    expect(none.status).toBe(429);
  });

  test("as bytes: where they cannot be had, the address is given", async () => {
    const door = await open();
    await scenario("media-html", { match: { path: "/media/*" } });
    const body = { ...picture, size: "256x256", response_format: "b64_json" };
    const answer = await (await post(door, "/images/generations", body)).json();
    expect(answer.data[0]).toEqual({ url: expect.stringMatching(/^http/) });
    expect(door.lost).toMatchObject([{ code: "media-wrong-type" }]);
  });

  test.each(["image-no-url", "html-200", "bad-json-body"])(
    "an answer without one is a failure that may have been paid for: %s",
    async (name) => {
      const door = await open();
      await scenario(name);
      expect((await post(door, "/images/generations", { ...picture, size: "256x256" })).status).toBe(502);
      expect(door.ledger).toMatchObject([{ state: "failed", usage: { images: 1, estimated: true } }]);
    },
  );

  test.each(["error-20012", "error-30001", "error-50602", "error-50505"])(
    "that were refused cost nothing: %s",
    async (name) => {
      const door = await open();
      await scenario(name);
      expect((await post(door, "/images/generations", picture)).ok).toBe(false);
      expect(door.ledger).toEqual([]);
    },
  );

  test("that lie at an address which may not be fetched are not", async () => {
    const door = await open({ savesMedia: true });
    await scenario("media-address", { params: { url: "http://169.254.169.254/latest/meta-data" } });
    const answer = await (
      await post(door, "/images/generations", { ...picture, image_size: "256x256" })
    ).json();
    expect(answer.data[0].url).toBe("http://169.254.169.254/latest/meta-data");
    expect(door.lost).toMatchObject([{ code: "media-forbidden" }]);
  });
});

describe("a chat with a model that makes pictures", () => {
  const chat = (more: Record<string, unknown> = {}) => ({
    model: "Qwen/Qwen-Image",
    messages: [
      { role: "system", content: "Be kind." },
      { role: "user", content: "A kite" },
    ],
    ...more,
  });

  test("is answered with the picture, in one piece and as a stream", async () => {
    const door = await open();
    const whole = await (await post(door, "/chat/completions", chat({ sf_seed: 5, size: "256x256" }))).json();
    expect(whole).toMatchObject({
      object: "chat.completion",
      model: "Qwen/Qwen-Image",
      provider: "Our cloud",
      choices: [
        {
          message: { role: "assistant", content: expect.stringMatching(/^!\[image\]\(http.*\)$/) },
          finish_reason: "stop",
        },
      ],
      usage: { total_tokens: 0 },
    });
    expect(calls()[0]?.body).toEqual({
      model: "Qwen/Qwen-Image",
      prompt: "A kite",
      seed: 5,
      image_size: "256x256",
    });
    expect(door.ledger).toMatchObject([{ operation: "images.generations", usage: { images: 1 } }]);
    const stream = await post(door, "/chat/completions", chat({ stream: true, n: 2, size: "256x256" }));
    expect(stream.headers.get("content-type")).toMatch(/^text\/event-stream/);
    const events = dataOf(await stream.text());
    const text = events
      .slice(0, -1)
      .map((event) => JSON.parse(event).choices[0].delta.content ?? "")
      .join("");
    expect(text.match(/!\[image\]\(http[^)]*\)/g)).toHaveLength(2);
    expect(events.at(-1)).toBe("[DONE]");
  });

  test("needs no size: programs that know only chat name none", async () => {
    const door = await open();
    expect((await post(door, "/chat/completions", chat())).status).toBe(200);
    expect(
      (await post(door, "/images/generations", { model: "Qwen/Qwen-Image", prompt: "A kite" })).status,
    ).toBe(200);
    expect(calls().map(({ body }) => body)).toEqual([
      { model: "Qwen/Qwen-Image", prompt: "A kite", image_size: "1328x1328" },
      { model: "Qwen/Qwen-Image", prompt: "A kite", image_size: "1328x1328" },
    ]);
  });

  test("gives the bytes, and edits the picture that came along", async () => {
    const door = await open();
    const made = await (
      await post(door, "/chat/completions", chat({ response_format: "b64_json", size: "256x256" }))
    ).json();
    const uri = /\((data:image\/png;base64,[^)]+)\)/.exec(made.choices[0].message.content)?.[1];
    expect(uri?.length).toBeGreaterThan(1000);
    const content = [
      { type: "text", text: "At night" },
      { type: "image_url", image_url: { url: uri } },
    ];
    const edit = chat({ model: "Qwen/Qwen-Image-Edit-2509", messages: [{ role: "user", content }] });
    const edited = await (await post(door, "/chat/completions", edit)).json();
    expect(edited.choices[0].message.content).toMatch(/^!\[image\]\(http/);
    expect(calls().at(-1)?.body).toMatchObject({
      prompt: "At night",
      image: expect.stringMatching(/^data:/),
    });
  });

  test.each([
    ["error-50505", 503],
    ["error-20015", 400],
  ])("has the status of what failed, streamed or not: %s", async (name, status) => {
    const door = await open();
    await scenario(name);
    for (const stream of [true, false])
      expect((await post(door, "/chat/completions", chat({ stream }))).status).toBe(status);
  });

  test("without a word of the user's is refused", async () => {
    const door = await open();
    const answer = await post(
      door,
      "/chat/completions",
      chat({ messages: [{ role: "system", content: "x" }] }),
    );
    expect(answer.status).toBe(400);
    expect(simulator.requests()).toEqual([]);
  });
});

describe("with an address of its own the server gives what it has saved", () => {
  const make = async (door: TestDoor) => {
    const answer = await (
      await post(door, "/images/generations", { ...picture, image_size: "256x256" })
    ).json();
    return new URL(answer.data[0].url);
  };

  test("without a key, in ranges, of the right type, on pages of others", async () => {
    const door = await open({ savesMedia: true });
    const url = await make(door);
    expect(url.origin).toBe(door.url);
    expect(url.pathname).toMatch(/^\/v1\/media\/media_[0-9a-f]{64}$/);
    const whole = await fetch(url);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "content-type": "image/png",
      "content-disposition": "inline",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "cross-origin",
    });
    const bytes = Buffer.from(await whole.arrayBuffer());
    const part = await fetch(url, { headers: { range: "bytes=1-3" } });
    expect(part.status).toBe(206);
    expect(await part.text()).toBe("PNG");
    expect((await fetch(url, { headers: { range: "bytes=99999999-" } })).status).toBe(416);
    const head = await fetch(url, { method: "HEAD" });
    expect(head.headers.get("content-length")).toBe(String(bytes.length));
  });

  test("but nothing to whoever has another signature, another file or another day", async () => {
    const door = await open({ savesMedia: true });
    const url = await make(door);
    const changed = (change: (copy: URL) => void) => {
      const copy = new URL(url);
      change(copy);
      return fetch(copy);
    };
    const signature = url.searchParams.get("signature") ?? "";
    const answers = await Promise.all([
      changed((copy) => copy.searchParams.delete("signature")),
      changed((copy) =>
        copy.searchParams.set(
          "signature",
          signature.replace(/.$/, (last) => (last === "A" ? "E" : "A")),
        ),
      ),
      changed((copy) => copy.searchParams.set("signature", "é".repeat(43))),
      changed((copy) => copy.searchParams.set("expires", "9999999999")),
      changed((copy) => {
        copy.pathname = copy.pathname.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    const foreign = await fetch(url, { headers: { authorization: "Bearer sk-other" } });
    expect(foreign.status).toBe(200);
  });

  test("to a name that is served here only", async () => {
    const door = await open({ savesMedia: true });
    const url = await make(door);
    const { request } = await import("node:http");
    const status = await new Promise((resolve) => {
      request(url, { headers: { host: "rebound.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });

  test("the secret is made once, for its owner only, and holds beyond a restart", async () => {
    const door = await open({ savesMedia: true });
    await make(door);
    const file = path.join(door.directory, "media-secret");
    const before = await readFile(file, "utf8");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await make(door);
    expect(await readFile(file, "utf8")).toBe(before);
  });

  test("and SiliconFlow's address where it could not be saved: nothing that was paid for is lost", async () => {
    const door = await open({ savesMedia: true, maxResultBytes: 10 });
    await scenario("media-dead", { match: { path: "/media/*" } });
    const url = await make(door);
    expect(url.origin).toBe(simulator.url);
    expect(door.lost).toHaveLength(1);
  });

  test("clips too, saved once however often they are asked about", async () => {
    const door = await open({ savesMedia: true });
    const clip = { model: "Wan-AI/Wan2.2-T2V-A14B", prompt: "A kite", image_size: "1280x720" };
    const { requestId } = await (await post(door, "/video/submit", clip)).json();
    const ask = async () => (await post(door, "/video/status", { requestId })).json();
    await vi.waitFor(async () => expect((await ask()).status).toBe("Succeed"), patience);
    const [first, second] = [await ask(), await ask()];
    const { url } = first.results.videos[0];
    expect(url).toBe(second.results.videos[0].url);
    expect((await fetch(url)).headers.get("content-type")).toBe("video/webm");
    expect(simulator.requests().filter(({ path: asked }) => asked.startsWith("/media/"))).toHaveLength(1);
  });
});
