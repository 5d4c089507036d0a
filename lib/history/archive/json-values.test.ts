import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArchiveFailure } from "./failure";
import { jsonValues } from "./json-values";

/** A stream of a text's bytes, in pieces of some size. */
function pieces(text: string, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

async function valuesOf(text: string, size = 3, most = 1000): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const value of jsonValues(pieces(text, size), most)) values.push(value);
  return values;
}

const json = fc.jsonValue({ maxDepth: 3, stringUnit: "grapheme" });

describe("the values of a JSON text", () => {
  test("are the elements of its array, wherever the pieces end and however it is indented", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(json),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(2),
        async (array, size, indent) => {
          const text = JSON.stringify(array, null, indent);
          expect(await valuesOf(text, size, 1e6)).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  test("are the objects of its lines", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.dictionary(fc.string(), json), { minLength: 1 }), async (objects) => {
        const text = objects.map((object) => JSON.stringify(object)).join("\r\n");
        expect(await valuesOf(text, 5, 1e6)).toEqual(
          objects.map((object) => JSON.parse(JSON.stringify(object))),
        );
      }),
    );
  });

  test.each(["", " ", "x", "1", '"a"', "<html>"])("of %j are none that is known", async (text) => {
    await expect(valuesOf(text)).rejects.toMatchObject({ problem: "unknown-format" });
  });

  test.each([
    "[",
    "[1",
    "[1,",
    "[1,]",
    "[,]",
    "[1}",
    "[1]x",
    "[1][2]",
    "{",
    '{"a":1}[',
    '{"a":1},{}',
    '{"a":"',
  ])("of %j are damaged", async (text) => {
    await expect(valuesOf(text)).rejects.toMatchObject({ problem: "damaged" });
  });

  test("have a limit, and have to be UTF-8", async () => {
    await expect(valuesOf(`["${"x".repeat(2000)}"]`)).rejects.toMatchObject({ problem: "too-large" });
    const values = jsonValues(new Blob([new Uint8Array([0x5b, 0xff])]).stream(), 10);
    await expect(values.next()).rejects.toBeInstanceOf(ArchiveFailure);
  });
});
