import { appendFile, mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { appError } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import { ledger, runs } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { BlobStore, resultRules, uploadRules } from "@/lib/media/server/blob-store";
import { MediaSaver } from "@/lib/media/server/media-saver";
import { createMediaSource } from "@/lib/media/server/media-source";
import { KnownModels } from "@/lib/models/server/catalogue";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import type { RunEvent } from "../event";
import type { RunRequest } from "../run-request";
import type { RunEngine } from "./engine";
import { LineJournal, LineJournals } from "./line-journal";
import { lineRequest } from "./line-request";
import type { MediaSaving } from "./operation";
import { giveResults } from "./run-handlers";
import { testEngine } from "./test-engine";

const known = new KnownModels();
const model = "Qwen/Qwen3-8B";
const paid = "deepseek-ai/DeepSeek-V3";
const clocks = {
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 300,
  idleTimeoutMs: 10_000,
  totalTimeoutMs: 20_000,
};

let directory: string;
let database: Database;
let simulator: Simulator;
let uploads: BlobStore;
let results: BlobStore;
let journals: LineJournals;
let engines: RunEngine[];
let engine: RunEngine;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "batch-now-"));
  uploads = new BlobStore(path.join(directory, "uploads"), uploadRules(1e9));
  results = new BlobStore(
    path.join(directory, "results"),
    resultRules({ maxTotalBytes: 1e9, keptForDays: 1 }),
  );
  journals = new LineJournals(path.join(directory, "journals"));
  simulator = await startSimulator({ speed: 0, strict: true });
  engines = [];
  engine = newEngine();
});
afterEach(async () => {
  await Promise.all(engines.map((each) => each.drain(0)));
  await simulator.close();
  await rm(directory, { recursive: true });
  await database.orm.delete(runs);
  await database.orm.delete(ledger);
});

/** A store that has no room so many times. */
function full(times: number): Partial<MediaSaving> {
  let left = times;
  return {
    keep: (...given) => {
      left -= 1;
      return left >= 0
        ? Promise.resolve({ saved: undefined, error: appError("storage-full") })
        : saver().keep(...given);
    },
  };
}

const saver = () =>
  new MediaSaver(
    results,
    createMediaSource({ ...clocks, baseUrl: `${simulator.url}/v1`, allowedHosts: [], maxBytes: 1e8 }),
    1,
  );

function newEngine(store: Partial<MediaSaving> = {}): RunEngine {
  const baseUrl = `${simulator.url}/v1`;
  const media = saver();
  const made = testEngine(async () => database, createUpstream({ ...clocks, baseUrl, apiKey: "sk-test" }), {
    journals,
    fileOf: async (reference) => {
      const found = await uploads.find(reference.replace("blob:", ""));
      return found ? ok(found) : err(appError("blob-missing"));
    },
    media: {
      save: (...given) => media.save(...given),
      hasRoom: () => media.hasRoom(),
      keep: (...given) => media.keep(...given),
      ...store,
    },
    priceOf: known.costOf,
  });
  engines.push(made);
  return made;
}

const lineOf = (at: number, body: object = {}) =>
  JSON.stringify({
    custom_id: `row-${at}`,
    body: { model, messages: [{ role: "user", content: `Say exactly: answer ${at}` }], ...body },
  });
const jsonl = (count: number, body: object = {}) =>
  Array.from({ length: count }, (_, at) => lineOf(at, body)).join("\n");

async function requestOf(content: string, more: object = {}): Promise<RunRequest> {
  const { id } = await uploads.put(
    (async function* () {
      yield Buffer.from(content);
    })(),
  );
  return { operation: "batches.now", input: { model, file: `blob:${id}`, ...more } };
}

let keys = 0;
async function start(request: RunRequest, on = engine): Promise<string> {
  const started = await on.start(request, `now-key-${++keys}-${process.hrtime.bigint()}`);
  if (!started.ok) throw new Error(started.error.code);
  return started.value.runId;
}

async function until(runId: string, wanted: (event: RunEvent) => boolean, on = engine): Promise<RunEvent[]> {
  const lines = await on.follow(runId);
  if (!lines.ok) throw new Error(lines.error.code);
  const source = lines.value;
  const all = () => source.linesAfter(0).map((line): RunEvent => JSON.parse(line));
  await new Promise<void>((resolve) => {
    const check = () => (source.finished || all().some(wanted)) && resolve();
    source.onGrowth(check);
    check();
  });
  return all();
}
const eventsOf = (runId: string, on = engine) => until(runId, () => false, on);
const of = <Type extends RunEvent["type"]>(events: readonly RunEvent[], type: Type) =>
  events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);

type ResultLine = {
  id: string;
  custom_id: string;
  response: { status_code: number; body: { choices: { message: { content: string } }[] } } | null;
  error: { code: string; message: string } | null;
};

async function linesOf(events: readonly RunEvent[], index: number): Promise<ResultLine[]> {
  const saved = of(events, "media-end").find((event) => event.index === index);
  const found = saved && (await results.find(saved.id));
  const text = found ? (await readFile(found.path, "utf8")).trim() : "";
  return text === "" ? [] : text.split("\n").map((line): ResultLine => JSON.parse(line));
}
const calls = () => simulator.requests().filter(({ path: to }) => to === "/v1/chat/completions");
const slow = { speed: 1, firstTokenMs: 30, jitter: 0, tokensPerSecond: 1000 };
const scenario = (name: string, params: Record<string, string | number> = {}, times?: number) =>
  control(simulator, "POST", "scenario", { name, params, ...(times !== undefined && { times }) });

describe("a file that is answered at once", () => {
  test("has each request asked for once, and its answers in a file like a batch's", async () => {
    const events = await eventsOf(await start(await requestOf(jsonl(40))));
    expect(events.at(-1)).toMatchObject({ type: "run-end", state: "completed", finishReason: "completed" });
    const answers = await linesOf(events, 0);
    expect(answers.map(({ custom_id }) => custom_id).sort()).toEqual(
      Array.from({ length: 40 }, (_, at) => `row-${at}`).sort(),
    );
    const [first] = answers.filter(({ custom_id }) => custom_id === "row-7");
    expect(first?.response?.body.choices[0]?.message.content).toBe("answer 7");
    expect(calls()).toHaveLength(40);
    expect(of(events, "batch-state").at(-1)).toMatchObject({
      status: "completed",
      total: 40,
      completed: 40,
      failed: 0,
    });
    expect(await linesOf(events, 1)).toEqual([]);
  });

  test("costs what single calls cost, each by itself", async () => {
    const request = await requestOf(jsonl(4), { replace: { model: paid } });
    const { operation, input } = request as Extract<RunRequest, { operation: "batches.now" }>;
    const events = await eventsOf(await start({ operation, input: { ...input, model: paid } }));
    const [{ usage, price } = { usage: undefined, price: undefined }] = of(events, "usage");
    expect(usage?.batched).toBeUndefined();
    const { inputTokens = 0, outputTokens = 0 } = usage ?? {};
    expect(inputTokens * outputTokens).toBeGreaterThan(0);
    // DeepSeek-V3: 2 and 8 yuan for a million tokens.
    expect(price?.kind === "known" && price.cny).toBeCloseTo((2 * inputTokens + 8 * outputTokens) / 1e6, 8);
  });

  test("names in a file of errors what was refused, and what was never sent", async () => {
    const lines = [lineOf(0), lineOf(1, { temperature: 9 }), "{", "[1]", lineOf(4, { model: "other" })];
    const noId = JSON.stringify({ body: { model, messages: [] } });
    const events = await eventsOf(await start(await requestOf([...lines, noId, "", lineOf(7)].join("\n"))));
    const failed = await linesOf(events, 1);
    expect(new Set(failed.map(({ custom_id, error }) => `${custom_id} ${error?.code}`))).toEqual(
      new Set(["row-1 20015", " invalid_line", "row-4 other_model", " no_custom_id"]),
    );
    expect(failed).toHaveLength(5);
    expect((await linesOf(events, 0)).map(({ custom_id }) => custom_id).sort()).toEqual(["row-0", "row-7"]);
    expect(calls()).toHaveLength(3);
    expect(events.at(-1)).toMatchObject({ state: "completed" });
  });

  test("waits for a limit by the minute, all of it, and loses nothing", async () => {
    await scenario("error-50602", { limit: "RPM", "retry-after": 1 }, 2);
    const events = await eventsOf(await start(await requestOf(jsonl(12))));
    expect(of(events, "progress").length).toBeGreaterThan(0);
    expect(await linesOf(events, 0)).toHaveLength(12);
    expect(calls()).toHaveLength(14);
  });

  test("asks for nothing more when there is no money left", async () => {
    await scenario("error-30001");
    const events = await eventsOf(await start(await requestOf(jsonl(200))));
    expect(of(events, "error")).toMatchObject([{ error: { code: "balance-insufficient" } }]);
    expect(events.at(-1)).toMatchObject({ state: "failed" });
    expect(calls().length).toBeLessThan(10);
  });

  test("does not ask again for what may have been answered, and says so", async () => {
    await scenario("reset", { when: "after" }, 1);
    const events = await eventsOf(await start(await requestOf(jsonl(9))));
    expect(await linesOf(events, 0)).toHaveLength(8);
    expect((await linesOf(events, 1)).map(({ error }) => error?.code)).toEqual(["outcome_unknown"]);
    expect(calls()).toHaveLength(9);
  });

  test("that is stopped keeps what was done, and tells what was on its way", async () => {
    await control(simulator, "POST", "pace", slow);
    const runId = await start(await requestOf(jsonl(500)));
    await until(runId, (event) => event.type === "batch-state" && (event.completed ?? 0) > 4);
    await engine.stop(runId);
    const events = await eventsOf(runId);
    expect(events.at(-1)).toMatchObject({ state: "stopped" });
    const [answers, failures] = [await linesOf(events, 0), await linesOf(events, 1)];
    expect(answers.length).toBeGreaterThan(4);
    expect(failures.length).toBeLessThanOrEqual(4);
    expect(new Set(failures.map(({ error }) => error?.code))).toEqual(new Set(["outcome_unknown"]));
    // One that was cut off before it left this machine may be among them.
    expect(answers.length + failures.length).toBeGreaterThanOrEqual(calls().length);
    expect(of(events, "usage")).toHaveLength(1);
  });

  test("goes on where it was after a restart: what was done is not done again", async () => {
    await control(simulator, "POST", "pace", slow);
    const runId = await start(await requestOf(jsonl(300)));
    await until(runId, (event) => event.type === "batch-state" && (event.completed ?? 0) > 4);
    await engine.drain(0);
    await control(simulator, "POST", "pace", { speed: 0 });
    const next = newEngine();
    await next.recover();
    const events = await eventsOf(runId, next);
    expect(events.at(-1)).toMatchObject({ state: "completed" });
    const ids = [...(await linesOf(events, 0)), ...(await linesOf(events, 1))].map(
      ({ custom_id }) => custom_id,
    );
    expect([ids.length, new Set(ids).size, calls().length]).toEqual([300, 300, 300]);
    expect(await journals.find(runId)).toBeUndefined();
  });

  test("whose record of what was asked is gone asks for nothing", async () => {
    await control(simulator, "POST", "pace", slow);
    const runId = await start(await requestOf(jsonl(300)));
    await until(runId, (event) => event.type === "batch-state" && (event.completed ?? 0) > 1);
    await engine.drain(0);
    const before = calls().length;
    await journals.remove(runId);
    const next = newEngine();
    await next.recover();
    const events = await eventsOf(runId, next);
    expect(of(events, "error")).toMatchObject([{ error: { code: "outcome-unknown" } }]);
    expect(calls()).toHaveLength(before);
  });
});

describe("the results of a run that goes on", () => {
  test("are given out from a place on, as far as their lines are whole", async () => {
    const journal = await journals.open("run_going");
    await journal.end(1, "O", '{"n":1}');
    const asked = async (after: string) => {
      const reply = await giveResults(journals, {
        params: { id: "run_going" },
        url: new URL(`http://localhost/?after=${after}`),
      } as unknown as Parameters<typeof giveResults>[1]);
      if (!reply.ok || reply.value.kind !== "stream") return reply.ok ? "" : reply.error.code;
      let said = "";
      const signal = new AbortController().signal;
      const write = (chunk: Uint8Array | string) => {
        said += Buffer.from(chunk as Uint8Array).toString("utf8");
        return true;
      };
      await reply.value.write({ write, drained: async () => {}, signal });
      return said;
    };
    const first = await asked("0");
    expect(first).toMatch(/^O 1 \d+ \{"n":1\}\n$/);
    await journal.end(2, "E", '{"n":2}');
    await journal.close();
    const { path: file } = (await journals.find("run_going")) ?? { path: "" };
    await appendFile(file, "B 3");
    expect(await asked(String(first.length))).toMatch(/^E 2 \d+ \{"n":2\}\n$/);
    expect(await asked("-1")).toBe("bad-request");
    expect(await asked("999999")).toBe("");
  });
});

describe("the journal of a killed process", () => {
  test("knows what was begun and has no end, what was refused, and forgets an entry that was cut off", async () => {
    const first = await journals.open("run_killed");
    await Promise.all([first.begin(1), first.begin(2), first.begin(3)]);
    await first.refused(3);
    await first.end(1, "O", '{"a":"线\u2028"}');
    await first.close();
    const { path: file } = (await journals.find("run_killed")) ?? { path: "" };
    await appendFile(file, 'E 2 17 {"cut');
    const again = await journals.open("run_killed");
    expect([again.knows(1), again.unended, again.knows(3), again.answered]).toEqual([true, [2], false, 1]);
    await again.end(2, "E", "{}");
    const lines: string[] = [];
    for await (const { text } of again.results("O")) lines.push(text);
    for await (const { text } of again.results("E")) lines.push(text);
    expect(lines).toEqual(['{"a":"线\u2028"}', "{}"]);
    await again.close();
  });
});

describe("a journal", () => {
  test("goes on behind an answer of many megabytes, which stands in the results", async () => {
    const first = await journals.open("run_long");
    const long = JSON.stringify({ text: "x".repeat(12 * 1024 * 1024) });
    await first.begin(1);
    await first.end(1, "O", long);
    await first.end(2, "O", "{}");
    await first.close();
    const again = await journals.open("run_long");
    expect([again.knows(1), again.knows(2), again.answered]).toEqual([true, true, 2]);
    const lengths: number[] = [];
    for await (const { text } of again.results("O")) lengths.push(text.length);
    expect(lengths).toEqual([long.length, 2]);
    await again.close();
  });

  test("loses no answer that a full disk refused, and keeps what is written after it whole", async () => {
    const file = path.join(directory, "full.journal");
    const handle = await open(file, "a+");
    const journal = new LineJournal(file, handle);
    await journal.recall();
    await journal.begin(1);
    const write = vi.spyOn(handle, "appendFile").mockImplementationOnce(async () => {
      await handle.write('O 1 17 {"cu');
      throw Object.assign(new Error("full"), { code: "ENOSPC" });
    });
    await expect(journal.end(1, "O", '{"n":1}')).rejects.toMatchObject({
      error: { code: "storage-unavailable" },
    });
    write.mockRestore();
    await journal.end(2, "O", '{"n":2}');
    const lines: string[] = [];
    for await (const { text } of journal.results("O")) lines.push(text);
    expect(lines).toEqual(['{"n":2}', '{"n":1}']);
    expect([journal.unended, journal.answered]).toEqual([[], 2]);
    await journal.close();
  });
});

describe("results for which there is no room", () => {
  test("are kept as soon as there is some, and nothing is asked for twice", async () => {
    const runId = await start(await requestOf(jsonl(5)), newEngine(full(2)));
    const events = await eventsOf(runId, engines.at(-1));
    expect(of(events, "progress")).toMatchObject([{ error: { code: "storage-full" } }, { attempt: 3 }]);
    expect(events.at(-1)).toMatchObject({ type: "run-end", state: "completed" });
    expect(await linesOf(events, 0)).toHaveLength(5);
    expect(calls()).toHaveLength(5);
    expect(of(events, "usage")).toHaveLength(1);
  });

  test("stay in the journal when somebody stops the waiting", async () => {
    const full2 = newEngine(full(Number.POSITIVE_INFINITY));
    const runId = await start(await requestOf(jsonl(5)), full2);
    await until(runId, ({ type }) => type === "progress", full2);
    await full2.stop(runId);
    const events = await eventsOf(runId, full2);
    expect(of(events, "media-lost")).toHaveLength(1);
    await full2.drain(0);
    const journal = await journals.open(runId);
    expect(journal.answered).toBe(5);
    await journal.close();
  });
});

describe("a line as a request of its own", () => {
  test("keeps its own words, so that no number loses a digit", () => {
    const line = '{"custom_id":"a", "body": {"model":"m","stream":true,"big":9007199254740993,"x":1e400} }';
    expect(lineRequest(line, undefined)).toEqual(
      ok({
        customId: "a",
        model: "m",
        body: '{"model":"m","stream":false,"big":9007199254740993,"x":1e400}',
      }),
    );
    const replaced = lineRequest(line, "other");
    expect(replaced.ok && replaced.value.body).toContain('"model":"other","stream":false');
    const unnamed = lineRequest('{"custom_id":"a","body":{"messages":[]}}', "m");
    expect(unnamed.ok && unnamed.value.body).toBe('{"model":"m","messages":[]}');
  });
});
