import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ledger } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { KeySpending } from "./key-spending";

let database: Database;
let spending: KeySpending;
let now: number;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.orm.delete(ledger);
  now = Date.parse("2026-11-22T10:00:00+08:00");
  spending = new KeySpending(
    async () => database,
    () => now,
  );
});

const yuan = (amount: number) => ({ microCny: amount * 1e6, free: false });

const spent = (clientKey: string | null, amount: number, at = now) =>
  database.orm.insert(ledger).values({
    door: "client",
    clientKey,
    operation: "chat.completions",
    model: "m",
    state: "completed",
    inputTokens: 1,
    outputTokens: 1,
    estimated: false,
    priceMicroCny: amount * 1e6,
    settledAt: new Date(at),
  });

const alice = { id: "aaaaaaaa", yuanPerDay: 5 };

test("a key's day is spent by what it spent today and by what runs, not by what others did", async () => {
  await spent("bbbbbbbb", 100);
  await spent(null, 100);
  await spent(alice.id, 100, now - 24 * 3600_000);
  await spent(alice.id, 3);
  const first = await spending.admit(alice, yuan(2));
  expect(first.ok).toBe(true);
  expect(await spending.admit(alice, yuan(1))).toMatchObject({
    ok: false,
    error: { code: "key-limit-reached", limit: "yuanPerDay", retryAfterSeconds: 14 * 3600 },
  });
  expect(await spending.admit({ ...alice, id: "cccccccc" }, yuan(1))).toMatchObject({ ok: true });
  if (first.ok) first.value();
  expect(await spending.admit(alice, yuan(1))).toMatchObject({ ok: true });
});

test("at midnight in UTC+8 the day begins anew", async () => {
  await spent(alice.id, 5);
  expect(await spending.admit(alice, yuan(1))).toMatchObject({ ok: false });
  now = Date.parse("2026-11-23T00:00:00+08:00");
  expect(await spending.admit(alice, yuan(1))).toMatchObject({ ok: true });
});

test("a clock that is put forward and back again forgets nothing that was spent", async () => {
  const key = { ...alice, yuanPerMonth: 8 };
  await spent(alice.id, 5);
  expect(await spending.admit(key, yuan(1))).toMatchObject({ error: { limit: "yuanPerDay" } });
  for (const days of [1, 40]) {
    now += days * 24 * 3600_000;
    const ahead = await spending.admit(key, yuan(1));
    expect(ahead).toMatchObject({ ok: true });
    if (ahead.ok) ahead.value();
    now -= days * 24 * 3600_000;
    expect(await spending.admit(key, yuan(1))).toMatchObject({ error: { limit: "yuanPerDay" } });
  }
  now += 24 * 3600_000;
  await spent(alice.id, 3);
  expect(await spending.admit(key, yuan(1))).toMatchObject({ error: { limit: "yuanPerMonth" } });
});

test("a month that is spent is no matter of waiting", async () => {
  await spent(alice.id, 50, now - 10 * 24 * 3600_000);
  expect(await spending.admit({ ...alice, yuanPerMonth: 50 }, yuan(1))).toMatchObject({
    ok: false,
    error: { code: "key-budget-spent", limit: "yuanPerMonth" },
  });
  expect(await spending.admit({ ...alice, yuanPerMonth: 51 }, yuan(1))).toMatchObject({ ok: true });
});

test("of 200 calls that come at once no more begin than the day pays for, and none is held when they are over", async () => {
  const results = await Promise.all(Array.from({ length: 200 }, () => spending.admit(alice, yuan(0.5))));
  expect(results.filter(({ ok }) => ok)).toHaveLength(10);
  expect(spending.held).toBe(5e6);
  for (const result of results)
    if (result.ok) {
      result.value();
      result.value();
    }
  expect(spending.held).toBe(0);
});

test("what costs nothing always begins, and a key without such a limit is not asked", async () => {
  await spent(alice.id, 500);
  expect(await spending.admit(alice, { microCny: 0, free: true })).toMatchObject({ ok: true });
  expect(await spending.admit({ id: alice.id }, yuan(100))).toMatchObject({ ok: true });
});

test("nothing paid begins while the ledger cannot be read", async () => {
  const broken = new KeySpending(() => Promise.reject(new Error("gone")));
  expect(await broken.admit(alice, yuan(1))).toMatchObject({
    ok: false,
    error: { code: "storage-unavailable" },
  });
  expect(broken.held).toBe(0);
});

test("while nothing is written nothing is read, and what is written counts for the next call", async () => {
  let reads = 0;
  let writes = 0;
  const open = async () => {
    reads += 1;
    return database;
  };
  spending = new KeySpending(
    open,
    () => now,
    () => writes,
  );
  const limited = { id: "dddddddd", yuanPerDay: 5, yuanPerMonth: 50 };
  for (let call = 0; call < 20; call += 1) {
    const admitted = await spending.admit(limited, yuan(1));
    if (admitted.ok) admitted.value();
  }
  expect(reads).toBe(2); // the day and the month
  await spent(limited.id, 5);
  writes += 1;
  expect(await spending.admit(limited, yuan(1))).toMatchObject({ ok: false });
  now += 24 * 3600_000; // another day is another sum
  expect(await spending.admit(limited, yuan(1))).toMatchObject({ ok: true });
});
