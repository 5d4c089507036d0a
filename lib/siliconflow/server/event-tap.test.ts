import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppFailure } from "@/lib/core/app-error";
import { createEventTap } from "./event-tap";

function read(chunks: Uint8Array[]): string[] {
  const events: string[] = [];
  const tap = createEventTap((data) => events.push(data));
  for (const chunk of chunks) tap.feed(chunk);
  tap.end();
  return events;
}

/** Cuts bytes at the given places, which may repeat and lie outside. */
function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const sorted = [0, ...places.map((place) => place % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index] ?? 0, end));
}

const encode = (text: string) => new TextEncoder().encode(text);
const sample = 'data: {"text":"你好🌍"}\n\n: keep-alive\n\ndata:{"text":"é"}\r\n\r\ndata: [DONE]\n\n';
const expected = ['{"text":"你好🌍"}', '{"text":"é"}', "[DONE]"];

describe("the event tap", () => {
  test("reads the same events wherever the bytes are cut in two", () => {
    const bytes = encode(sample);
    for (let place = 0; place <= bytes.length; place++) expect(read(cut(bytes, [place]))).toEqual(expected);
  });

  test("reads the same events from single bytes", () => {
    expect(read([...encode(sample)].map((byte) => Uint8Array.of(byte)))).toEqual(expected);
  });

  test("reads any list of events under any line end, comment, byte order mark and chunking", () => {
    const line = fc
      .string({ unit: "grapheme", minLength: 1 })
      .map((text) => text.replace(/[\r\n\uFEFF]/g, "·"));
    fc.assert(
      fc.property(
        fc.array(
          line.filter((text) => text.trim() !== ""),
          { maxLength: 8 },
        ),
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.constantFrom("data: ", "data:"),
        fc.boolean(),
        fc.array(fc.nat(), { maxLength: 20 }),
        (texts, newline, field, mark, places) => {
          // «data:» takes one space as part of the field, so a text that begins with one needs the longer form.
          const body = texts
            .map(
              (text) =>
                `: ping${newline}${field}${field.endsWith(" ") ? "" : text.startsWith(" ") ? " " : ""}${text}${newline}${newline}`,
            )
            .join("");
          expect(read(cut(encode(`${mark ? "\uFEFF" : ""}${body}`), places))).toEqual(texts);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("joins the lines of one event and survives a missing last blank line", () => {
    expect(read([encode("data: a\ndata: b\n\ndata: last")])).toEqual(["a\nb", "last"]);
  });

  test("delivers an 8 MB event and refuses one without end", () => {
    const large = "x".repeat(8 * 1024 * 1024);
    const [event] = read(
      cut(
        encode(`data: ${large}\n\n`),
        Array.from({ length: 100 }, (_, i) => i * 80_000),
      ),
    );
    expect(event?.length).toBe(large.length);
    const tap = createEventTap(() => {});
    const megabyte = encode("y".repeat(1024 * 1024));
    const flood = () => {
      for (let index = 0; index < 64; index++) tap.feed(megabyte);
    };
    expect(flood).toThrow(AppFailure);
  });
});
