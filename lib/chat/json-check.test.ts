import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkJson, readForDisplay, WrittenNumber } from "./json-check";

describe("what is shown of a JSON answer", () => {
  test.each(["12345678901234567890", "1.0", "1e400", "-0", "0.1000"])(
    "%s stays as it was written",
    (number) => {
      expect(readForDisplay(`{"n": ${number}}`)).toEqual({ n: new WrittenNumber(number) });
    },
  );

  test("is the value itself wherever a number is what was written", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(readForDisplay(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test("is read out of a code fence, and however deep it is nested", () => {
    expect(readForDisplay('```json\n{"a": 1}\n```')).toEqual({ a: 1 });
    const deep = "[".repeat(20_000) + "]".repeat(20_000);
    expect(Array.isArray(readForDisplay(deep))).toBe(true);
    expect(checkJson(deep, { type: "array" }).kind).toMatch(/json|fits/);
  });
});
