import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modelOf } from "@/lib/models/test-model";
import { judgeKey, judgeRequest, readJudgement } from "./judge-model";
import { judgeByRule } from "./judge-rules";
import type { RuleJudge } from "./prompt-set";

const row = { expected: "Paris", sign: "a.b" };
const result = (judge: RuleJudge, answer: string) => judgeByRule(judge, row, answer).result;

describe("a rule", () => {
  const exact = { kind: "exact", expected: "{{expected}}", trim: true, ignoreCase: false } as const;
  const contains = { kind: "contains", expected: "{{expected}}", ignoreCase: true } as const;

  test("of sameness takes the whole answer, without the space around it if wanted", () => {
    expect(result(exact, " Paris\n")).toBe("passed");
    expect(result({ ...exact, trim: false }, " Paris\n")).toBe("failed");
    expect(result(exact, "paris")).toBe("failed");
    expect(result({ ...exact, ignoreCase: true }, "paris")).toBe("passed");
    expect(result({ ...exact, expected: "e\u0301" }, "\u00e9")).toBe("passed");
  });

  test("of containing finds the text anywhere", () => {
    expect(result(contains, "It is PARIS.")).toBe("passed");
    expect(result(contains, "It is Rome.")).toBe("failed");
  });

  test("without an expected text judges nothing, rather than letting everything pass", () => {
    for (const judge of [exact, contains])
      expect(judgeByRule(judge, {}, "anything")).toEqual({ result: "unjudged", fault: "expected" });
  });

  test("by a pattern takes flags, and a row's values literally", () => {
    const judge = { kind: "regex", pattern: "^x {{sign}}$", flags: "i" } as const;
    expect(result(judge, "X a.b")).toBe("passed");
    expect(result(judge, "X acb")).toBe("failed");
    expect(judgeByRule({ ...judge, pattern: "(" }, row, "x")).toMatchObject({
      result: "unjudged",
      fault: "pattern",
    });
    expect(judgeByRule({ ...judge, flags: "zz" }, row, "x")).toMatchObject({
      result: "unjudged",
      fault: "pattern",
    });
  });

  test("by a schema says what breaks it, and a broken schema judges nothing", () => {
    const schema = { type: "object", required: ["city"], properties: { city: { type: "string" } } };
    const judge = { kind: "schema", schema: JSON.stringify(schema) } as const;
    expect(result(judge, '```json\n{"city":"Paris"}\n```')).toBe("passed");
    expect(judgeByRule(judge, row, '{"city":1}')).toMatchObject({
      result: "failed",
      reason: expect.stringContaining("city"),
    });
    expect(judgeByRule(judge, row, "Paris")).toMatchObject({ result: "failed", reason: expect.any(String) });
    for (const broken of ["{", '{"type":"nonsense"}', "3"])
      expect(judgeByRule({ kind: "schema", schema: broken }, row, "{}")).toMatchObject({
        result: "unjudged",
        fault: "schema",
      });
  });

  test("takes any value in a pattern for exactly that value", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (value) => {
        const judge = { kind: "regex", pattern: "^{{v}}$", flags: "u" } as const;
        expect(judgeByRule(judge, { v: value }, value).result).toBe("passed");
      }),
    );
  });
});

describe("a model that judges", () => {
  test("gives a score with a reason, whatever stands around its JSON", () => {
    expect(readJudgement('{"score": 7.5, "reason": "good"}', 6)).toEqual({
      result: "passed",
      score: 7.5,
      reason: "good",
    });
    expect(readJudgement('Here:\n```json\n{"score":"3"}\n```', 6)).toEqual({ result: "failed", score: 3 });
    expect(readJudgement('{"score": 0}', 6)).toMatchObject({ result: "failed", score: 0 });
  });

  test("that gives no score from 0 to 10 has judged nothing", () => {
    for (const reply of [
      "",
      "ten",
      '{"score": 11}',
      '{"score": ""}',
      '{"score": null}',
      '{"reason": "x"}',
      "{",
      "[]",
    ])
      expect(readJudgement(reply, 6)).toMatchObject({ result: "unjudged", fault: "no-json" });
    expect(readJudgement("", 6).score).toBeUndefined();
  });

  test("is asked for JSON without thinking, as far as it can", () => {
    const judge = { kind: "model", model: "m", rubric: "Is it {{expected}}?", passMark: 6 } as const;
    const { input } = judgeRequest(
      judge,
      row,
      { prompt: "Capital?", answer: "Paris" },
      modelOf({ thinking: "switchable" }),
    );
    expect(input).toMatchObject({
      model: "m",
      response_format: { type: "json_object" },
      enable_thinking: false,
    });
    const content = JSON.stringify(input);
    for (const part of ["Capital?", "Paris", "Is it Paris?"]) expect(content).toContain(part);
    const plain = judgeRequest(
      judge,
      row,
      { prompt: "", answer: "" },
      modelOf({ json: false, thinking: "never" }),
    ).input;
    expect(plain).not.toHaveProperty("response_format");
    expect(plain).not.toHaveProperty("enable_thinking");
  });

  test("has another name once its rubric is another", () => {
    const judge = { kind: "model", model: "m", rubric: "a", passMark: 6 } as const;
    expect(judgeKey(judge)).toBe(judgeKey({ ...judge }));
    expect(judgeKey(judge)).not.toBe(judgeKey({ ...judge, rubric: "b" }));
  });
});
