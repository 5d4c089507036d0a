import { describe, expect, test } from "vitest";
import { agreementOf } from "./agreement";

describe("the agreement of structured answers", () => {
  test("is told field by field, lists and nested values too", () => {
    const { fields } = agreementOf([
      '{"city":"Oslo","days":[{"t":1},{"t":2}]}',
      '{"days":[{"t":1},{"t":3}],"city":"Oslo"}',
    ]);
    expect(fields).toEqual([
      { path: "city", values: ['"Oslo"', '"Oslo"'], agrees: true },
      { path: "days[0].t", values: ["1", "1"], agrees: true },
      { path: "days[1].t", values: ["2", "3"], agrees: false },
    ]);
  });

  test("a field that one answer lacks is no agreement", () => {
    const { fields } = agreementOf(['{"a":1,"b":null}', '{"a":1}']);
    expect(fields).toContainEqual({ path: "b", values: ["null", undefined], agrees: false });
  });

  test("an answer that is no JSON is named and takes no part", () => {
    const { readable, fields } = agreementOf(['{"a":1}', "Sorry, I cannot.", '```json\n{"a":1}\n```']);
    expect(readable).toEqual([true, false, true]);
    expect(fields).toEqual([{ path: "a", values: ["1", undefined, "1"], agrees: true }]);
  });

  test("a hostile answer with a hundred thousand fields is cut", () => {
    const { fields } = agreementOf([JSON.stringify(Array.from({ length: 100_000 }, () => 0))]);
    expect(fields.length).toBe(2000);
  });
});
