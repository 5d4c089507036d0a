import { beforeEach, describe, expect, test } from "vitest";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import type { SetCell } from "@/lib/history/set-record";
import type { NumberedEvent } from "@/lib/runs/run-client";
import type { RunRequest } from "@/lib/runs/run-request";
import type { RunSource } from "@/lib/runs/run-source";
import { newSetup } from "../column-setup";
import { judgeByRule } from "./judge-rules";
import { type Judge, newPromptSet, type PromptSet } from "./prompt-set";
import { type CellStore, type RunnerState, SetRunner } from "./set-runner";
import { statisticsOf } from "./statistics";

/** What the server is told to answer: a text, a failure, or nothing until it is stopped. */
type Reply = string | AppError | "never";

/** A server as the browser meets it: one run a key, told once it is followed, ended by stop. */
class Server implements RunSource {
  readonly asked: { model: string; prompt: string; key: string }[] = [];
  readonly runs = new Map<string, { key: string; reply: Reply; stopped: () => void; stop: Promise<void> }>();
  running = new Map<string, number>();
  most = new Map<string, number>();
  reachable = true;
  /** Lets a start arrive whose confirmation gets lost. */
  losesReplies = false;
  reply: (model: string, prompt: string, time: number) => Reply = (model, prompt) => `${model} on ${prompt}`;

  async start({ input }: RunRequest, key: string) {
    if (!this.reachable) return err(appError("server-unreachable"));
    const known = [...this.runs].find(([, run]) => run.key === key)?.[0];
    if (known) return ok({ runId: known });
    const { model } = input;
    const messages = "messages" in input && Array.isArray(input.messages) ? input.messages : [];
    const prompt = String(messages.at(-1)?.content);
    const time = this.asked.filter((other) => other.model === model && other.prompt === prompt).length;
    this.asked.push({ model, prompt, key });
    let stopped = () => {};
    const stop = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const runId = `run_${this.runs.size}`;
    this.runs.set(runId, { key, reply: this.reply(model, prompt, time), stopped, stop });
    this.running.set(model, (this.running.get(model) ?? 0) + 1);
    this.most.set(model, Math.max(this.most.get(model) ?? 0, this.running.get(model) ?? 0));
    if (this.losesReplies) return err(appError("server-unreachable"));
    return ok({ runId });
  }

  async follow({ runId }: { runId: string }) {
    return this.events(runId);
  }

  async *events(runId: string): AsyncGenerator<NumberedEvent, AppError | undefined> {
    const run = this.runs.get(runId);
    if (!run) return appError("not-found");
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (run.reply === "never") await run.stop;
    const { reply } = run;
    const model = this.asked.find(({ key }) => key === run.key)?.model ?? "";
    this.running.set(model, (this.running.get(model) ?? 1) - 1);
    const at = 5;
    if (typeof reply !== "string") {
      yield { sequence: 1, event: { type: "error", error: reply, at } };
      yield { sequence: 2, event: { type: "run-end", state: "failed", at } };
      return undefined;
    }
    const delta = reply === "never" ? "half" : reply;
    yield { sequence: 1, event: { type: "text-start", part: "t", choice: 0, at } };
    yield { sequence: 2, event: { type: "text-delta", part: "t", delta, at } };
    yield { sequence: 3, event: { type: "run-end", state: reply === "never" ? "stopped" : "completed", at } };
    return undefined;
  }

  async stop(runId: string) {
    this.runs.get(runId)?.stopped();
  }

  prompts(model: string): string[] {
    return this.asked.filter((asked) => asked.model === model).map(({ prompt }) => prompt);
  }
}

let server: Server;
let stored: Map<string, SetCell>;
let alone: boolean;
beforeEach(() => {
  server = new Server();
  stored = new Map();
  alone = true;
});

const cells: CellStore = {
  each: async (_, show) => {
    for (const cell of stored.values()) show(cell);
  },
  load: async (_, columnId, row) => stored.get(`${columnId} ${row}`),
  save: async (cell) => void stored.set(`${cell.columnId} ${cell.row}`, structuredClone(cell)),
  drop: async () => stored.clear(),
};

function setOf(models: readonly string[], prompts: readonly string[], change: Partial<PromptSet> = {}) {
  return newPromptSet({
    rows: prompts.map((prompt) => ({ prompt, expected: prompt })),
    columns: models.map((model) => ({ id: `column-${model}`, setup: newSetup(model) })),
    ...change,
  });
}

async function open(set: PromptSet): Promise<SetRunner> {
  const runner = new SetRunner(set, {
    runs: server,
    cells,
    judgeByRule: async (...question) => judgeByRule(...question),
    whileAlone: async (_, work) => {
      if (alone) await work();
      return alone;
    },
  });
  await runner.open();
  return runner;
}

const states = (runner: SetRunner, model: string) =>
  runner.cellsOf(`column-${model}`).map((cell) => cell?.state ?? "-");
const previews = (runner: SetRunner, model: string) =>
  runner.cellsOf(`column-${model}`).map((cell) => cell?.preview);
const many = Array.from({ length: 20 }, (_, index) => `p${index}`);

describe("a run", () => {
  test("puts every prompt to every model once, and keeps every answer", async () => {
    const set = setOf(["a", "b"], ["one", "two"]);
    const runner = await open(set);
    await runner.run(runner.plan("rest"), []);
    expect(previews(runner, "a")).toEqual(["a on one", "a on two"]);
    expect(previews(runner, "b")).toEqual(["b on one", "b on two"]);
    expect(server.asked).toHaveLength(4);
    const again = await open(set);
    expect(previews(again, "b")).toEqual(["b on one", "b on two"]);
    expect(again.plan("rest").size).toBe(0);
  });

  test("is over in the same moment in which its last answer is shown", async () => {
    const runner = await open(setOf(["a"], ["one", "two"]));
    const shown: (number | undefined)[] = [];
    runner.store.subscribe((now, before) => {
      if (now.phase === before.phase || now.phase !== "idle") return;
      shown.push(now.version - before.version, statisticsOf(runner.cellsOf("column-a"), "").done);
    });
    await runner.run(runner.plan("rest"), []);
    expect(shown).toEqual([1, 2]);
  });

  test("asks a model no more at a time than it was told", async () => {
    const runner = await open(setOf(["a", "b"], many, { concurrency: 3 }));
    await runner.run(runner.plan("rest"), []);
    expect([...server.most]).toEqual([
      ["a", 3],
      ["b", 3],
    ]);
  });

  test("has stored a cell before it is sent", async () => {
    const runner = await open(setOf(["a"], ["one"]));
    server.reply = () => {
      expect(stored.get("column-a 0")).toMatchObject({ state: "running", attempt: 1 });
      return "yes";
    };
    await runner.run(runner.plan("rest"), []);
    expect(states(runner, "a")).toEqual(["done"]);
  });

  test("leaves out rows that lack a variable, and asks the rest", async () => {
    const set = setOf(["a"], ["one", "", "three"]);
    const runner = await open(set);
    await runner.run(runner.plan("rest"), []);
    expect(states(runner, "a")).toEqual(["done", "-", "done"]);
  });

  test("asks nothing again that another tab has asked since this one was opened", async () => {
    const set = setOf(["a", "b"], many);
    const [first, second] = [await open(set), await open(set)];
    await first.run(first.plan("rest"), []);
    await second.run(second.plan("rest"), []);
    expect(server.asked).toHaveLength(2 * many.length);
    expect(states(second, "a")).toEqual(many.map(() => "done"));
    // What a person sees here and asks for again is asked.
    await second.run(new Map([["column-a", [0]]]), []);
    expect(server.asked).toHaveLength(2 * many.length + 1);
  });

  test("takes no answers away while another tab is at it", async () => {
    const runner = await open(setOf(["a"], ["one"]));
    await runner.run(runner.plan("rest"), []);
    alone = false;
    await runner.clear();
    expect([stored.size, runner.store.getState().elsewhere]).toEqual([1, true]);
    alone = true;
    await runner.clear();
    expect([stored.size, runner.begun, runner.store.getState().elsewhere]).toEqual([0, false, false]);
  });

  test("asks nothing when another tab is at it, and says so", async () => {
    const runner = await open(setOf(["a"], ["one"]));
    alone = false;
    await runner.run(runner.plan("rest"), []);
    expect(server.asked).toEqual([]);
    expect(runner.store.getState()).toMatchObject({ phase: "idle", elsewhere: true });
  });
});

describe("what fails", () => {
  test("for its rate slows down only its own column, and is asked again under another key", async () => {
    const error = appError("rate-limited", { retryAfterSeconds: 0.3 });
    server.reply = (model, prompt, time) => (model === "a" && time === 0 ? error : `${model} on ${prompt}`);
    const runner = await open(setOf(["a", "b"], ["one", "two", "three"], { concurrency: 2 }));
    const seen: RunnerState["lanes"][] = [];
    runner.store.subscribe(({ lanes }) => seen.push(lanes));
    await runner.run(runner.plan("rest"), []);
    const limits = (column: string) => seen.map((lanes) => lanes[column]?.limit ?? 2);
    expect(states(runner, "a")).toEqual(["done", "done", "done"]);
    expect(server.prompts("b")).toHaveLength(3);
    expect(server.prompts("a")).toHaveLength(6);
    expect(new Set(server.asked.map(({ key }) => key)).size).toBe(9);
    expect(Math.min(...limits("column-a"))).toBe(1);
    expect(Math.min(...limits("column-b"))).toBe(2);
  });

  test("because the model is not there ends its column early, with the prompts that were not asked", async () => {
    server.reply = (model, prompt) =>
      model === "gone" ? appError("model-not-found") : `${model} on ${prompt}`;
    const runner = await open(setOf(["gone", "b"], many, { concurrency: 2 }));
    await runner.run(runner.plan("rest"), []);
    expect(server.prompts("gone").length).toBeLessThanOrEqual(3);
    expect(states(runner, "b")).toEqual(many.map(() => "done"));
    await expect
      .poll(() => runner.store.getState().lanes["column-gone"]?.halted?.code)
      .toBe("model-not-found");
    expect(runner.plan("rest").get("column-gone")?.length).toBeGreaterThanOrEqual(17);
  });

  test("still says after a reload why a column ended, until it has gone on", async () => {
    let there = false;
    server.reply = (model) => (model === "gone" && !there ? appError("model-not-found") : "yes");
    const set = setOf(["gone", "b"], many, { concurrency: 2 });
    const runner = await open(set);
    await runner.run(runner.plan("rest"), []);
    const haltsOf = ({ store }: SetRunner) =>
      Object.entries(store.getState().lanes).flatMap(([columnId, { halted }]) => (halted ? columnId : []));
    const reloaded = await open(set);
    expect(haltsOf(reloaded)).toEqual(["column-gone"]);
    // Another column at work does not take it away.
    await reloaded.run(new Map([["column-b", [0]]]), []);
    expect(haltsOf(reloaded)).toEqual(["column-gone"]);
    there = true;
    await reloaded.run(reloaded.plan("rest"), []);
    expect(haltsOf(reloaded)).toEqual([]);
    expect(states(reloaded, "gone").filter((state) => state === "failed").length).toBeGreaterThan(0);
    expect(haltsOf(await open(set))).toEqual([]);
  });

  test("of one prompt alone is no end of a column, after a reload either", async () => {
    server.reply = (_, prompt) => (prompt === "two" ? appError("stream-truncated") : "yes");
    const set = setOf(["a"], ["one", "two"]);
    const runner = await open(set);
    await runner.run(runner.plan("rest"), []);
    expect((await open(set)).store.getState().lanes).toEqual({});
  });

  test("in the middle fails alone, and can be asked again alone", async () => {
    server.reply = (_, prompt, time) =>
      prompt === "two" && time === 0 ? appError("stream-truncated") : "yes";
    const runner = await open(setOf(["a"], ["one", "two", "three"]));
    await runner.run(runner.plan("rest"), []);
    expect(states(runner, "a")).toEqual(["done", "failed", "done"]);
    expect(runner.plan("rest").size).toBe(0);
    await runner.run(runner.plan("failed"), []);
    expect(states(runner, "a")).toEqual(["done", "done", "done"]);
    expect(server.prompts("a")).toEqual(["one", "two", "three", "two"]);
  });

  test("to be stored stops everything: nothing is paid for that is lost", async () => {
    const runner = new SetRunner(setOf(["a"], many, { concurrency: 1 }), {
      runs: server,
      cells: {
        ...cells,
        save: async () => {
          throw new DOMException("full", "QuotaExceededError");
        },
      },
      judgeByRule: async (...question) => judgeByRule(...question),
      whileAlone: async (_, work) => {
        await work();
        return true;
      },
    });
    await runner.open();
    await runner.run(runner.plan("rest"), []);
    expect(server.asked).toEqual([]);
    expect(runner.store.getState().saveFailure).toBeInstanceOf(DOMException);
  });
});

describe("Stop", () => {
  test("ends what goes on, keeps what had arrived, and the rest is asked later, each prompt once", async () => {
    server.reply = (_, prompt, time) => (prompt > "p15" && time === 0 ? "never" : `on ${prompt}`);
    const runner = await open(setOf(["a"], ["p10", "p11", "p16", "p17", "p18"], { concurrency: 2 }));
    const running = runner.run(runner.plan("rest"), []);
    await expect.poll(() => server.asked.length).toBe(4);
    await runner.stop();
    await running;
    expect(states(runner, "a")).toEqual(["done", "done", "stopped", "stopped", "-"]);
    expect(previews(runner, "a")[2]).toBe("half");
    server.reply = (_, prompt) => `on ${prompt}`;
    await runner.run(runner.plan("rest"), []);
    expect(states(runner, "a")).toEqual(many.slice(0, 5).map(() => "done"));
    expect(server.prompts("a").toSorted()).toEqual(["p10", "p11", "p16", "p16", "p17", "p17", "p18"]);
  });
});

describe("after a reload", () => {
  test("runs that go on are followed, and nothing is asked", async () => {
    const set = setOf(["a"], ["one", "two", "three"], { concurrency: 1 });
    server.reply = () => "never";
    const left = await open(set);
    void left.run(left.plan("rest"), []);
    await expect.poll(() => stored.get("column-a 0")?.runId).toBe("run_0");
    const run = server.runs.get("run_0");
    if (run) run.reply = "the answer";
    const runner = await open(set);
    expect(previews(runner, "a")[0]).toBe("the answer");
    expect(server.asked).toHaveLength(1);
    expect(runner.plan("rest").get("column-a")).toEqual([1, 2]);
  });

  test("a start that nobody confirmed is asked for under the same key: never two runs", async () => {
    const set = setOf(["a"], ["one"]);
    server.losesReplies = true;
    const left = await open(set);
    const lost = left.run(left.plan("rest"), []);
    await expect.poll(() => server.asked.length).toBe(1);
    await left.stop();
    await lost;
    server.losesReplies = false;
    const runner = await open(set);
    expect(states(runner, "a")).toEqual(["lost"]);
    await runner.run(runner.plan("rest"), []);
    expect(previews(runner, "a")).toEqual(["a on one"]);
    expect(server.asked).toHaveLength(1);
  });

  test("a run that is refused for its rate meanwhile is not asked again by itself", async () => {
    const set = setOf(["a"], ["one"]);
    server.reply = () => "never";
    const left = await open(set);
    void left.run(left.plan("rest"), []);
    await expect.poll(() => stored.get("column-a 0")?.runId).toBe("run_0");
    const run = server.runs.get("run_0");
    if (run) run.reply = appError("rate-limited", { retryAfterSeconds: 0 });
    const runner = await open(set);
    expect(states(runner, "a")).toEqual(["failed"]);
    expect(server.asked).toHaveLength(1);
  });
});

describe("a judge", () => {
  const exact: Judge = { kind: "exact", expected: "a on {{expected}}", trim: true, ignoreCase: false };
  const rubric: Judge = { kind: "model", model: "judge", rubric: "Right?", passMark: 6 };
  const results = (runner: SetRunner) =>
    runner.cellsOf("column-a").map((cell) => cell?.verdict?.result ?? "-");

  test("by a rule judges each answer as it comes, and another judge judges them without asking again", async () => {
    const set = setOf(["a"], ["one", "two"], { judge: exact });
    const runner = await open(set);
    await runner.run(runner.plan("rest"), []);
    expect(results(runner)).toEqual(["passed", "passed"]);
    runner.update({ ...set, judge: { kind: "contains", expected: "two", ignoreCase: false } });
    expect(runner.unjudged).toBe(2);
    await runner.judgeAll([]);
    expect(results(runner)).toEqual(["failed", "passed"]);
    expect(server.asked).toHaveLength(2);
    expect(runner.unjudged).toBe(0);
  });

  test("that is a model gives a score; a reply that is no JSON is no zero", async () => {
    server.reply = (model, prompt) => {
      if (model !== "judge") return `${model} on ${prompt}`;
      return prompt.includes("a on one") ? '{"score": 9, "reason": "good"}' : "I like it";
    };
    const set = setOf(["a"], ["one", "two"], { judge: rubric });
    const runner = await open(set);
    await runner.run(runner.plan("rest"), []);
    expect(results(runner)).toEqual(["passed", "unjudged"]);
    const statistics = statisticsOf(
      runner.cellsOf("column-a"),
      runner.cell("column-a", 0)?.verdict?.by ?? "",
    );
    expect(statistics).toMatchObject({ passRate: 1, judged: 1, unjudged: 1 });
    expect(statistics.score?.mean).toBe(9);
    expect(server.prompts("judge")).toHaveLength(2);
  });

  test("that is a model is not asked because a page was opened", async () => {
    server.reply = () => "never";
    const set = setOf(["a"], ["one"], { judge: rubric });
    const left = await open(set);
    void left.run(left.plan("rest"), []);
    await expect.poll(() => stored.get("column-a 0")?.runId).toBe("run_0");
    const run = server.runs.get("run_0");
    if (run) run.reply = "done";
    const runner = await open(set);
    expect(server.prompts("judge")).toEqual([]);
    expect(runner.unjudged).toBe(1);
  });
});
