import fc from "fast-check";
import { expect, test } from "vitest";
import { oneReading } from "./one-reading";

const read = (text: string) => oneReading(JSON.parse(text));

test.each([
  ["a name that stands there twice", '{"model":"dear","model":"cheap"}', '{"model":"cheap"}'],
  ["one that is written in another way", '{"\\u006dodel":"dear","model":"cheap"}', '{"model":"cheap"}'],
  ["blanks", '{ "model" : "cheap" }', '{"model":"cheap"}'],
])("%s is written once, as we read it", (_, text, written) => {
  expect(read(text)).toEqual({ ok: true, value: written });
});

test("names that differ in capitals only are refused", () => {
  expect(read('{"model":"cheap","MODEL":"dear"}')).toMatchObject({ error: { code: "bad-request" } });
});

test("whatever else a body holds is the same afterwards", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const made = read(text);
      if (made.ok) expect(JSON.parse(made.value)).toEqual(JSON.parse(text));
    }),
  );
});
