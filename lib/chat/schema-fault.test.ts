import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { schemaFault } from "./schema-fault";

describe("a JSON Schema", () => {
  test.each([
    [{}],
    [{ type: "object", properties: { a: { type: ["string", "null"] } }, required: ["a"] }],
    [{ type: "array", items: { anyOf: [{ type: "number" }, { enum: [1, "a"] }] } }],
    [{ type: "object", additionalProperties: false, $defs: { x: true } }],
  ])("%j is one", (schema) => expect(schemaFault(schema)).toBeUndefined());

  test.each([
    [{ type: "text" }, { at: "", fault: "type" }],
    [
      { type: "object", properties: ["a"] },
      { at: "", fault: "properties" },
    ],
    [
      { type: "object", required: "a" },
      { at: "", fault: "required" },
    ],
    [{ properties: { a: { type: "int" } } }, { at: "/properties/a", fault: "type" }],
    [{ items: [{ type: "string" }] }, { at: "/items", fault: "schema" }],
    [{ anyOf: [{ enum: "a" }] }, { at: "/anyOf/0", fault: "enum" }],
    [{ properties: { a: "string" } }, { at: "/properties/a", fault: "schema" }],
  ])("%j is none, and the place is named", (schema, fault) => expect(schemaFault(schema)).toEqual(fault));

  test("is looked at without harm, whatever the value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => schemaFault(value)).not.toThrow();
      }),
    );
  });
});
