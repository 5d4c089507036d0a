import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fitSchema } from "@/lib/simulator/authoring/fit-schema";
import type { JsonObject } from "@/lib/simulator/json";

const book = {
  prompt: "Plan 12 days in Lisbon, in summer",
  words: ["Plan", "days", "Lisbon"],
  subject: "Lisbon",
};

const schemas: [string, JsonObject][] = [
  [
    "an object with every plain type",
    {
      type: "object",
      properties: {
        name: { type: "string" },
        count: { type: "integer", minimum: 1, maximum: 10 },
        share: { type: "number", exclusiveMinimum: 0, maximum: 0.5 },
        done: { type: "boolean" },
        nothing: { type: "null" },
      },
      required: ["name", "count", "share", "done", "nothing"],
    },
  ],
  [
    "an enum, a const and a default",
    {
      type: "object",
      properties: {
        season: { enum: ["winter", "summer"] },
        kind: { const: "trip" },
        unit: { type: "string", default: "km" },
      },
      required: ["season", "kind", "unit"],
    },
  ],
  [
    "arrays of objects with bounds",
    {
      type: "array",
      minItems: 3,
      maxItems: 4,
      items: { type: "object", properties: { tag: { type: "string", minLength: 30 } }, required: ["tag"] },
    },
  ],
  ["a choice in which null comes first", { anyOf: [{ type: "null" }, { type: "string", maxLength: 3 }] }],
  [
    "a reference within the schema",
    {
      type: "object",
      properties: { from: { $ref: "#/$defs/place" } },
      required: ["from"],
      $defs: { place: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } },
    },
  ],
  ["a type list", { type: ["null", "integer"] }],
  [
    "formats",
    {
      type: "object",
      properties: { day: { type: "string", format: "date" }, mail: { type: "string", format: "email" } },
      required: ["day", "mail"],
    },
  ],
];

describe("fitSchema", () => {
  it.each(schemas)("writes a value that fits %s", (_what, schema) => {
    const written = fitSchema(schema, book);
    expect(z.fromJSONSchema(schema).safeParse(written).error).toBeUndefined();
  });

  it("takes numbers, choices and places from the prompt", () => {
    const properties = {
      city: { type: "string" },
      days: { type: "integer" },
      season: { enum: ["winter", "summer"] },
    };
    expect(fitSchema({ type: "object", properties }, book)).toEqual({
      city: "Lisbon",
      days: 12,
      season: "summer",
    });
  });

  it("ends on a schema that refers to itself", () => {
    const tree: JsonObject = { type: "object", properties: { child: { $ref: "#" } }, required: ["child"] };
    expect(JSON.stringify(fitSchema(tree, book)).length).toBeLessThan(400);
  });
});
