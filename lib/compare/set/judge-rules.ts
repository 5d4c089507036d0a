import { checkJson } from "@/lib/chat/json-check";
import { schemaFault } from "@/lib/chat/schema-fault";
import { fillTemplate } from "@/lib/rows/template";
import type { Row, RuleJudge } from "./prompt-set";
import type { Verdict } from "./set-cell";

export type RuleVerdict = Pick<Verdict, "result" | "reason" | "fault">;

const unjudged = (fault: Verdict["fault"]): RuleVerdict => ({ result: "unjudged", fault });
const passedIf = (passed: boolean): RuleVerdict => ({ result: passed ? "passed" : "failed" });

/** A value as a regular expression finds it literally. */
const literally = (value: string) => value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replaceAll("-", "\\x2d");

/**
 * Holds an answer against a rule. A pattern may take for ever and a schema may hold one: only to be called in a
 * worker that can be ended. What cannot be judged is neither passed nor failed.
 */
export function judgeByRule(judge: RuleJudge, row: Row, answer: string): RuleVerdict {
  switch (judge.kind) {
    case "exact": {
      const put = (text: string) => cased(judge.trim ? text.trim() : text, judge.ignoreCase);
      const expected = put(fillTemplate(judge.expected, row));
      return expected === "" ? unjudged("expected") : passedIf(put(answer) === expected);
    }
    case "contains": {
      const expected = cased(fillTemplate(judge.expected, row), judge.ignoreCase);
      if (expected.trim() === "") return unjudged("expected");
      return passedIf(cased(answer, judge.ignoreCase).includes(expected));
    }
    case "regex":
      return byPattern(judge, row, answer);
    case "schema":
      return bySchema(judge.schema, answer);
  }
}

/** The same word may be written in several ways in Unicode. */
const cased = (text: string, ignoreCase: boolean) =>
  ignoreCase ? text.normalize("NFC").toLowerCase() : text.normalize("NFC");

function byPattern({ pattern, flags }: Extract<RuleJudge, { kind: "regex" }>, row: Row, answer: string) {
  const filled = fillTemplate(pattern, row, literally);
  if (filled === "") return unjudged("expected");
  try {
    return passedIf(new RegExp(filled, flags.replace(/[gy]/g, "")).test(answer));
  } catch (error) {
    return { ...unjudged("pattern"), ...(error instanceof Error && { reason: error.message }) };
  }
}

function bySchema(text: string, answer: string): RuleVerdict {
  let schema: unknown;
  try {
    schema = JSON.parse(text);
  } catch (error) {
    return { ...unjudged("schema"), ...(error instanceof Error && { reason: error.message }) };
  }
  const fault = schemaFault(schema);
  if (fault || typeof schema !== "object" || schema === null)
    return { ...unjudged("schema"), reason: fault ? `${fault.at} ${fault.fault}`.trim() : text };
  const check = checkJson(answer, schema);
  if (check.kind === "fits") return passedIf(true);
  // With a schema that cannot be applied nothing is found out.
  if (check.kind === "json") return unjudged("schema");
  const [problem] = check.kind === "breaks" ? check.problems.slice(-1) : [];
  const reason =
    check.kind === "not-json" ? check.detail : `${problem?.at ?? ""} ${problem?.message ?? ""}`.trim();
  return { result: "failed", reason };
}
