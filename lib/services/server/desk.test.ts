import { afterAll, beforeAll, expect, test } from "vitest";
import { ledger } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { CallDesk } from "@/lib/gateway/server/call-desk";
import { ClientLimits } from "@/lib/gateway/server/client-limits";
import type { Gate } from "@/lib/gateway/server/gate";
import { RunStore } from "@/lib/runs/server/run-store";
import { KeySpending } from "@/lib/usage/server/key-spending";
import { Spending } from "@/lib/usage/server/spending";

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** Yuan for each token, so that sums are exact. */
const yuanPerToken = 0.0001;

/** A number that looks random and is the same each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

test("after many calls that ended in whatever way nothing is held, and the ledger has what was used", async () => {
  const open = async () => database;
  const limits = new ClientLimits(50);
  const keys = new KeySpending(open);
  const spending = new Spending(open);
  await spending.change({ microCny: 1e12, stops: true, warnAtPercent: 80 });
  const store = new RunStore(open);
  const keyGate: Gate = ({ client, cost }) =>
    client ? keys.admit(client, cost) : { ok: true, value: () => {} };
  const desk = new CallDesk({
    admit: (cost) => spending.admit(cost),
    gates: [limits.gate, keyGate],
    priceOf: (_, { inputTokens, outputTokens }) => ({
      kind: "known",
      cny: (inputTokens + outputTokens) * yuanPerToken,
    }),
    record: (entry) => store.settle(entry),
    onUnwritten: (error) => expect(error).toBeUndefined(),
  });
  const client = {
    id: "aaaaaaaa",
    tokensPerMinute: 1e8,
    requestsPerMinute: 1e6,
    yuanPerDay: 0.9,
    yuanPerMonth: 1e6,
  };
  const random = numbers(7);
  let used = 0;
  let refused = 0;
  const one = async () => {
    const [size, tokens, luck] = [random(), Math.floor(random() * 50), random()];
    const call = { method: "POST", path: "/v1/chat/completions", key: undefined };
    const input = { model: "m", max_tokens: 1 + Math.floor(size * 9), messages: [] };
    const opened = await desk.open({ operation: "chat.completions", input }, { client, call });
    if (!opened.ok) {
      refused += 1;
      return;
    }
    if (luck < 0.5) await new Promise((resolve) => setImmediate(resolve));
    if (luck < 0.3) return opened.value.end(); // refused, or its caller left before anything came
    used += tokens;
    const usage = { inputTokens: tokens, outputTokens: 0, estimated: luck < 0.5 };
    await opened.value.end({ state: luck < 0.5 ? "stopped" : "completed", usage, traceId: undefined });
  };
  for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({ length: 60 }, one));
  expect(limits.held).toEqual({ tokens: 0, running: 0 });
  expect(keys.held).toBe(0);
  expect((await spending.state()).heldMicroCny).toBe(0);
  const rows = await database.orm.select().from(ledger);
  expect(rows.reduce((sum, { inputTokens }) => sum + inputTokens, 0)).toBe(used);
  expect(refused).toBeGreaterThan(0);
});
