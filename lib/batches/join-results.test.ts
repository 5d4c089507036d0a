import { describe, expect, test } from "vitest";
import { joinResults, sentAgain } from "./join-results";
import { readResult } from "./read-results";

const answered = (id: string, content: string) => ({
  id: `batch_req_${id}`,
  custom_id: id,
  response: {
    status_code: 200,
    request_id: "ti_1",
    body: {
      choices: [{ message: { content, reasoning_content: "hm" }, finish_reason: "stop" }],
      usage: { prompt_tokens: 3, completion_tokens: 5 },
    },
  },
  error: null,
});
const refused = (id: string) => ({
  custom_id: id,
  response: { status_code: 400, body: { code: 20015, message: "no" } },
  error: { code: "20015", message: "no" },
});
/** As SiliconFlow documents it. */
const expired = (id: string) => ({
  id: "batch_req_123",
  custom_id: id,
  response: null,
  error: {
    code: "batch_expired",
    message: "This request could not be executed before the completion window expired.",
  },
});

const read = (lines: readonly unknown[]) => lines.flatMap((line) => readResult(JSON.stringify(line)) ?? []);
const sent = (...ids: string[]) => ids.map((customId, at) => ({ customId, line: at + 1 }));

describe("results", () => {
  test("in any order find their requests; what is missing, refused or out of time is told apart", () => {
    const found = read([expired("d"), answered("c", "third"), refused("b"), answered("a", "first")]);
    const joined = joinResults(sent("a", "b", "c", "d", "e"), found);
    expect(joined.requests.map(({ found: one }) => one?.result.state)).toEqual([
      "answered",
      "failed",
      "answered",
      "expired",
      undefined,
    ]);
    expect(joined).toMatchObject({
      counts: { answered: 2, failed: 1, expired: 1, missing: 1 },
      inputTokens: 6,
      outputTokens: 10,
      strangers: [],
    });
    const again = joined.requests.filter(({ found: one }) =>
      sentAgain(true).safe.includes(one?.result.state ?? "missing"),
    );
    expect(again.map(({ customId, line }) => [customId, line])).toEqual([
      ["b", 2],
      ["d", 4],
      ["e", 5],
    ]);
  });

  test("that come twice count once, and an answer counts before a failure", () => {
    const found = read([answered("a", "first"), refused("a"), answered("a", "second")]);
    expect(joinResults(sent("a"), found).requests[0]?.found?.result).toMatchObject({
      text: "first",
      reasoning: "hm",
    });
    const other = read([refused("a"), answered("a", "late")]);
    expect(joinResults(sent("a"), other).counts).toMatchObject({ answered: 1, failed: 0 });
  });

  test("that nobody asked for are told", () => {
    const found = read([answered("x", "?"), answered("a", "!")]);
    expect(joinResults(sent("a"), found).strangers).toEqual(["x"]);
  });

  test("without a body that is a completion are failures, whatever the status says", () => {
    const odd = [
      { custom_id: "a", response: { status_code: 200, body: {} }, error: null },
      { custom_id: "b", response: null, error: null },
      { custom_id: "c", response: { status_code: 500, body: "Oops" }, error: { code: 50507, message: null } },
    ];
    const found = read(odd);
    expect(found.map(({ result }) => result)).toMatchObject([
      { state: "failed", status: 200 },
      { state: "failed", message: "" },
      { state: "failed", status: 500, code: "50507" },
    ]);
  });
});
