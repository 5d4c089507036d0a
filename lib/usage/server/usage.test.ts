import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rounds } from "@/lib/db/schema/rounds";
import { ledger, runs } from "@/lib/db/schema/runs";
import { settings } from "@/lib/db/schema/settings";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import type { RouteRequest } from "@/lib/http/server/define-route";
import { type KeyNames, sumOf, sumsBy, usageCallsSchema, usageReplySchema } from "../usage";
import { Spending } from "./spending";
import { exportCalls, listCalls, showUsage } from "./usage-handlers";
import { UsageStore } from "./usage-store";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.orm.delete(ledger);
  await database.orm.delete(runs);
  await database.orm.delete(rounds);
  await database.orm.delete(settings);
});

let keyNames: KeyNames = {};
const store = new UsageStore(
  async () => database,
  async () => keyNames,
);
const call = (changes: Partial<typeof ledger.$inferInsert> = {}) => ({
  door: "browser" as const,
  operation: "chat.completions",
  model: "acme/one",
  state: "completed",
  inputTokens: 10,
  outputTokens: 5,
  estimated: false,
  priceMicroCny: 100,
  settledAt: new Date("2026-11-20T10:00:00Z"),
  ...changes,
});
const add = (...calls: Partial<typeof ledger.$inferInsert>[]) =>
  database.orm.insert(ledger).values(calls.map(call));

const requestFor = (query: Record<string, string>): RouteRequest<undefined> => ({
  method: "GET",
  url: new URL(`http://local/api/usage?${new URLSearchParams(query)}`),
  params: {},
  body: undefined,
  bodyText: "",
  signal: new AbortController().signal,
  client: undefined,
  call: { method: "GET", path: "/api/usage", key: undefined },
  header: () => undefined,
});
const november = { from: "2026-11-01T00:00:00Z", to: "2026-12-01T00:00:00Z" };

async function days(timeZone = "UTC", period = november) {
  const reply = await showUsage(store, requestFor({ ...period, timeZone }));
  if (!reply.ok || reply.value.kind !== "json") throw new Error("no usage");
  return usageReplySchema.parse(reply.value.body);
}

async function calls(query: Record<string, string> = {}) {
  const reply = await listCalls(store, requestFor({ ...november, ...query }));
  if (!reply.ok || reply.value.kind !== "json") throw new Error("no calls");
  return usageCallsSchema.parse(reply.value.body);
}

async function csv(): Promise<string> {
  const reply = await exportCalls(store, requestFor(november));
  if (!reply.ok || reply.value.kind !== "stream") throw new Error("no file");
  const written: string[] = [];
  await reply.value.write({
    write: (chunk) => written.push(String(chunk)) > 0,
    drained: async () => {},
    signal: new AbortController().signal,
  });
  return written.join("");
}

describe("usage by day", () => {
  test("adds up exactly, to a millionth of a yuan, whatever it is summed by", async () => {
    await add(
      ...Array.from({ length: 300 }, (_, at) => ({
        model: `acme/${at % 3}`,
        priceMicroCny: 1,
        door: at % 2 ? ("client" as const) : ("browser" as const),
      })),
    );
    const { rows } = await days();
    expect(rows).toHaveLength(6);
    expect(sumOf(rows)).toMatchObject({ calls: 300, microCny: 300, inputTokens: 3000 });
    expect([...sumsBy(rows, ({ model }) => model).values()].map(({ microCny }) => microCny)).toEqual([
      100, 100, 100,
    ]);
  });

  test("counts estimates and what has no price by themselves", async () => {
    await add({}, { estimated: true, priceMicroCny: 7 }, { priceMicroCny: null }, { state: "failed" });
    const [row] = (await days()).rows;
    expect(row).toMatchObject({ calls: 4, failed: 1, microCny: 207, estimatedMicroCny: 7, unpriced: 1 });
  });

  test("takes days as they are where the person is", async () => {
    await add({ settledAt: new Date("2026-11-20T17:00:00Z") });
    expect((await days("UTC")).rows[0]?.day).toBe("2026-11-20");
    expect((await days("Asia/Shanghai")).rows[0]?.day).toBe("2026-11-21");
  });

  test("leaves out what is not in the period: the end belongs to the next", async () => {
    await add(
      { settledAt: new Date("2026-12-01T00:00:00Z") },
      { settledAt: new Date("2026-11-01T00:00:00Z") },
    );
    expect(sumOf((await days()).rows).calls).toBe(1);
  });

  test("has days of 23 and 25 hours where clocks change", async () => {
    await add(
      { settledAt: new Date("2026-11-01T03:59:59Z") },
      { settledAt: new Date("2026-11-01T04:00:00Z") },
      { settledAt: new Date("2026-11-02T04:59:59Z") },
      { settledAt: new Date("2026-11-02T05:00:00Z") },
    );
    const { rows } = await days("America/New_York", { from: "2026-10-31T00:00:00Z", to: november.to });
    expect(rows.map(({ day, calls: count }) => [day, count])).toEqual([
      ["2026-10-31", 1],
      ["2026-11-01", 2],
      ["2026-11-02", 1],
    ]);
  });

  test("of a period that ends before it begins is nothing", async () => {
    await add({});
    expect(await days("UTC", { from: november.to, to: november.from })).toEqual({
      rows: [],
      secret: 0,
      keyNames: {},
    });
  });

  test.each([
    [{ from: "yesterday" }, "from"],
    [{ from: "0000-01-01T00:00:00Z" }, "from"],
    [{ from: "1999-12-31T23:59:59Z" }, "from"],
    [{ to: "9999-12-31T23:59:59-08:00" }, "to"],
    [{ from: "2000-01-01T00:00:00Z" }, "from"],
    [{ timeZone: "Mars/Olympus" }, "timeZone"],
    [{ timeZone: "+08:00" }, "timeZone"],
    [{ timeZone: "" }, "timeZone"],
  ])("refuses %j by name", async (query, field) => {
    const reply = await showUsage(store, requestFor({ ...november, timeZone: "UTC", ...query }));
    expect(reply).toMatchObject({ ok: false, error: { code: "bad-request", field } });
  });
});

describe("a blind round", () => {
  const vote = { kind: "tie" as const };
  async function roundOf(cast: unknown) {
    await database.orm
      .insert(rounds)
      .values({ id: "round_1", operation: "chat.completions", lanes: [], vote: cast, createdAt: new Date() });
    await database.orm.insert(runs).values({
      id: "run_1",
      idempotencyKey: "k",
      fingerprint: "f",
      operation: "chat.completions",
      model: "blind:round_1:0",
      input: {},
      state: "completed",
      startedAt: new Date(),
    });
    await add({ runId: "run_1", model: "acme/secret" }, {});
  }

  test("is in no sum, no list and no file before the vote; only that there was a call", async () => {
    await roundOf(null);
    const { rows, secret } = await days();
    expect(secret).toBe(1);
    expect(sumOf(rows).calls).toBe(1);
    expect(JSON.stringify([rows, await calls()])).not.toContain("secret");
    expect(await csv()).not.toContain("secret");
  });

  test("shows nowhere what it costs before the vote, while it runs or after, and counts for a stop", async () => {
    await roundOf(null);
    const spending = new Spending(
      async () => database,
      () => Date.parse("2026-11-22T00:00:00Z"),
    );
    await spending.change({ microCny: 220, warnAtPercent: 80, stops: true });
    const running = await spending.admit({ microCny: 30, free: false, secret: true });
    expect(await spending.state()).toMatchObject({
      spentMicroCny: 100,
      heldMicroCny: 0,
      unpriced: 0,
      secret: 1,
    });
    expect(await spending.admit({ microCny: 1, free: false })).toMatchObject({
      error: { code: "budget-spent" },
    });
    if (running.ok) running.value();
    expect(await spending.admit({ microCny: 1, free: false })).toMatchObject({ ok: true });
    await database.orm.update(rounds).set({ vote });
    expect(await spending.state()).toMatchObject({ spentMicroCny: 200, heldMicroCny: 1, secret: 0 });
  });

  test("is told after it", async () => {
    await roundOf(vote);
    const { rows, secret } = await days();
    expect(secret).toBe(0);
    expect(rows.map(({ model }) => model)).toEqual(["acme/one", "acme/secret"]);
  });
});

describe("single calls", () => {
  test("come page by page, the newest first, each once", async () => {
    await add(...Array.from({ length: 450 }, (_, at) => ({ inputTokens: at })));
    const seen: number[] = [];
    for (let before: number | null | undefined; before !== null; ) {
      const page = await calls(before === undefined ? {} : { before: String(before) });
      seen.push(...page.calls.map(({ inputTokens }) => inputTokens));
      before = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 450 }, (_, at) => 449 - at));
  });

  test("are filtered by model, operation, door and key, and summed by key", async () => {
    await add(
      {},
      { model: "acme/two" },
      { operation: "embeddings" },
      { door: "client", clientKey: "0a1b2c3d" },
    );
    expect((await calls({ key: "0a1b2c3d" })).calls).toHaveLength(1);
    expect((await calls({ key: "none" })).calls).toHaveLength(3);
    expect((await days()).rows.filter(({ clientKey }) => clientKey === "0a1b2c3d")).toMatchObject([
      { calls: 1 },
    ]);
    expect(await csv()).toContain(",client,0a1b2c3d,,");
    expect((await calls({ model: "acme/two" })).calls).toHaveLength(1);
    expect((await calls({ operation: "embeddings" })).calls).toHaveLength(1);
    expect((await calls({ door: "client" })).calls).toHaveLength(1);
  });

  test("tell the keys of programs by the administrator's names, and by their digits where there is none", async () => {
    keyNames = { "0a1b2c3d": "Alice's laptop" };
    await add({ door: "client", clientKey: "0a1b2c3d" }, { door: "client", clientKey: "ffffffff" });
    expect((await days()).keyNames).toEqual(keyNames);
    const text = await csv();
    expect(text).toContain(",client,0a1b2c3d,Alice's laptop,");
    expect(text).toContain(",client,ffffffff,,");
    keyNames = {};
  });

  test.each(["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"])(
    "are in the file as words where a model is called %jcmd()",
    async (begins) => {
      await add({ model: `${begins}cmd()` });
      expect(await csv()).toContain(`'${begins}cmd()`);
    },
  );

  test("are all in the file, with prices that add up and nothing that a spreadsheet would run", async () => {
    await add(
      ...Array.from({ length: 1500 }, () => ({ priceMicroCny: 1_234_567 })),
      { model: "=cmd()", priceMicroCny: null },
      { model: 'a "b", c' },
    );
    const lines = (await csv()).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1503);
    expect(lines.filter((line) => line.includes(",1.234567,"))).toHaveLength(1500);
    expect(lines.some((line) => line.includes(",'=cmd(),"))).toBe(true);
    expect(lines.some((line) => line.includes(',"a ""b"", c",'))).toBe(true);
  });
});
