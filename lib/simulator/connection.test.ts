import { fork } from "node:child_process";
import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import {
  chat,
  chunkedBody,
  control,
  drainSocket,
  openChat,
  rawChat,
  streamedText,
} from "@/lib/simulator/test-client";

const model = "deepseek-ai/DeepSeek-V3";
const body = { model, messages: [{ role: "user", content: "repeat 3000 words" }], stream: true };

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterAll(() => simulator.close());

describe("the reader's pace is the writer's", () => {
  it("waits while nobody reads, and delivers everything once somebody does", async () => {
    const size = 64 * 1024 * 1024;
    const socket = rawChat(simulator, body, `huge-frame;bytes=${size} + split;bytes=65536`);
    await simulator.whenRequest(
      (entry) => entry.scenarios.includes("huge-frame") && entry.firstByteAt !== null,
    );
    const entry = simulator.requests().at(-1);
    for (let turn = 0; turn < 2000; turn += 1) await nextTurn();
    expect(entry?.endedAt).toBeNull();
    expect(entry?.bytes).toBeLessThan(size / 2);
    const { bytes } = await drainSocket(socket);
    const { pieces, complete } = chunkedBody(bytes);
    expect(complete).toBe(true);
    expect(pieces.reduce((sum, piece) => sum + piece.length, 0)).toBeGreaterThan(size);
  });
});

describe("a client that leaves", () => {
  it("stops the work at once and is in the log", async () => {
    const slow = await startSimulator({ speed: 1, firstTokenMs: 0, tokensPerSecond: 50 });
    const abort = new AbortController();
    const response = await openChat(slow, body, { signal: abort.signal });
    await response.body?.getReader().read();
    const left = Date.now();
    abort.abort();
    const entry = await slow.whenRequest((one) => one.closedByClient !== null);
    expect((entry.closedByClient ?? 0) - left).toBeLessThan(250);
    const written = entry.bytes;
    await slow.close();
    expect(entry.bytes).toBe(written);
  });

  it("is noticed while it waits for headers", async () => {
    const abort = new AbortController();
    const pending = openChat(simulator, body, { scenario: "slow-headers;ms=60000", signal: abort.signal });
    await simulator.whenRequest((entry) => entry.scenarios.includes("slow-headers"));
    abort.abort();
    await expect(pending).rejects.toThrow();
    const entry = await simulator.whenRequest(
      (one) => one.scenarios.includes("slow-headers") && one.endedAt !== null,
    );
    expect(entry).toMatchObject({ status: null, bytes: 0, closedByClient: expect.any(Number) });
  });

  it("is not one that has read everything", async () => {
    await chat(simulator, body);
    const { id } = simulator.requests().at(-1) ?? { id: 0 };
    const entry = await simulator.whenRequest((one) => one.id === id && one.endedAt !== null);
    expect(entry.closedByClient).toBeNull();
  });
});

describe("pace", () => {
  it("keeps the first token and the rate, and speed multiplies both", async () => {
    const paced = await startSimulator({ firstTokenMs: 4000, tokensPerSecond: 1000, speed: 100 });
    const start = performance.now();
    const { text } = await chat(paced, {
      ...body,
      messages: [{ role: "user", content: "repeat 10000 words" }],
    });
    const ms = performance.now() - start;
    expect(streamedText(text).content.split(/\s+/)).toHaveLength(10_000);
    expect(ms).toBeGreaterThan(30 + 75);
    await paced.close();
  });

  it("is another from the next token on when control sets one, also in an answer that has begun", async () => {
    const slow = await startSimulator({ firstTokenMs: 0, tokensPerSecond: 5 }); // ten minutes for this answer
    const response = await openChat(slow, body);
    await control(slow, "POST", "pace", { speed: 0 });
    expect(streamedText(await response.text()).content.split(/\s+/)).toHaveLength(3000);
    await slow.close();
  });

  it("holds back a plain answer as long as its stream would take", async () => {
    const paced = await startSimulator({ firstTokenMs: 100, tokensPerSecond: 100_000 });
    const start = performance.now();
    await chat(paced, { ...body, stream: false });
    expect(performance.now() - start).toBeGreaterThan(75);
    await paced.close();
  });
});

describe("slow beginnings", () => {
  it("delays the headers, or only the body", async () => {
    const start = performance.now();
    await openChat(simulator, body, { scenario: "slow-headers;ms=60" });
    expect(performance.now() - start).toBeGreaterThanOrEqual(55);
    const response = await openChat(simulator, body, { scenario: "slow-body;ms=60" });
    const headersAt = performance.now();
    await response.text();
    expect(performance.now() - headersAt).toBeGreaterThan(30);
  });
});

describe("the program", () => {
  it("tells its parent the port and ends with it", async () => {
    const child = fork(
      fileURLToPath(new URL("./main.ts", import.meta.url)),
      ["--port", "0", "--speed", "0"],
      {
        execArgv: ["--import", "tsx"],
        stdio: ["ignore", "pipe", "inherit", "ipc"],
      },
    );
    const [message] = await once(child, "message");
    expect(message).toEqual({ type: "listening", port: expect.any(Number) });
    const response = await fetch(`http://127.0.0.1:${message.port}/v1/models`, {
      headers: { authorization: "Bearer sk-x" },
    });
    expect(response.status).toBe(200);
    child.disconnect();
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
  });
});
