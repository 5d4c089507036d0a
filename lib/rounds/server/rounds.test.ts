import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { AppError } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";
import { rounds as roundsTable } from "@/lib/db/schema/rounds";
import { ledger } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { defineRoute } from "@/lib/http/server/define-route";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { catalogue, KnownModels } from "@/lib/models/server/catalogue";
import { ModelList } from "@/lib/models/server/model-list";
import type { RunRequest } from "@/lib/runs/run-request";
import type { RunEngine } from "@/lib/runs/server/engine";
import { RunStore } from "@/lib/runs/server/run-store";
import { testEngine } from "@/lib/runs/server/test-engine";
import { runRoutes } from "@/lib/runs/server/test-routes";
import { runSnapshotSchema } from "@/lib/runs/snapshot";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { aliasOf, type Round, type Vote } from "../round";
import { createRound, loadRound, voteRound } from "../round-client";
import { roundRequestSchema, voteRequestSchema } from "../round-request";
import * as handlers from "./round-handlers";
import { RoundStore } from "./round-store";
import { Rounds } from "./rounds";

vi.stubEnv("LOG_LEVEL", "silent");

const known = new KnownModels();
const realFetch = fetch;
const clocks = {
  connectTimeoutMs: 1000,
  firstByteTimeoutMs: 2000,
  idleTimeoutMs: 1000,
  totalTimeoutMs: 20_000,
};

let database: Database;
let simulator: Simulator;
let engine: RunEngine;
let rounds: Rounds;
let url: string;
const server = createServer();
const fakes: Server[] = [];
/** Everything that our server sent: status, headers and body of each reply. */
let replies: Promise<string>[] = [];

const open = async () => database;
const store = new RunStore(open);

/** A process that serves rounds and runs: what it held in memory is gone with the next one. */
function boot(baseUrl = `${simulator.url}/v1`): void {
  const upstream = createUpstream({ ...clocks, baseUrl, apiKey: "sk-test" });
  rounds = new Rounds({
    store: new RoundStore(open),
    models: new ModelList({ upstream }),
    whenSettled: (roundId) => engine.whenSettled(roundId),
    settledPrice: (runId) => store.settledPrice(runId),
  });
  engine = testEngine(open, upstream, {
    priceOf: known.costOf,
    unseal: rounds.unseal,
  });
}

beforeAll(async () => {
  [database, simulator] = await Promise.all([openTestDatabase(), startSimulator({ speed: 0, strict: true })]);
  const door = "browser";
  const routes = createNodeDoor([
    ...runRoutes(
      () => engine,
      (snapshot) => rounds.reveal(snapshot),
    ),
    defineRoute({
      method: "POST",
      path: "/api/rounds",
      door,
      body: roundRequestSchema,
      handle: (request) => handlers.createRound(rounds, request),
    }),
    defineRoute({
      method: "POST",
      path: "/api/rounds/:id/vote",
      door,
      body: voteRequestSchema,
      handle: (request) => handlers.voteRound(rounds, request),
    }),
    defineRoute({
      method: "GET",
      path: "/api/rounds/:id",
      door,
      handle: (request) => handlers.showRound(rounds, request),
    }),
  ]);
  server.on("request", routes);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = addressOf(server);
});
afterAll(async () => {
  for (const each of [server, ...fakes]) {
    each.close();
    each.closeAllConnections();
  }
  await simulator.close();
  await database.close();
});
beforeEach(() => {
  replies = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    if (!path.startsWith("/")) return realFetch(path, init);
    const response = await realFetch(url + path, { ...init, headers: { ...init.headers, origin: url } });
    const head = JSON.stringify([response.status, [...response.headers]]);
    replies.push(
      response
        .clone()
        .text()
        .then((body) => head + body),
    );
    return response;
  });
  boot();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await engine.drain(0);
  await control(simulator, "POST", "reset");
});

function addressOf(listening: Server): string {
  const address = listening.address();
  return typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
}

function value<Value>(result: Result<Value, AppError>): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const failure = (result: Result<unknown, AppError>) => (result.ok ? undefined : result.error.code);

/** Every name by which a model could be told. */
const names = [...catalogue.keys()].flatMap((id) => [id, id.slice(id.lastIndexOf("/") + 1)]);

async function namesSent(): Promise<string[]> {
  const sent = (await Promise.all(replies)).join("\n").toLowerCase();
  expect(sent.length).toBeGreaterThan(100);
  return names.filter((name) => sent.includes(name.toLowerCase()));
}

const chat = (model: string, content: string): RunRequest => ({
  operation: "chat.completions",
  input: { model, messages: [{ role: "user", content }], stream: true },
});

let keys = 0;
const post = (request: RunRequest, key = `round-${process.hrtime.bigint()}-${++keys}`) =>
  fetch("/api/runs", {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify(request),
  });

async function start(request: RunRequest): Promise<string> {
  const { id } = await (await post(request)).json();
  return String(id);
}

const eventsOf = async (runId: string) => (await fetch(`/api/runs/${runId}/events`)).text();
const snapshotOf = async (runId: string) =>
  runSnapshotSchema.parse(await (await fetch(`/api/runs/${runId}`)).json());

/** Looks at runs through every door that there is. */
async function lookAt(runIds: readonly string[]): Promise<void> {
  await (await fetch(`/api/runs/events?${runIds.map((runId) => `run=${runId}:0`).join("&")}`)).text();
  for (const runId of runIds) {
    await eventsOf(runId);
    await snapshotOf(runId);
  }
}

const paid = [
  { model: "Qwen/Qwen3-32B", fields: { enable_thinking: false } },
  { model: "deepseek-ai/DeepSeek-V3", fields: {} },
];
const paidRound = async () =>
  value(await createRound({ operation: "chat.completions", lanes: 2, candidates: paid }));
const tie: Vote = { kind: "tie" };

describe("before the vote", () => {
  test("nothing that leaves the server names a model; after it all are named, with their price", async () => {
    const round = await paidRound();
    expect(round).toEqual({
      id: round.id,
      operation: "chat.completions",
      lanes: [0, 1].map((lane) => aliasOf(round.id, lane)),
    });
    const runIds: string[] = [];
    for (const lane of round.lanes) runIds.push(await start(chat(lane, "Explain tides in a few words")));
    await lookAt(runIds);
    await engine.drain(2000);
    await lookAt(runIds);
    expect(value(await loadRound(round.id))).toEqual(round);
    expect(await namesSent()).toEqual([]);
    const before = await Promise.all(runIds.map(eventsOf));
    for (const events of before) expect(events).toContain('"price":{"kind":"unknown"}');

    const { result } = value(await voteRound(round.id, { kind: "best", lane: 1 }));
    expect(result?.vote).toEqual({ kind: "best", lane: 1 });
    expect(result?.models.map(({ model }) => model).sort()).toEqual(paid.map(({ model }) => model).sort());
    expect(value(await loadRound(round.id)).result).toEqual(result);
    for (const [lane, runId] of runIds.entries()) {
      const { model = "", fields = {} } = result?.models[lane] ?? {};
      const snapshot = await snapshotOf(runId);
      expect(snapshot).toMatchObject({ model, input: { model, ...fields } });
      const { price } = snapshot.output;
      expect(price?.kind === "known" && price.cny).toBeGreaterThan(0);
      const [entry] = await database.orm.select().from(ledger).where(eq(ledger.runId, runId));
      expect(entry).toMatchObject({ model, door: "browser", state: "completed" });
      const asked = simulator.requests().filter(({ path }) => path.endsWith("completions"))[lane];
      expect(asked?.body).toMatchObject({ model, ...fields });
    }
    expect(await Promise.all(runIds.map(eventsOf))).toEqual(before);
  });

  test("the free models of the live list answer where none are named", async () => {
    const round = value(await createRound({ operation: "chat.completions", lanes: 4 }));
    const runIds: string[] = [];
    for (const lane of round.lanes) runIds.push(await start(chat(lane, "Hello")));
    await lookAt(runIds);
    expect(await namesSent()).toEqual([]);
    for (const runId of runIds) expect((await snapshotOf(runId)).output.price).toEqual({ kind: "unknown" });
    const { result } = value(await voteRound(round.id, tie));
    const models = result?.models ?? [];
    expect(new Set(models.map(({ model }) => model)).size).toBe(4);
    for (const { model, fields } of models) {
      expect(catalogue.get(model)?.price.free).toBe(true);
      const switchable = catalogue.get(model)?.capabilities.thinking_switch === true;
      expect(fields).toEqual(switchable ? { enable_thinking: true } : {});
    }
    for (const runId of runIds)
      expect((await snapshotOf(runId)).output.price).toEqual({ kind: "known", cny: 0 });
  });

  test("gaps are filled as secretly", async () => {
    const candidates = ["deepseek-ai/DeepSeek-V3", "deepseek-ai/DeepSeek-R1"].map((model) => ({ model }));
    const round = value(await createRound({ operation: "completions", lanes: 2, candidates }));
    const input = { prompt: "def add(a, b):\n", suffix: "\nprint(add(1, 2))\n", stream: true };
    const runIds: string[] = [];
    for (const model of round.lanes)
      runIds.push(await start({ operation: "completions", input: { ...input, model } }));
    await lookAt(runIds);
    expect(await namesSent()).toEqual([]);
    expect((await snapshotOf(runIds[0] ?? "")).output.state).toBe("completed");
  });
});

type Talk = (model: string, call: number) => { status: number; type?: string; body: string };

/** A service that says its model's name wherever it can. */
async function talkative(talk: Talk): Promise<void> {
  let calls = 0;
  const fake = createServer(async (request, response) => {
    const { model } = JSON.parse(await textOf(request));
    const { status, type = "application/json", body } = talk(model, ++calls);
    response.writeHead(status, {
      "content-type": type,
      "x-siliconcloud-trace-id": `ti_${model}_1`,
      "x-model": model,
      ...(status === 429 && { "retry-after": "3600" }),
    });
    response.end(body);
  });
  fakes.push(fake);
  fake.listen(0, "127.0.0.1");
  await once(fake, "listening");
  boot(`${addressOf(fake)}/v1`);
}

const json = (value: unknown) => JSON.stringify(value);
const frame = (value: unknown) => `: ${json(value).slice(0, 9)}\n\ndata: ${json(value)}\n\n`;
const short = (model: string) => model.slice(model.lastIndexOf("/") + 1);
const call = (id: string) => [{ index: 0, id, type: "function", function: { name: "f", arguments: "{}" } }];
const stream = "text/event-stream";

describe("a service that names the model", () => {
  test.each<[string, Talk, string]>([
    [
      "in a refusal",
      (model) => ({ status: 400, body: json({ code: 20_015, message: `${model} does not take top_k` }) }),
      "invalid-parameter",
    ],
    [
      "in a refusal of its own kind",
      (model) => ({ status: 404, body: json({ error: { message: `no ${model}`, code: model } }) }),
      "upstream-path-not-found",
    ],
    [
      "as the name of a limit",
      (model) => ({ status: 429, body: json({ message: `Details: ${short(model)} limit reached.` }) }),
      "rate-limited",
    ],
    [
      "in passing refusals",
      (model, number) =>
        number < 3
          ? { status: 503, body: json({ code: 50_505, message: `${short(model)} is overloaded` }) }
          : { status: 400, body: json({ code: 20_012, message: model }) },
      "model-not-found",
    ],
    [
      "in the type of its reply",
      (model) => ({ status: 200, type: `text/x-${short(model)}`, body: "" }),
      "malformed-response",
    ],
    [
      "in an error inside the stream",
      (model) => ({
        status: 200,
        type: `${stream}; model=${model}`,
        body:
          frame({ model, choices: [{ index: 0, delta: { content: "Well" } }] }) +
          frame({ error: { message: `${model} broke down` } }),
      }),
      "stream-error",
    ],
    [
      "in a page",
      (model) => ({ status: 502, type: "text/html", body: `<title>${model}</title>` }),
      "upstream-failed",
    ],
  ])("%s is told of by the code only", async (_, talk, code) => {
    await talkative(talk);
    const round = await paidRound();
    const runIds: string[] = [];
    for (const lane of round.lanes) runIds.push(await start(chat(lane, "Hello")));
    await lookAt(runIds);
    expect(await namesSent()).toEqual([]);
    const { output, attempts } = await snapshotOf(runIds[0] ?? "");
    expect(output).toMatchObject({
      state: "failed",
      error: { code, traceId: expect.stringMatching(/^ti_/) },
    });
    expect(attempts.at(-1)?.status).toBeTypeOf("number");
  });

  test("around its answer gives the answer and nothing else", async () => {
    await talkative((model) => ({
      status: 200,
      type: stream,
      body:
        frame({ id: model, model, choices: [{ index: 0, delta: { content: "Well" } }] }) +
        frame({ model, choices: [{ index: 0, delta: { tool_calls: call(`call_${short(model)}_1`) } }] }) +
        frame({ model, choices: [{ index: 0, delta: {}, finish_reason: `${short(model)}-eos` }] }) +
        "data: [DONE]\n\n",
    }));
    const round = await paidRound();
    const runId = await start(chat(round.lanes[0] ?? "", "Hello"));
    await lookAt([runId]);
    expect(await namesSent()).toEqual([]);
    const { output } = await snapshotOf(runId);
    expect(output.state).toBe("completed");
    expect(output.parts.map(({ kind, text }) => [kind, text])).toEqual([
      ["text", "Well"],
      ["tool-call", "{}"],
    ]);
  });
});

describe("the seal", () => {
  test("outlives the process, also of a run that was cut off by its death", async () => {
    await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 200, firstTokenMs: 0 });
    const round = await paidRound();
    const over = await start(chat(round.lanes[0] ?? "", "Say exactly: done"));
    await eventsOf(over);
    const going = await start(chat(round.lanes[1] ?? "", "repeat 5000 words"));
    await vi.waitFor(async () => expect((await store.lines(going)).length).toBeGreaterThan(2), 10_000);
    const killed = engine;
    boot();
    await engine.recover();
    await lookAt([over, going]);
    expect(await namesSent()).toEqual([]);
    expect((await snapshotOf(going)).output.state).toBe("interrupted");
    const { result } = value(await voteRound(round.id, { kind: "best", lane: 0 }));
    expect((await snapshotOf(going)).model).toBe(result?.models[1]?.model);
    await killed.drain(0);
  });

  test("keeps the key of a start to the request as it was sent", async () => {
    const round = await paidRound();
    const [alias = ""] = round.lanes;
    const first = await post(chat(alias, "Hello"), "one-and-the-same-key");
    const again = await post(chat(alias, "Hello"), "one-and-the-same-key");
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await again.json()).toEqual(await first.json());
    for (const { model } of paid)
      expect((await post(chat(model, "Hello"), "one-and-the-same-key")).status).toBe(422);
  });

  test("of a model that is named openly does not exist", async () => {
    const runId = await start(chat("deepseek-ai/DeepSeek-V3", "Say exactly: open"));
    await eventsOf(runId);
    const snapshot = await snapshotOf(runId);
    expect(snapshot.model).toBe("deepseek-ai/DeepSeek-V3");
    expect(snapshot.output.price?.kind).toBe("known");
  });
});

describe("a run by alias", () => {
  test.each([
    ["of no round", () => aliasOf("round_nobody", 0)],
    ["of a lane that there is not", (round: Round) => aliasOf(round.id, 2)],
    ["that is none", () => "blind:what"],
  ])("%s is not found, and nothing is asked", async (_, alias) => {
    const answer = await post(chat(alias(await paidRound()), "Hello"));
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: { code: "not-found", field: "input.model" } });
    expect(simulator.requests()).toEqual([]);
  });

  test("of another operation is refused", async () => {
    const [model = ""] = (await paidRound()).lanes;
    const answer = await post({ operation: "completions", input: { model, prompt: "a" } });
    expect(await answer.json()).toEqual({ error: { code: "bad-request", field: "operation" } });
  });

  test("with fields that no request may have is refused without a name", async () => {
    const candidates = paid.map(({ model }) => ({ model, fields: { temperature: model } }));
    const round = value(await createRound({ operation: "chat.completions", lanes: 2, candidates }));
    const answer = await post(chat(round.lanes[0] ?? "", "Hello"));
    expect(await answer.json()).toEqual({ error: { code: "bad-request", field: "input.temperature" } });
  });
});

describe("a vote", () => {
  test("stays as it is: the same again is fine, another is refused", async () => {
    const { id } = await paidRound();
    const voted = value(await voteRound(id, tie));
    expect(value(await voteRound(id, tie))).toEqual(voted);
    for (const other of [{ kind: "bad" }, { kind: "best", lane: 0 }] as const)
      expect(failure(await voteRound(id, other))).toBe("vote-frozen");
    boot();
    expect(value(await loadRound(id))).toEqual(voted);
    expect(failure(await voteRound(id, { kind: "bad" }))).toBe("vote-frozen");
  });

  test("of many at once is the only one", async () => {
    const { id } = await paidRound();
    const votes: Vote[] = [tie, { kind: "bad" }, { kind: "best", lane: 0 }, { kind: "best", lane: 1 }];
    const cast = await Promise.all(votes.map((vote) => voteRound(id, vote)));
    expect(cast.map(failure).filter((code) => code === "vote-frozen")).toHaveLength(3);
    const winner = cast.find((result) => result.ok);
    expect(winner && value(winner)).toEqual(value(await loadRound(id)));
  });

  test("waits for every answer of the round to end, and for none of another", async () => {
    await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 100, firstTokenMs: 0 });
    const [round, other] = [await paidRound(), await paidRound()];
    const going = await start(chat(round.lanes[1] ?? "", "repeat 5000 words"));
    expect(failure(await voteRound(round.id, tie))).toBe("round-running");
    expect(value(await loadRound(round.id)).result).toBeUndefined();
    expect(failure(await voteRound(other.id, tie))).toBeUndefined();
    await fetch(`/api/runs/${going}/stop`, { method: "POST" });
    await eventsOf(going);
    expect(value(await voteRound(round.id, tie)).result?.vote).toEqual(tie);
    expect((await snapshotOf(going)).output.price?.kind).toBe("known");
  });

  test("for a lane that there is not, or in a round that nobody knows, is refused", async () => {
    const { id } = await paidRound();
    expect(await voteRound(id, { kind: "best", lane: 2 })).toEqual({
      ok: false,
      error: { code: "bad-request", field: "vote.lane" },
    });
    expect(failure(await voteRound("round_nobody", tie))).toBe("not-found");
    expect(failure(await loadRound("round_nobody"))).toBe("not-found");
    expect(value(await loadRound(id)).result).toBeUndefined();
  });
});

describe("a round", () => {
  test("needs a different model for each lane", async () => {
    const [first = { model: "" }] = paid;
    const candidates = [first, first, first];
    expect(failure(await createRound({ operation: "chat.completions", lanes: 2, candidates }))).toBe(
      "too-few-models",
    );
    expect(failure(await createRound({ operation: "completions", lanes: 4 }))).toBe("too-few-models");
  });

  test.each([
    ["one lane", { operation: "chat.completions", lanes: 1 }, "lanes"],
    ["five lanes", { operation: "chat.completions", lanes: 5 }, "lanes"],
    [
      "one candidate",
      { operation: "chat.completions", lanes: 2, candidates: [{ model: "a" }] },
      "candidates",
    ],
    ["an operation that there is not", { operation: "dance", lanes: 2 }, "operation"],
  ])("of %s is refused", async (_, body, field) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch("/api/rounds", { method: "POST", headers, body: JSON.stringify(body) });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "bad-request", field } });
  });

  test("is forgotten after a week without a vote, and kept with one", async () => {
    const [left, voted, fresh] = [await paidRound(), await paidRound(), await paidRound()];
    value(await voteRound(voted.id, tie));
    const createdAt = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
    for (const { id } of [left, voted])
      await database.orm.update(roundsTable).set({ createdAt }).where(eq(roundsTable.id, id));
    await rounds.forgetOld();
    expect(failure(await loadRound(left.id))).toBe("not-found");
    expect(value(await loadRound(voted.id)).result?.vote).toEqual(tie);
    expect(value(await loadRound(fresh.id))).toEqual(fresh);
  });
});
