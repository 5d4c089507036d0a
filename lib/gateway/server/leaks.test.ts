import { once } from "node:events";
import fs, { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { listenToClientCalls } from "@/lib/http/server/client-call";
import { logger } from "@/lib/log/server/logger";
import { startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { requestLine } from "./request-log";
import { openTestDoor, type TestDoor } from "./test-door";

const directory = mkdtempSync(path.join(tmpdir(), "leaks-"));
vi.stubEnv("LOG_LEVEL", "trace");
vi.stubEnv("DATA_DIR", directory);

const key = "sk-CANARY-of-a-program";
const upstreamKey = "sk-CANARY-of-the-server";
const model = "deepseek-ai/DeepSeek-V3";
writeFileSync(path.join(directory, "keys.json"), JSON.stringify({ keys: [{ name: "Alice", key }] }));
afterAll(() => rmSync(directory, { recursive: true }));

const post = (door: TestDoor, where: string, body: unknown) =>
  fetch(`${door.url}/v1${where}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": key },
    body: JSON.stringify(body),
  });

const messages = [{ role: "user", content: "CANARY-prompt: my diary" }];
const paths: [string, Record<string, unknown>][] = [
  ["/chat/completions", { model, messages }],
  ["/messages", { model, messages, max_tokens: 9 }],
  ["/images/generations", { model: "Kwai-Kolors/Kolors", prompt: "CANARY-prompt" }],
  ["/audio/speech", { model: "FunAudioLLM/CosyVoice2-0.5B", input: "CANARY-prompt", voice: "alex" }],
  ["/batches", { input_file_id: "file-a" }],
];

describe("what SiliconFlow says of itself and of the account", () => {
  const secret = `CANARY account 8839201 (balance 12.50) at 10.8.3.4:8080, token ${upstreamKey}`;
  let says: { status: number; body: string };
  let upstream: Server;
  let door: TestDoor;

  beforeAll(async () => {
    upstream = createServer((request, response) => {
      request.resume();
      response.writeHead(says.status, {
        "content-type": "application/json",
        "x-siliconcloud-trace-id": "ti_1",
      });
      response.end(says.body);
    });
    upstream.listen(0, "127.0.0.1");
    await once(upstream, "listening");
    const { port } = upstream.address() as AddressInfo;
    door = await openTestDoor({ baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: upstreamKey });
  });
  afterAll(async () => {
    await door.close();
    upstream.close();
    upstream.closeAllConnections();
  });

  const bodies = [
    JSON.stringify(secret),
    JSON.stringify({ code: 50_507, message: secret }),
    JSON.stringify({ error: { message: secret } }),
    `<html><title>${secret}</title></html>`,
  ];

  test.each([301, 401, 402, 403, 404, 500, 502, 503, 504])(
    "with status %i reaches no program: it gets our code and the trace id",
    async (status) => {
      for (const body of bodies)
        for (const [where, asked] of paths) {
          says = { status, body };
          const answer = await post(door, where, asked);
          const text = await answer.text();
          expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(JSON.stringify([...answer.headers]) + text, `${where} ${body}`).not.toMatch(
            /CANARY|8839201/,
          );
          expect(JSON.parse(text).error).toMatchObject({
            message: expect.any(String),
            type: expect.any(String),
          });
          expect(answer.headers.get("x-siliconcloud-trace-id")).toBe("ti_1");
        }
    },
  );

  test("is no program's either where a refusal comes with status 200", async () => {
    says = { status: 200, body: JSON.stringify({ code: 50_507, message: secret, data: null }) };
    for (const [where, asked] of paths)
      expect(await (await post(door, where, asked)).text(), where).not.toMatch(/CANARY|8839201/);
  });

  test("but what it says of a request helps whoever made it", async () => {
    const message = "number of input tokens (135022) has exceeded max_seq_len (131072) limit.";
    says = { status: 400, body: JSON.stringify({ code: 20_015, message }) };
    const answer = await post(door, "/chat/completions", { model, messages });
    expect((await answer.json()).error.message).toBe(message);
  });
});

describe("the log at its most talkative", () => {
  afterEach(() => vi.restoreAllMocks());

  test("holds no key and no prompt, whatever goes wrong with a call", async () => {
    let written = "";
    // pino writes to the file behind standard output, so this is the only place at which it can be seen.
    const take = (data: unknown) => {
      written += String(data);
      return Buffer.byteLength(String(data));
    };
    vi.spyOn(fs, "writeSync").mockImplementation((_, data) => take(data));
    vi.spyOn(fs, "write").mockImplementation((...all: unknown[]) => {
      const length = take(all[1]);
      const done = all.at(-1);
      if (typeof done === "function") done(null, length);
    });
    listenToClientCalls((call) => logger().info(requestLine(call), "a call of /v1"));
    const simulator = await startSimulator({ speed: 0 });
    const clocks = { firstByteTimeoutMs: 60, idleTimeoutMs: 60, totalTimeoutMs: 200 };
    const door = await openTestDoor({ baseUrl: `${simulator.url}/v1`, apiKey: upstreamKey, clocks });
    const { scenarios } = await (await fetch(`${simulator.url}/__control/scenarios`)).json();
    const names: string[] = scenarios.map((one: { name: string }) => one.name);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      await control(simulator, "POST", "reset");
      await control(simulator, "POST", "scenario", { name }).catch(() => {});
      for (const stream of [true, false])
        await post(door, "/chat/completions", { model, messages, stream, max_tokens: 20 })
          .then((answer) => answer.text())
          .catch(() => {});
    }
    await control(simulator, "POST", "reset");
    for (const odd of [key, `${model} CANARY prompt`, "CANARY".repeat(50)])
      await (await post(door, "/chat/completions", { model: odd, messages })).text();
    await door.close();
    await simulator.close();
    expect(written.split("\n").length).toBeGreaterThan(names.length);
    expect(written).not.toContain("CANARY");
  });
});
