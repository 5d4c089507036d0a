import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { withCircuitBreaker } from "./circuit-breaker";
import type { Upstream, UpstreamReply } from "./upstream";

let now = 0;
let calls = 0;
let heard: (string | number)[] = [];
let next: (signal: AbortSignal) => Promise<Result<UpstreamReply, AppError>>;
let breaker: Upstream;

async function* nothing(): AsyncGenerator<Uint8Array, void, void> {}
const answers = (status: number) => async () =>
  ok({
    status,
    headers: { contentType: "", retryAfter: undefined, traceId: undefined },
    body: nothing(),
    eachPiece: async () => {},
    discard: () => {},
  });
const fails = (code: AppError["code"]) => async () => err(appError(code));

beforeEach(() => {
  now = 1_000_000;
  calls = 0;
  heard = [];
  const upstream: Upstream = {
    call: (_, signal) => {
      calls += 1;
      return next(signal);
    },
  };
  breaker = withCircuitBreaker(upstream, { now: () => now, onFailure: (failure) => heard.push(failure) });
});

const call = (signal = new AbortController().signal, model = "a/chat") =>
  breaker.call({ method: "POST", path: "/chat/completions", model }, signal);

async function times(count: number, how: typeof next, models = ["a/chat"]): Promise<void> {
  next = how;
  for (let made = 0; made < count; made += 1) await call(undefined, models[made % models.length]);
}

const open = { ok: false, error: { code: "circuit-open" } };

test.each([
  ["503", answers(503)],
  ["no connection", fails("upstream-unreachable")],
  ["no first byte", fails("first-byte-timeout")],
])(
  "after 20 failures (%s) in 10 seconds the next calls fail at once, with how long to wait",
  async (_, how) => {
    await times(20, how);
    now += 1000;
    for (let more = 0; more < 50; more += 1)
      expect(await call()).toEqual({ ok: false, error: { code: "circuit-open", retryAfterSeconds: 4 } });
    expect(calls).toBe(20);
    expect(heard).toHaveLength(20);
  },
);

test("one call each 5 seconds tries, and the first that succeeds ends it", async () => {
  await times(20, answers(500));
  for (let probe = 1; probe <= 3; probe += 1) {
    now += 5000;
    const many = await Promise.all(Array.from({ length: 10 }, () => call()));
    expect(many.filter((result) => result.ok)).toHaveLength(1);
    expect(calls).toBe(20 + probe);
  }
  now += 5000;
  await times(1, answers(200));
  for (let more = 0; more < 10; more += 1) expect(await call()).toMatchObject({ ok: true });
});

test("an answer of 4xx never opens it, and ends it as any answer does", async () => {
  for (const status of [400, 401, 402, 403, 404, 410, 429]) await times(40, answers(status));
  expect(await call()).toMatchObject({ ok: true });
  expect(heard).toEqual([]);
  await times(20, answers(503));
  now += 5000;
  await times(1, answers(429));
  expect(await call()).toMatchObject({ ok: true });
});

test.each([
  ["one success between them", async () => times(1, answers(200)), 19],
  [
    "more than 10 seconds from the first to the last",
    async () => {
      now += 10_001;
    },
    19,
  ],
])("19 failures and %s open nothing", async (_, between, count) => {
  await times(count, answers(503));
  await between();
  await times(count, answers(503));
  expect(await call()).toMatchObject({ ok: true });
});

test("who leaves, and a key that is missing, say nothing of SiliconFlow", async () => {
  const left = new AbortController();
  left.abort();
  next = fails("upstream-unreachable");
  for (let made = 0; made < 30; made += 1) await call(left.signal);
  await times(30, fails("upstream-key-missing"));
  expect(await call()).toMatchObject({ error: { code: "upstream-key-missing" } });
  expect(heard).toEqual([]);
});

test("a probe whose caller leaves is followed by another", async () => {
  await times(20, answers(503));
  now += 5000;
  const left = new AbortController();
  left.abort();
  next = fails("upstream-unreachable");
  await call(left.signal);
  expect(await call()).toMatchObject(open);
  now += 5000;
  await times(1, answers(200));
  expect(await call()).toMatchObject({ ok: true });
});

describe("a model that is broken or slow", () => {
  test.each([
    ["fails", answers(500)],
    ["says nothing", fails("first-byte-timeout")],
  ])("and %s is left alone by itself: the others are asked", async (_, how) => {
    await times(200, how, ["a/broken"]);
    expect(await call(undefined, "a/broken")).toMatchObject(open);
    next = answers(200);
    for (const model of ["a/chat", "a/picture"])
      expect(await call(undefined, model)).toMatchObject({ ok: true });
    expect(await call(undefined, "a/broken")).toMatchObject(open);
    now += 5000;
    expect(await call(undefined, "a/broken")).toMatchObject({ ok: true });
    expect(await call(undefined, "a/broken")).toMatchObject({ ok: true });
  });

  test("is not all of SiliconFlow, though another failed now and then", async () => {
    await times(40, answers(500), ["a/broken"]);
    await times(9, answers(500), ["a/chat"]);
    next = answers(200);
    expect(await call(undefined, "a/picture")).toMatchObject({ ok: true });
  });
});

test("when several models fail no other is asked either, until one answers", async () => {
  await times(20, answers(503), ["a/one", "a/two", "a/three"]);
  expect(await call(undefined, "a/never-asked")).toMatchObject(open);
  now += 5000;
  next = answers(200);
  expect(await call(undefined, "a/never-asked")).toMatchObject({ ok: true });
  expect(await call(undefined, "a/one")).toMatchObject({ ok: true });
});

test("jobs that were paid for are looked up and ended meanwhile, and open nothing when that fails", async () => {
  const lookUp = () => breaker.call({ method: "POST", path: "/video/status" }, new AbortController().signal);
  next = answers(500);
  for (let made = 0; made < 60; made += 1) expect(await lookUp()).toMatchObject({ ok: true });
  next = answers(200);
  expect(await call()).toMatchObject({ ok: true });
  await times(20, answers(503), ["a/one", "a/two"]);
  expect(await call()).toMatchObject(open);
  expect(await lookUp()).toMatchObject({ ok: true });
});

test.each(["bad-request", "body-too-large", "body-too-slow", "internal"] as const)(
  "callers cannot open it by what they send (%s)",
  async (code) => {
    await times(60, fails(code), ["a/one", "a/two"]);
    next = answers(200);
    expect(await call()).toMatchObject({ ok: true });
    expect(heard).toEqual([]);
  },
);

test("callers who make up models take no memory for it", async () => {
  await times(
    2000,
    answers(500),
    Array.from({ length: 2000 }, (_, number) => `made-up/${number}`),
  );
  now += 5000;
  await times(1, answers(200));
  expect(await call()).toMatchObject({ ok: true });
});

test("whatever happens, it never stays open once SiliconFlow is well again", async () => {
  const step = fc.record({ pause: fc.nat({ max: 6000 }), status: fc.constantFrom(200, 400, 429, 500, 503) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      for (const { pause, status } of steps) {
        now += pause;
        await times(1, answers(status));
      }
      now += 5000;
      await times(1, answers(200));
      expect(await call()).toMatchObject({ ok: true });
    }),
  );
});
