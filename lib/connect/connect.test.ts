import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { openTestDoor, type TestDoor } from "@/lib/gateway/server/test-door";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { clientGuides } from "./client-guides";
import { claudeCodeSettings, continueYaml, curl } from "./snippets";
import { askOnce, listModels } from "./try-connection";

const directory = mkdtempSync(path.join(tmpdir(), "connect-"));
vi.stubEnv("LOG_LEVEL", "silent");
vi.stubEnv("DATA_DIR", directory);

const connection = {
  root: "http://127.0.0.1:3000",
  base: "http://127.0.0.1:3000/v1",
  key: "sk-sfp-key",
  model: "Qwen/Qwen3-8B",
};

describe("what is to be copied", () => {
  test.each(clientGuides.map((guide) => [guide.name, guide] as const))(
    "for %s names address, key and model, and nothing twice",
    (_, { fields, snippets }) => {
      const values = fields.map(({ value }) => (typeof value === "string" ? connection[value] : value.text));
      const all = [...values, ...snippets.map(({ write }) => write(connection))].join("\n");
      expect(all).toContain(connection.root);
      expect(all).toContain(connection.key);
      expect(new Set(fields.map(({ name }) => name.en)).size).toBe(fields.length);
      expect(new Set(snippets.map(({ title }) => title)).size).toBe(snippets.length);
    },
  );

  const odd = fc.string({ unit: fc.constantFrom("a", "'", '"', "\\", "$", "`", " ", "#", ":", "模") });

  test("is read back as it was, whatever a key or model holds", () => {
    fc.assert(
      fc.property(odd, odd, (key, model) => {
        const [first] = parse(continueYaml({ ...connection, key, model })).models;
        expect(first).toMatchObject({ apiKey: key, model, apiBase: connection.base });
        const { env } = JSON.parse(claudeCodeSettings({ ...connection, key, model }));
        expect(env).toEqual({
          ANTHROPIC_BASE_URL: connection.root,
          ANTHROPIC_AUTH_TOKEN: key,
          ANTHROPIC_MODEL: model,
        });
      }),
    );
  });

  test("reaches a program from the shell as it was", () => {
    const model = `it's "$HOME" \`ls\` \\ 模型`;
    const line = curl({ ...connection, model }).replace(/^curl/, "printf '%s\\n'");
    const words = execFileSync("sh", ["-c", line], { encoding: "utf8" }).split("\n");
    expect(words[0]).toBe(`${connection.base}/chat/completions`);
    expect(JSON.parse(words[6] ?? "")).toMatchObject({ model });
  });
});

describe("the test of a connection", () => {
  const key = "sk-connect-0123456789";
  const model = "deepseek-ai/DeepSeek-V3";
  const reader = new AbortController();
  let simulator: Simulator;
  let gateway: TestDoor;

  beforeAll(async () => {
    writeFileSync(path.join(directory, "keys.json"), JSON.stringify({ keys: [{ name: "Alice", key }] }));
    simulator = await startSimulator({ speed: 0 });
    gateway = await openTestDoor({ baseUrl: `${simulator.url}/v1` });
  });
  afterAll(async () => {
    await gateway.close();
    await simulator.close();
    rmSync(directory, { recursive: true });
  });
  // A browser adds the address of the page.
  beforeEach(() => {
    const send = fetch;
    vi.stubGlobal("fetch", (to: string, init: RequestInit) => send(new URL(to, gateway.url), init));
  });
  afterEach(async () => {
    vi.unstubAllGlobals();
    await control(simulator, "POST", "reset");
  });

  const ask = (by = key, asked = model) =>
    askOnce({ key: by, model: asked, thinkingSwitch: false }, reader.signal);

  test("says how many models a key sees", async () => {
    expect(await listModels(key, reader.signal)).toEqual({
      state: "listed",
      models: expect.any(Number),
      milliseconds: expect.any(Number),
    });
  });

  test("says what a model answers, and how soon", async () => {
    const outcome = await ask();
    expect(outcome).toMatchObject({ state: "answered", text: expect.stringMatching(/\S/) });
    if (outcome.state === "answered") expect(outcome.firstTokenMs).toBeLessThanOrEqual(outcome.milliseconds);
  });

  test.each([
    ["", "unauthorized"],
    ["sk-wrong", "unauthorized"],
  ])("says that the key %j is not known", async (wrong, reason) => {
    expect(await listModels(wrong, reader.signal)).toMatchObject({ state: "failed", reason, status: 401 });
    expect(await ask(wrong)).toMatchObject({ state: "failed", reason });
  });

  test.each([
    ["error-50602", "limit"],
    ["error-30001", "budget"],
    ["error-50505", "busy"],
    ["error-20012", "refused"],
    ["cut-after-frames", "upstream"],
    ["reset", "upstream"],
    ["error-504", "upstream"],
    ["error-401-20012", "upstream"],
  ])("says what to do about %s", async (name, reason) => {
    await control(simulator, "POST", "scenario", {
      name,
      params: name === "cut-after-frames" ? { frames: 1 } : {},
    });
    expect(await ask()).toMatchObject({ state: "failed", reason, message: expect.any(String) });
  });

  test("says how long a limit lasts, where the server says so", async () => {
    await control(simulator, "POST", "scenario", { name: "error-50602", params: { "retry-after": 7 } });
    expect(await ask()).toMatchObject({ reason: "limit", retryAfterSeconds: 7 });
    await control(simulator, "POST", "reset");
    await control(simulator, "POST", "scenario", { name: "error-20012", params: {} });
    expect(await ask()).not.toHaveProperty("retryAfterSeconds");
  });

  test("says that nobody is there", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
    expect(await listModels(key, reader.signal)).toEqual({ state: "failed", reason: "unreachable" });
    expect(await ask()).toEqual({ state: "failed", reason: "unreachable" });
  });
});
