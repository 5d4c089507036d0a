import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsv } from "@/lib/core/csv";
import { formatOf, readRows } from "./read-rows";
import type { ReadRows } from "./row-formats";

function read(source: string | Uint8Array): ReadRows {
  const reading = readRows(source);
  if (!reading.ok) throw new Error(reading.error);
  return reading.value;
}
const bytes = (...numbers: number[]) => new Uint8Array(numbers);

describe("a table", () => {
  test("gives a row a line, with the first line's names, by whatever sign it is parted", () => {
    for (const sign of [",", "\t", ";", "|"]) {
      const table = [`question${sign}expected`, `2+2?${sign}4`, `3+3?${sign}6`].join("\r\n");
      expect(read(table)).toMatchObject({
        format: "csv",
        names: ["question", "expected"],
        rows: [
          { question: "2+2?", expected: "4" },
          { question: "3+3?", expected: "6" },
        ],
        problems: [],
      });
    }
  });

  test("may have line breaks, quotes and the sign itself in a quoted field, and a byte order mark", () => {
    const { rows } = read('\uFEFFprompt,expected\r\n"one\r\n""two"", three",x\r\n');
    expect(rows).toEqual([{ prompt: 'one\r\n"two", three', expected: "x" }]);
  });

  test("names row, column, line and character of a quote that is not closed, and keeps the rows before it", () => {
    const { rows, problems } = read('a,b\n1,2\n"x\ny",2\n3,"open\n4,5\n');
    expect(rows).toEqual([
      { a: "1", b: "2" },
      { a: "x\ny", b: "2" },
    ]);
    expect(problems).toEqual([{ problem: "quote-open", row: 3, column: "b", line: 5, character: 3 }]);
  });

  test("names a quote in the middle of a quoted field", () => {
    const { rows, problems } = read('a,b\n1,2\n"he said "no" to it",2\n');
    expect(rows).toEqual([{ a: "1", b: "2" }]);
    expect(problems).toMatchObject([{ problem: "quote-inside", row: 2, column: "a", line: 3, character: 1 }]);
  });

  test("leaves out a row with too many fields and goes on; one with too few lacks those variables", () => {
    const { rows, problems } = read("a,b\n1,2,3\n4\n5,6\n");
    expect(rows).toEqual([{ a: "4" }, { a: "5", b: "6" }]);
    expect(problems).toEqual([{ problem: "too-many-fields", row: 1, line: 2 }]);
  });

  test("needs a name over each column, and each only once", () => {
    expect(readRows("a,a\n1,2", "csv")).toEqual({ ok: false, error: "names" });
    expect(readRows("a,,c\n1,2,3", "csv")).toEqual({ ok: false, error: "names" });
  });

  test("written by this program is read as it was", () => {
    // What a spreadsheet would run as a formula gets an apostrophe on purpose.
    const value = fc.string({ unit: "grapheme" }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    const name = fc.stringMatching(/^[a-z]{1,8}$/);
    const table = fc
      .uniqueArray(name, { minLength: 2, maxLength: 5 })
      .chain((names) =>
        fc.tuple(
          fc.constant(names),
          fc.array(fc.tuple(...names.map(() => value)), { minLength: 1, maxLength: 20 }),
        ),
      );
    fc.assert(
      fc.property(table, ([names, records]) => {
        const full = records.filter((fields) => fields.some((field) => field.trim() !== ""));
        fc.pre(full.length > 0);
        const reading = readRows(toCsv([names, ...full]), "csv");
        const expected = full.map((fields) =>
          Object.fromEntries(names.map((heading, at) => [heading, fields[at]])),
        );
        expect(reading).toMatchObject({ ok: true, value: { rows: expected, problems: [] } });
      }),
    );
  });
});

describe("JSONL", () => {
  test("gives a row an object or text; what is no text is written as JSON", () => {
    expect(read('{"q":"a","n":4,"tags":["x"],"none":null}\n\n{"q":"b"}').rows).toEqual([
      { q: "a", n: "4", tags: '["x"]' },
      { q: "b" },
    ]);
    expect(read('"What is it?"\n"And that?"')).toMatchObject({
      format: "jsonl",
      rows: [{ prompt: "What is it?" }, { prompt: "And that?" }],
    });
  });

  test("names the row and line that are no JSON or no object, and keeps the others", () => {
    const { rows, problems } = read('{"q":"a"}\n\n{"q":\n[1]\n{"q":"b"}');
    expect(rows).toEqual([{ q: "a" }, { q: "b" }]);
    expect(problems).toMatchObject([
      { problem: "not-json", row: 2, line: 3, detail: expect.any(String) },
      { problem: "not-object", row: 3, line: 4 },
    ]);
  });

  test("of any objects is read as they were", () => {
    const row = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ unit: "grapheme" }), {
      minKeys: 1,
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        const text = rows.map((values) => JSON.stringify(values)).join("\n");
        expect(readRows(text)).toMatchObject({ ok: true, value: { format: "jsonl", rows } });
      }),
    );
  });
});

describe("lines", () => {
  test("are prompts when nothing speaks for a table, commas or not", () => {
    const text = "Say hello, please.\n\nWhat is 2+2?\nWhy?";
    expect(read(text)).toMatchObject({
      format: "lines",
      rows: [{ prompt: "Say hello, please." }, { prompt: "What is 2+2?" }, { prompt: "Why?" }],
    });
    expect(formatOf("prompt\nWhy?")).toBe("csv");
    expect(formatOf("Why is the sky blue?\nWhy not?")).toBe("lines");
  });
});

describe("a file", () => {
  test("is read by its bytes: UTF-8, UTF-16 with its mark, GB 18030", () => {
    const prompt = [{ prompt: "你好" }];
    expect(read(new TextEncoder().encode("你好")).rows).toEqual(prompt);
    expect(read(bytes(0xff, 0xfe, 0x60, 0x4f, 0x7d, 0x59)).rows).toEqual(prompt);
    expect(read(bytes(0xfe, 0xff, 0x4f, 0x60, 0x59, 0x7d)).rows).toEqual(prompt);
    expect(read(bytes(0xc4, 0xe3, 0xba, 0xc3)).rows).toEqual(prompt);
  });

  test("that is empty, too large or no text says so", () => {
    expect(readRows(bytes())).toEqual({ ok: false, error: "empty" });
    expect(readRows(" \n ")).toEqual({ ok: false, error: "empty" });
    expect(readRows("x".repeat(5 * 1024 * 1024 + 1))).toEqual({ ok: false, error: "too-large" });
    expect(readRows(bytes(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1))).toEqual({ ok: false, error: "not-text" });
    expect(readRows("a,b\n")).toEqual({ ok: false, error: "no-rows" });
  });

  test("of any bytes is read or refused, and never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (content) => {
        const reading = readRows(content);
        expect(reading.ok ? reading.value.rows.length + reading.value.problems.length : 1).toBeGreaterThan(0);
      }),
    );
  });

  test("of any text as a table is read or refused, and never throws", () => {
    const text = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", ";", " ", "b", "'") });
    fc.assert(fc.property(text, (content) => void readRows(content, "csv")));
  });
});
