import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkFile, FileChecker, type FileReport, mostBytes, mostLines, placeOf } from "./check-file";
import { type Line, mostLineBytes, readLines } from "./read-lines";

const model = "deepseek-ai/DeepSeek-V3";
const request = (id: unknown, more: object = {}, body: object = {}) => ({
  custom_id: id,
  method: "POST",
  url: "/v1/chat/completions",
  body: { model, messages: [{ role: "user", content: "hello" }], ...body },
  ...more,
});
const jsonl = (lines: readonly unknown[]) => lines.map((line) => JSON.stringify(line)).join("\n");
const options = { takesBatches: (id: string) => id === model };
const check = (content: BlobPart, more = {}): Promise<FileReport> =>
  checkFile(new Blob([content]), { ...options, ...more });
const many = (count: number) => Array.from({ length: count }, (_, at) => request(`id-${at + 1}`));

async function linesOf(source: ReadableStream<Uint8Array>): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of readLines(source)) lines.push(line);
  return lines;
}

describe("reading lines", () => {
  test("gives each with its number and its first byte, however the bytes come in", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("", "a", "ü", "\r", "长行", " ")),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
        async (written, cuts) => {
          const bytes = new TextEncoder().encode(written.join("\n"));
          let [at, turn] = [0, 0];
          const source = new ReadableStream<Uint8Array>({
            pull(stream) {
              if (at >= bytes.length) return stream.close();
              const to = at + (cuts[turn % cuts.length] ?? 1);
              stream.enqueue(bytes.slice(at, to));
              [at, turn] = [to, turn + 1];
            },
          });
          const lines = await linesOf(source);
          const texts = lines.map(
            (line) => new TextDecoder().decode(line.bytes) + (line.carriageReturn ? "\r" : ""),
          );
          const expected = written.at(-1) === "" || written.length === 0 ? written.slice(0, -1) : written;
          expect(texts).toEqual(expected);
          for (const { offset, number } of lines) if (number > 1) expect(bytes[offset - 1]).toBe(0x0a);
        },
      ),
    );
  });

  test("passes over a line that is too long without holding it, and goes on behind it", async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(0x61);
    let left = 60;
    const source = new ReadableStream<Uint8Array>({
      pull(stream) {
        left -= 1;
        if (left >= 0) return stream.enqueue(megabyte);
        stream.enqueue(new TextEncoder().encode("\n{}"));
        stream.close();
      },
    });
    const lines = await linesOf(source);
    expect(lines.map(({ bytes, offset }) => [bytes?.length, offset])).toEqual([
      [undefined, 0],
      [2, 60 * 1024 * 1024 + 1],
    ]);
  });
});

describe("a file that SiliconFlow takes", () => {
  test("has nothing found in it, and is told with its requests, model and tokens", async () => {
    const report = await check(jsonl(many(5000)));
    expect(report).toMatchObject({ found: 0, findings: [], unlimited: 5000 });
    expect(report.models).toEqual([{ model, requests: 5000, inputTokens: 10_000 }]);
    expect(report.requests.at(-1)).toMatchObject({ line: 5000 });
  });

  test("DA4: may have a byte order mark, Windows' line ends, empty lines and no last newline: they are cleaned, and told", async () => {
    const content = `\uFEFF${JSON.stringify(request("a"))}\r\n\r\n  \n${JSON.stringify(request("b"))}`;
    const report = await check(content);
    expect(report.findings).toEqual([]);
    expect(report.notices).toEqual({ byteOrderMark: true, carriageReturns: 2, blankLines: 2 });
    const bytes = new TextEncoder().encode(content);
    expect(report.requests.map(({ offset }) => bytes[offset])).toEqual([0x7b, 0x7b]);
  });

  test("may name its model for all lines in another place", async () => {
    const lines = [request("a", {}, { model: "x" }), request("b", {}, { model: undefined })];
    expect((await check(jsonl(lines), { model })).findings).toEqual([]);
  });

  test("DA11: keeps numbers that no program can hold: they are not its business", async () => {
    const line = JSON.stringify(request("9007199254740993")).replace('"hello"', '"1e400"');
    expect(
      (await check(line.replace('"messages"', '"user_number":1e400,"id":9007199254740993,"messages"'))).found,
    ).toBe(0);
  });
});

test("a line's request is found by its number, whatever blank or broken lines stand around it", async () => {
  const [one, two] = many(2).map((line) => JSON.stringify(line));
  const report = await check(`\n${one}\n\n{\n${two}\n`);
  const offsets = [1, 2, 3, 4, 5, 6].map((line) => placeOf(report, line)?.offset);
  const first = 1 + (one?.length ?? 0) + 2;
  expect(offsets).toEqual([undefined, 1, undefined, first, first + 2, undefined]);
});

describe("what SiliconFlow would refuse", () => {
  const findingsOf = async (line: unknown) =>
    (await check(typeof line === "string" ? line : jsonl([request("first"), line]))).findings;

  test.each([
    ["{", "not-json"],
    ["[1]", "not-an-object"],
    ["null", "not-an-object"],
    ['"text"', "not-an-object"],
  ])("DA1: deep in the file: line 4,999 is %s", async (bad, code) => {
    const lines = many(5000).map((line) => JSON.stringify(line));
    lines[4998] = bad;
    const { findings } = await check(lines.join("\n"));
    expect(findings).toMatchObject([{ line: 4999, code }]);
  });

  test.each([
    ["DA2: no custom_id", { ...request("x"), custom_id: undefined }, [{ line: 2, code: "no-custom-id" }]],
    ["a number as custom_id", request(7), [{ line: 2, code: "no-custom-id" }]],
    ["another method", request("x", { method: "GET" }), [{ code: "method", detail: '"GET"' }]],
    ["another endpoint", request("x", { url: "/v1/embeddings" }), [{ code: "url" }]],
    ["DA1: a text as body", request("x", { body: "hello" }), [{ code: "no-body" }]],
    ["no messages", request("x", {}, { messages: [] }), [{ code: "no-messages" }]],
    [
      "DA3: an answer as last message",
      request("x", {}, { messages: [{ role: "assistant", content: "x" }] }),
      [{ code: "last-not-user" }],
    ],
    [
      "an unknown role",
      request(
        "x",
        {},
        {
          messages: [
            { role: "boss", content: "x" },
            { role: "user", content: "y" },
          ],
        },
      ),
      [{ code: "parameter", field: "body.messages.0.role" }],
    ],
    [
      "a temperature out of bounds",
      request("x", {}, { temperature: 9 }),
      [{ code: "parameter", field: "body.temperature" }],
    ],
    ["no model", request("x", {}, { model: undefined }), [{ code: "no-model" }]],
    [
      "DA3: another model",
      request("x", {}, { model: "other" }),
      [{ code: "other-model", detail: "other", other: 1 }],
    ],
  ])("%s", async (_name, line, expected) => {
    expect(await findingsOf(line)).toMatchObject(expected);
  });

  test("DA2: an id that stands at line 1 and at line 5,000: both are named", async () => {
    const lines = [...many(4999), request("id-1")];
    expect((await check(jsonl(lines))).findings).toEqual([
      { line: 5000, code: "same-custom-id", detail: "id-1", other: 1 },
    ]);
  });

  test("a model that takes no batches is said once; where nobody knows, nothing is said", async () => {
    const lines = many(3).map((line) => ({ ...line, body: { ...line.body, model: "Qwen/Qwen3-8B" } }));
    expect((await check(jsonl(lines))).findings).toMatchObject([{ line: 1, code: "no-batch-model" }]);
    expect((await check(jsonl(lines), { takesBatches: () => undefined })).findings).toEqual([]);
  });

  test("DA3: 5,001 requests, and none at all", async () => {
    expect((await check(jsonl(many(5001)))).findings).toMatchObject([
      { line: 0, code: "too-many-lines", detail: "5001" },
    ]);
    for (const empty of ["", "\n\n", "\uFEFF"])
      expect((await check(empty)).findings).toMatchObject([{ line: 0, code: "no-lines" }]);
  });

  test("DA4: UTF-16 and bytes that are no UTF-8, with the byte", async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]);
    expect((await check(utf16)).findings).toMatchObject([{ line: 0, code: "utf-16", offset: 0 }]);
    const first = `${JSON.stringify(request("a"))}\n`;
    const second = new TextEncoder().encode(JSON.stringify(request("长")));
    const broken = second.slice();
    const at = broken.indexOf(0xe9); // the first byte of a Chinese sign
    broken[at + 1] = 0x20;
    const { findings } = await checkFile(new Blob([first, broken]), options);
    expect(findings).toMatchObject([{ line: 2, code: "not-utf-8" }]);
    expect(findings[0]?.offset).toBeGreaterThanOrEqual(first.length + at);
    expect(findings[0]?.offset).toBeLessThanOrEqual(first.length + at + 1);
  });

  test("DA5: a line of over 10 MB", async () => {
    const long = JSON.stringify(
      request("long", {}, { messages: [{ role: "user", content: "x".repeat(mostLineBytes) }] }),
    );
    const { findings } = await check(
      `${JSON.stringify(request("a"))}\n${long}\n${JSON.stringify(request("b"))}`,
    );
    expect(findings).toMatchObject([{ line: 2, code: "line-too-long" }]);
  });

  test("DA11: a member that stands twice, of which only one would count", async () => {
    const line = JSON.stringify(request("x", {}, { temperature: 1 }));
    const twice = line.replace('"temperature":1', '"temperature":1,"temperature":0');
    expect(await findingsOf(twice)).toMatchObject([{ code: "same-key", field: "body.temperature" }]);
    const quoted = JSON.stringify(
      request("x", {}, { messages: [{ role: "user", content: '{"a":1,"a":2}' }] }),
    );
    expect(await findingsOf(quoted)).toEqual([]);
  });

  test("DA3: a byte more than 1 GB, told by the place of the last line; 1 GB is taken", () => {
    const [whole] = many(1);
    const bytes = new TextEncoder().encode(JSON.stringify(whole));
    const at = (offset: number) => {
      const checker = new FileChecker(options);
      checker.take({ number: 1, offset, bytes, carriageReturn: false, last: true });
      return checker.finish().counts;
    };
    expect(at(mostBytes - bytes.length)).toEqual({});
    expect(at(mostBytes - bytes.length + 1)).toEqual({ "too-large": 1 });
  });

  test("DA5: one line of 900 MB is passed over, and takes no memory that stays", async () => {
    const piece = new Uint8Array(1024 * 1024).fill(0x78);
    let [sent, most] = [0, 0];
    const before = process.memoryUsage().rss;
    const source = new ReadableStream<Uint8Array>({
      pull(stream) {
        most = Math.max(most, process.memoryUsage().rss);
        sent += 1;
        if (sent > 900) stream.close();
        else stream.enqueue(piece.slice());
      },
    });
    const { findings } = await checkFile({ stream: () => source } as Blob, options);
    expect(findings).toMatchObject([{ line: 1, code: "line-too-long" }]);
    expect(most - before).toBeLessThan(64 * 1024 * 1024);
  });

  test("a file of endless lines is read no further than could be split", async () => {
    const { cut, requests, counts } = await check("{}\n".repeat(mostLines + 10));
    expect([cut, requests.length, counts["too-many-lines"]]).toEqual([true, mostLines, 1]);
  });

  test("more of a kind than can be shown is counted all the same", async () => {
    const { found, findings } = await check(Array.from({ length: 4000 }, () => "{").join("\n"));
    expect([found, findings.length]).toEqual([4000, 500]);
  });
});
