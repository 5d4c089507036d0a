import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readVectors } from "./read-vectors";
import { writeVectors } from "./write-vectors";

const bytesOf = (text: string) => new TextEncoder().encode(text);
function read(text: string) {
  const reading = readVectors(bytesOf(text));
  if (!reading.ok) throw new Error(reading.fault);
  return reading.value;
}
const jsonl = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");

describe("vectors that come back", () => {
  const float = fc.float({ min: -100, max: 100, noNaN: true }).map((value) => value + 0);
  const vector = fc.array(float, { minLength: 3, maxLength: 3 });
  const rows = fc.array(fc.option(vector), { minLength: 1, maxLength: 8 }).filter((all) => all.some(Boolean));
  const text = fc.stringMatching(/^[-=@]?[a-z猫"', ]*[a-z猫]$/);

  test("from our own files are what they were, with their texts, and gaps stay gaps", async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.array(text, { minLength: 8, maxLength: 8 }), async (all, words) => {
        const none = [Number.NaN, Number.NaN, Number.NaN];
        const values = Float32Array.from(all.flatMap((row) => row ?? none));
        const table = { rows: all.length, width: 3, values };
        const texts = words.slice(0, all.length);
        for (const format of ["jsonl", "csv", "npy"] as const) {
          const file = await writeVectors(table, texts, format).arrayBuffer();
          const reading = readVectors(new Uint8Array(file));
          if (!reading.ok) throw new Error(reading.fault);
          expect(reading.value.values).toEqual(values);
          if (format !== "npy")
            expect(reading.value.texts.map((one) => one.trim())).toEqual(texts.map((one) => one.trim()));
          expect(reading.value.problems.map(({ problem }) => problem)).toEqual(
            all.filter((row) => !row).map(() => "no-vector"),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  test("may be called as other programs call them, or have no text", () => {
    const { texts, width } = read(jsonl({ input: "a", vector: [1, 2] }, { id: 7, values: [3, 4] }, [5, 6]));
    expect([texts, width]).toEqual([["a", "#2", "#3"], 2]);
  });

  test("may stand in one cell of a table, as pandas writes it, beside a column that numbers the rows", () => {
    const { texts, values } = read(',text,embedding\n0,a,"[1.0, 2.0]"\n1,b,"[3.0, 4.0]"\n');
    expect([texts, [...values]]).toEqual([
      ["a", "b"],
      [1, 2, 3, 4],
    ]);
    expect([...read("id,text,d0,d1\n7,a,1,2\n8,b,3,4\n").values]).toEqual([1, 2, 3, 4]);
  });

  test("may be a table of numbers without a heading", () => {
    const { texts, values } = read("1,2\n3,4\n");
    expect([texts, [...values]]).toEqual([
      ["#1", "#2"],
      [1, 2, 3, 4],
    ]);
  });
});

describe("what is wrong", () => {
  test("is told by its line: no JSON, no vector, no number, another width than most", () => {
    const text = `${jsonl({ text: "a", embedding: [1, 2] }, { text: "b" }, { text: "c", embedding: [1, "x"] })}{oops\n${jsonl({ text: "d", embedding: [1, 2, 3] }, { text: "e", embedding: [3, 4] })}`;
    const { problems, texts, values, width } = read(text);
    expect(problems).toEqual([
      { line: 2, problem: "no-vector" },
      { line: 3, problem: "not-number" },
      { line: 4, problem: "not-json" },
      { line: 5, problem: "width" },
    ]);
    expect([texts.length, width]).toEqual([6, 2]);
    expect([...values.slice(-2)]).toEqual([3, 4]);
  });

  test("in a table too", () => {
    const { problems, texts } = read("text,d0,d1\na,1,2\nb,NaN,1\nc,,\nd,1,\n");
    expect(texts).toEqual(["a", "b", "c", "d"]);
    expect(problems).toEqual([
      { line: 3, problem: "not-number" },
      { line: 4, problem: "no-vector" },
      { line: 5, problem: "width" },
    ]);
  });

  test("is told of a file without any vectors", () => {
    expect(readVectors(bytesOf(jsonl({ text: "a" })))).toEqual({ ok: false, fault: "no-vectors" });
    expect(readVectors(bytesOf("hello"))).toEqual({ ok: false, fault: "no-vectors" });
    expect(readVectors(Uint8Array.from([0x93, 1, 2]))).toEqual({ ok: false, fault: "npy" });
    expect(readVectors(Uint8Array.from([0xff, 0xfe, 0xfd]))).toEqual({ ok: false, fault: "not-vectors" });
    const many = jsonl(...Array.from({ length: 5001 }, () => [1]));
    expect(readVectors(bytesOf(many))).toEqual({ ok: false, fault: "too-many" });
  });

  test("never breaks the reader", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        readVectors(bytes);
      }),
    );
  });
});
