import fc from "fast-check";
import { expect, test } from "vitest";
import { type AppErrorCode, appErrorTable } from "@/lib/core/app-error";
import type { RunEvent } from "../event";
import { sealedAttempt, sealedEvent } from "./seal";

const model = fc.constantFrom("Qwen/Qwen3-32B", "Pro/zai-org/GLM-5.1", "a+b/c.d(e)", "plain-name");
const shortOf = (name: string) => name.slice(name.lastIndexOf("/") + 1);

/** A text that may well hold the model's name, long or short, in any case. */
const telling = (name: string) =>
  fc
    .array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(name, shortOf(name), name.toUpperCase(), shortOf(name).toLowerCase()),
      ),
    )
    .map((pieces) => pieces.join(""));

const codes = fc.constantFrom(...(Object.keys(appErrorTable) as AppErrorCode[]));
const errorOf = (name: string) =>
  fc.record(
    {
      code: codes,
      detail: telling(name),
      limit: telling(name),
      field: telling(name),
      traceId: telling(name),
    },
    { requiredKeys: ["code"] },
  );

const eventOf = (name: string): fc.Arbitrary<RunEvent> =>
  fc.oneof(
    errorOf(name).map((error): RunEvent => ({ type: "error", error })),
    errorOf(name).map((error): RunEvent => ({ type: "progress", step: "retrying", attempt: 2, error })),
    telling(name).map(
      (toolCallId): RunEvent => ({ type: "tool-call-start", part: "p", choice: 0, toolCallId, name: "f" }),
    ),
    fc
      .record({ finishReason: telling(name), traceId: telling(name) })
      .map((end): RunEvent => ({ type: "run-end", state: "completed", ...end })),
  );

const attemptOf = (name: string) =>
  fc.record({
    number: fc.constant(1),
    startedAt: fc.constant(0),
    headers: fc.record({ contentType: telling(name), retryAfter: telling(name), traceId: telling(name) }),
    error: errorOf(name),
  });

test("what is sealed holds the model's name in no form, wherever SiliconFlow wrote it", () => {
  const cases = model.chain((name) => fc.tuple(fc.constant(name), eventOf(name), attemptOf(name)));
  fc.assert(
    fc.property(cases, ([name, event, attempt]) => {
      const sealed = JSON.stringify([sealedEvent(event, name), sealedAttempt(attempt, name)]);
      expect(sealed.toLowerCase()).not.toContain(shortOf(name).toLowerCase());
    }),
  );
});

test("what is sealed keeps the answer, the tokens, the code, the limit and the trace", () => {
  const kept: RunEvent[] = [
    { type: "text-delta", part: "text-0-1", delta: "I am Qwen3-32B" },
    {
      type: "error",
      error: {
        code: "rate-limited",
        limit: "TPM",
        upstreamStatus: 429,
        retryAfterSeconds: 3,
        traceId: "ti_1",
      },
    },
    { type: "run-end", state: "completed", finishReason: "length", traceId: "ti_1" },
  ];
  for (const event of kept) expect(sealedEvent(event, "Qwen/Qwen3-32B")).toEqual(event);
  const usage = { inputTokens: 1, outputTokens: 2, estimated: false };
  expect(sealedEvent({ type: "usage", usage, price: { kind: "known", cny: 1 } }, "a/b")).toEqual({
    type: "usage",
    usage,
    price: { kind: "unknown" },
  });
});
