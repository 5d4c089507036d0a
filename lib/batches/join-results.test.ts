import { describe, expect, test } from "vitest";
import { joinResults, sentAgain } from "./join-results";
import { type ResultLine, readResults } from "./read-results";

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

async function read(lines: readonly unknown[]) {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  const found: ResultLine[] = [];
  const unread: number[] = [];
  for await (const line of readResults(new Blob([text]).stream()))
    if ("unread" in line) unread.push(line.unread);
    else found.push(line);
  return { found, unread, text };
}
const sent = (...ids: string[]) => ids.map((customId, at) => ({ customId, line: at + 1 }));

describe("results", () => {
  test("in any order find their requests; what is missing, refused or out of time is told apart", async () => {
    const { found } = await read([
      expired("d"),
      answered("c", "third"),
      refused("b"),
      answered("a", "first"),
    ]);
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

  test("that come twice count once, and an answer counts before a failure", async () => {
    const { found } = await read([answered("a", "first"), refused("a"), answered("a", "second")]);
    expect(joinResults(sent("a"), found).requests[0]?.found?.result).toMatchObject({
      text: "first",
      reasoning: "hm",
    });
    const other = await read([refused("a"), answered("a", "late")]);
    expect(joinResults(sent("a"), other.found).counts).toMatchObject({ answered: 1, failed: 0 });
  });

  test("that nobody asked for, and lines that are none, are told", async () => {
    const { found, unread } = await read([
      answered("x", "?"),
      "{",
      "[]",
      '{"custom_id":7}',
      "",
      answered("a", "!"),
    ]);
    expect(unread).toEqual([2, 3, 4]);
    expect(joinResults(sent("a"), found).strangers).toEqual(["x"]);
  });

  test("name the place of their own words, so that a line can be shown as it came", async () => {
    const { found, text } = await read([answered("长", "一"), refused("b")]);
    const bytes = new TextEncoder().encode(text);
    for (const { offset, bytes: length, customId } of found)
      expect(JSON.parse(new TextDecoder().decode(bytes.subarray(offset, offset + length))).custom_id).toBe(
        customId,
      );
  });

  test("without a body that is a completion are failures, whatever the status says", async () => {
    const odd = [
      { custom_id: "a", response: { status_code: 200, body: {} }, error: null },
      { custom_id: "b", response: null, error: null },
      { custom_id: "c", response: { status_code: 500, body: "Oops" }, error: { code: 50507, message: null } },
    ];
    const { found } = await read(odd);
    expect(found.map(({ result }) => result)).toMatchObject([
      { state: "failed", status: 200 },
      { state: "failed", message: "" },
      { state: "failed", status: 500, code: "50507" },
    ]);
  });
});
