import { appUrl, simulatorUrl } from "../support/addresses";
import { App } from "../support/app";
import { expect, test } from "../support/fixtures";
import { simulator } from "../support/simulator";

const keys = ["sf-first-client-key", "sf-second-client-key"];
const upstreamKey = "sk-upstream";

const app = new App(4843, {
  ALLOW_CLIENT_KEYS: keys.join(","),
  SILICONFLOW_BASE_URL: `${simulatorUrl}/v1`,
  SILICONFLOW_API_KEY: upstreamKey,
});

test.beforeAll(() => app.start());
test.afterAll(() => app.dispose());
test.beforeEach(() => simulator.reset());

const model = "Qwen/Qwen3-8B";
const question = (content: string, more: Record<string, unknown> = {}) => ({
  model,
  messages: [{ role: "user", content }],
  enable_thinking: false,
  ...more,
});

const ask = (body: unknown, headers: Record<string, string>, url = app.url, signal?: AbortSignal) =>
  fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const [firstKey = ""] = keys;

test.describe("a client program with a key", () => {
  test("is answered, whichever of the keys it has", async () => {
    for (const key of keys) {
      const answer = await ask(question("Say exactly: hello"), bearer(key));
      expect(answer.status).toBe(200);
      const { choices, usage } = await answer.json();
      expect(choices[0]).toMatchObject({
        message: { role: "assistant", content: "hello" },
        finish_reason: "stop",
      });
      expect(usage.total_tokens).toBeGreaterThan(0);
      expect(answer.headers.get("x-siliconcloud-trace-id")).toMatch(/^ti_/);
    }
  });

  test("gets a stream piece by piece, while it is written", async () => {
    await simulator.pace({ speed: 1, tokensPerSecond: 40, firstTokenMs: 20 });
    const answer = await ask(question("repeat 60 words", { stream: true }), bearer(firstKey));
    expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(answer.headers.get("x-accel-buffering")).toBe("no");
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = (await reader?.read())?.value ?? "";
    expect(text).toMatch(/^data: \{/);
    expect(text).not.toContain("[DONE]");
    await simulator.pace({ speed: 0 });
    for (;;) {
      const piece = await reader?.read();
      if (!piece || piece.done) break;
      text += piece.value;
    }
    const frames = text.split("\n\n").filter(Boolean);
    expect(frames.pop()).toBe("data: [DONE]");
    const chunks = frames.map((frame) => JSON.parse(frame.replace(/^data: /, "")));
    const words = chunks.map(({ choices }) => choices[0]?.delta.content ?? "").join("");
    expect(words.trim().split(/\s+/)).toHaveLength(60);
    expect(chunks.some(({ choices }) => choices[0]?.finish_reason === "stop")).toBe(true);
  });

  test("that leaves takes the call to SiliconFlow with it", async () => {
    await simulator.pace({ speed: 1, tokensPerSecond: 40, firstTokenMs: 20 });
    const caller = new AbortController();
    const body = question("repeat 2000 words", { stream: true });
    const answer = await ask(body, bearer(firstKey), app.url, caller.signal);
    await answer.body?.getReader().read();
    caller.abort();
    // How soon, the bench measures.
    await expect.poll(async () => (await simulator.chatRequests())[0]?.closedByClient ?? null).not.toBeNull();
  });

  test("is told in OpenAI's words what went wrong, and tries again itself", async () => {
    await simulator.scenario("error-50602", { "retry-after": 3 });
    const answer = await ask(question("Hello"), bearer(firstKey));
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("3");
    expect(await answer.json()).toMatchObject({
      error: { type: "rate_limit_error", code: "rate-limited", param: null },
    });
    expect(await simulator.chatRequests()).toHaveLength(1);
  });

  test("sees the end of a stream that broke as an error", async () => {
    await simulator.scenario("cut-at-byte", { bytes: 900 });
    const answer = await ask(question("repeat 60 words", { stream: true }), bearer(firstKey));
    const frames = (await answer.text()).split("\n\n").filter(Boolean);
    expect(frames.at(-1)).toBe("data: [DONE]");
    expect(frames.at(-2)).toContain('"code":"stream-truncated"');
  });

  test("gets the list of models", async () => {
    const answer = await fetch(`${app.url}/v1/models`, { headers: bearer(firstKey) });
    const { object, data } = await answer.json();
    expect(object).toBe("list");
    expect(data.map(({ id }: { id: string }) => id)).toContain(model);
  });

  test("may send large bodies, and is told when they are too large", async () => {
    const text = "word ".repeat(2 * 1024 * 1024);
    const large = await ask(question(text), bearer(firstKey));
    expect(large.status).toBe(400); // SiliconFlow's own limit of tokens, not this server's of bytes
    expect(await large.json()).toMatchObject({ error: { type: "invalid_request_error" } });
    const tooLarge = await ask(question("x".repeat(65 * 1024 * 1024)), bearer(firstKey));
    expect(tooLarge.status).toBe(413);
    expect(await simulator.chatRequests()).toHaveLength(1);
  });
});

test.describe("a client program without a valid key", () => {
  const refused: [string, Record<string, string>][] = [
    ["none", {}],
    ["a wrong one", bearer("sf-wrong")],
    ["part of one", bearer(firstKey.slice(0, -1))],
    ["two at once", bearer(keys.join(" "))],
    ["SiliconFlow's", bearer(upstreamKey)],
    ["an empty one", { authorization: "Bearer " }],
    ["one in the wrong place", { "api-key": firstKey, cookie: `key=${firstKey}; session=1` }],
    ["one as a password", { authorization: `Basic ${Buffer.from(`:${firstKey}`).toString("base64")}` }],
  ];
  for (const [what, headers] of refused)
    test(`(${what}) is refused in OpenAI's words, and costs nothing`, async () => {
      for (const stream of [true, false]) {
        const answer = await ask(question("Hello", { stream }), headers);
        expect(answer.status).toBe(401);
        expect(await answer.json()).toEqual({
          error: {
            message: expect.any(String),
            type: "authentication_error",
            param: null,
            code: "unauthorized",
          },
        });
      }
      expect((await fetch(`${app.url}/v1/models`, { headers })).status).toBe(401);
      expect(await simulator.chatRequests()).toEqual([]);
    });

  test("the browser's door takes no key", async () => {
    const answer = await fetch(`${app.url}/api/models`, { headers: bearer(firstKey) });
    expect(answer.status).toBe(401);
    expect((await fetch(`${app.url}/api/models`)).status).toBe(200);
  });
});

test("where no keys are configured, programs on this machine need none", async () => {
  const answer = await ask(question("Say exactly: hello"), {}, appUrl);
  expect(answer.status).toBe(200);
  expect((await answer.json()).choices[0].message.content).toBe("hello");
  expect((await fetch(`${appUrl}/v1/models`)).status).toBe(200);
  const page = await ask(question("Hello"), { origin: "https://evil.example" }, appUrl);
  expect(page.status).toBe(403);
});
