import { expect, test } from "vitest";
import { checkLine } from "./check-line";

const user = { role: "user", content: "Hi" };
const wrongs = (body: object) =>
  checkLine(JSON.stringify({ custom_id: "a", body: { messages: [user], ...body } }), 1).findings.map(
    ({ field, wrong }) => [field, wrong],
  );

test.each([
  [{ max_tokens: "x" }, "body.max_tokens", { kind: "type", expected: ["number"] }],
  [{ max_tokens: 1.5 }, "body.max_tokens", { kind: "type", expected: ["int"] }],
  [{ max_tokens: null }, "body.max_tokens", { kind: "type", expected: ["number"] }],
  [{ temperature: 9 }, "body.temperature", { kind: "atMost", limit: 2 }],
  [{ thinking_budget: 1 }, "body.thinking_budget", { kind: "atLeast", limit: 128 }],
  [
    { reasoning_effort: "none" },
    "body.reasoning_effort",
    { kind: "choice", values: "low, medium, high, xhigh, max" },
  ],
  [{ stop: 1 }, "body.stop", { kind: "type", expected: ["string", "array", "null"] }],
  [{ stop: ["a", "b", "c", "d", "e"] }, "body.stop", { kind: "mostItems", limit: 4 }],
  [{ stop: ["a", 1] }, "body.stop.1", { kind: "type", expected: ["string"] }],
  [
    { messages: [{ role: "bot", content: "" }, user] },
    "body.messages.0.role",
    { kind: "choice", values: "system, user, assistant, tool" },
  ],
  [
    { messages: [{ role: "user", content: [{ type: "text" }] }] },
    "body.messages.0.content.0.text",
    { kind: "missing" },
  ],
  [
    { tools: [{ type: "function", function: { name: "a b" } }] },
    "body.tools.0.function.name",
    { kind: "format" },
  ],
  [
    { tools: [{ type: "function", function: { name: "a".repeat(65) } }] },
    "body.tools.0.function.name",
    { kind: "mostCharacters", limit: 64 },
  ],
])("what is wrong with %j is said without words of any language", (body, field, wrong) => {
  expect(wrongs(body)).toEqual([[field, wrong]]);
});

test("DA8: a line that is nested 100,000 levels deep is named, whatever else it is", () => {
  const nested = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const codes = (text: string) => checkLine(text, 1).findings.map(({ code }) => code);
  expect(codes(`{"custom_id":"a","body":{"messages":${nested}}}`)).toEqual(["too-deep"]);
  expect(codes(`{"custom_id":"a","body":{"messages":${nested}}`)).toEqual(["not-json"]);
});

test("where a line is no JSON any more is said by its byte and by what stands there", () => {
  const of = (text: string) => checkLine(text, 1).findings;
  expect(of('{"你":1,}')).toEqual([{ line: 1, code: "not-json", offset: 9, detail: '{"你":1,▸}' }]);
  expect(of("hello")).toMatchObject([{ offset: 0, detail: "▸hello" }]);
  expect(of(`{"custom_id":"${"a".repeat(40)}" 1}`)[0]?.detail).toBe(`…${"a".repeat(22)}" ▸1}`);
});
