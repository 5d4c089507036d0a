import { isLiteral, literalValue } from "@/lib/simulator/authoring/literal-values";
import { isJsonObject, type Json, type JsonObject } from "@/lib/simulator/json";

/*
 * Writes a value that fits a JSON Schema, with words from the prompt where it can. Understands what tools and
 * structured output use: type, properties, required, items, enum, const, default, examples, anyOf, oneOf,
 * allOf, $ref within the schema, bounds and the common formats. It does not read `pattern`.
 */

export type Wordbook = {
  /** The prompt, for values that stand in it literally. */
  prompt: string;
  words: readonly string[];
  subject: string;
};

const deepest = 8;

export function fitSchema(schema: Json, book: Wordbook): Json {
  return valueFor(schema, { book, root: schema, name: "", depth: 0 });
}

type Place = { book: Wordbook; root: Json; name: string; depth: number };

function valueFor(schema: Json | undefined, place: Place): Json {
  if (!isJsonObject(schema) || place.depth > deepest) return place.book.subject;
  if (schema["const"] !== undefined) return schema["const"];
  if (Array.isArray(schema["enum"])) return mentioned(schema["enum"], place.book);
  const deeper = { ...place, depth: place.depth + 1 };
  const target = schema["$ref"];
  if (typeof target === "string") return valueFor(resolve(place.root, target), deeper);
  const branches = [schema["anyOf"], schema["oneOf"]].find(Array.isArray);
  if (branches !== undefined)
    return valueFor(branches.find((branch) => !isNull(branch)) ?? branches[0], deeper);
  if (Array.isArray(schema["allOf"])) return valueFor(merged(schema, schema["allOf"]), deeper);
  return ofType(schema, deeper);
}

function ofType(schema: JsonObject, place: Place): Json {
  switch (typeOf(schema)) {
    case "object":
      return fitObject(schema, place);
    case "array":
      return fitArray(schema, place);
    case "integer":
      return Math.round(fitNumber(schema, place));
    case "number":
      return fitNumber(schema, place);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return fitString(schema, place);
  }
}

function typeOf(schema: JsonObject): string {
  const type = schema["type"];
  const named = Array.isArray(type) ? type.find((item) => item !== "null") : type;
  if (typeof named === "string") return named;
  if (schema["properties"] !== undefined) return "object";
  return schema["items"] === undefined ? "string" : "array";
}

/**
 * The required properties, and those that the prompt names; all of them where none is required. An optional one
 * that only the prompt can fill goes by what it holds.
 */
function fitObject(schema: JsonObject, place: Place): JsonObject {
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const { prompt } = place.book;
  const wanted = Object.entries(properties).filter(([name]) => {
    if (required.includes(name)) return true;
    if (isLiteral(name)) return literalValue(name, prompt) !== undefined;
    return required.length === 0 || prompt.includes(name);
  });
  return Object.fromEntries(wanted.map(([name, property]) => [name, valueFor(property, { ...place, name })]));
}

function fitArray(schema: JsonObject, place: Place): Json[] {
  const least = typeof schema["minItems"] === "number" ? schema["minItems"] : 2;
  const most = typeof schema["maxItems"] === "number" ? schema["maxItems"] : Math.max(least, 2);
  return Array.from({ length: Math.min(Math.max(least, 1), most) }, (_, index) => {
    const { book } = place;
    const words = [...book.words.slice(index), ...book.words.slice(0, index)];
    return valueFor(schema["items"], {
      ...place,
      book: { ...book, words, subject: words[0] ?? book.subject },
    });
  });
}

function fitNumber(schema: JsonObject, { book }: Place): number {
  const written = /-?\d+(?:\.\d+)?/.exec(book.prompt)?.[0];
  const lowest = numberIn(
    schema,
    "minimum",
    numberIn(schema, "exclusiveMinimum", Number.NEGATIVE_INFINITY) + 1,
  );
  const highest = numberIn(
    schema,
    "maximum",
    numberIn(schema, "exclusiveMaximum", Number.POSITIVE_INFINITY) - 1,
  );
  const wanted = written === undefined ? numberIn(schema, "default", 3) : Number(written);
  return Math.min(Math.max(wanted, lowest), highest);
}

function numberIn(schema: JsonObject, name: string, otherwise: number): number {
  const value = schema[name];
  return typeof value === "number" ? value : otherwise;
}

const formats: Readonly<Record<string, string>> = {
  date: "2026-11-21",
  time: "09:30:00",
  "date-time": "2026-11-21T09:30:00Z",
  email: "reader@example.com",
  uri: "https://example.com/",
  url: "https://example.com/",
  uuid: "0198a2c4-5e6f-4a1b-8c2d-3e4f5a6b7c8d",
  ipv4: "192.0.2.1",
};

const capitalised = "[A-Z][a-z]+(?:\\s[A-Z][a-z]+)*";
const placeAfterWord = new RegExp(`\\b(?:in|at|of|for|to|near|from)\\s+(${capitalised})`, "u");
const somePlace = new RegExp(
  `${capitalised}|北京|上海|广州|深圳|杭州|成都|武汉|西安|南京|香港|东京|巴黎|伦敦|纽约`,
  "gu",
);
const placeNames = /city|location|place|country|城市|地点/i;

function fitString(schema: JsonObject, { book, name }: Place): string {
  const format = typeof schema["format"] === "string" ? formats[schema["format"]] : undefined;
  if (format !== undefined) return format;
  if (/date|日期/i.test(name)) return formats["date"] ?? "";
  const place = placeNames.test(name) ? placeIn(book.prompt) : undefined;
  const written = literalValue(name, book.prompt) ?? place;
  const suggested = [schema["default"], schema["examples"]].flat().find((value) => typeof value === "string");
  const asked = /query|question|text|prompt|search|问题|内容/i.test(name) ? book.subject : book.words[0];
  const text = written ?? suggested ?? asked ?? book.subject;
  const least = numberIn(schema, "minLength", 0);
  return text.padEnd(least, "·").slice(0, numberIn(schema, "maxLength", 200));
}

/** A place that the prompt names: after a preposition, or the last word that looks like one. */
function placeIn(prompt: string): string {
  return placeAfterWord.exec(prompt)?.[1] ?? prompt.match(somePlace)?.at(-1) ?? "Beijing";
}

function mentioned(values: readonly Json[], book: Wordbook): Json {
  const prompt = book.prompt.toLowerCase();
  const named = values.find((value) => typeof value === "string" && prompt.includes(value.toLowerCase()));
  return named ?? values[0] ?? null;
}

function isNull(schema: Json): boolean {
  return isJsonObject(schema) && schema["type"] === "null";
}

function resolve(root: Json, pointer: string): Json | undefined {
  let found: Json | undefined = root;
  for (const part of pointer.split("/").slice(1)) found = isJsonObject(found) ? found[part] : undefined;
  return found;
}

function merged(schema: JsonObject, parts: readonly Json[]): JsonObject {
  const { allOf: _parts, ...rest } = schema;
  const objects = [rest, ...parts.filter(isJsonObject)];
  const propertyMaps = objects.map((part) => part["properties"]).filter(isJsonObject);
  const properties: JsonObject = Object.assign({}, ...propertyMaps);
  const required = objects.flatMap((part) => (Array.isArray(part["required"]) ? part["required"] : []));
  return { ...Object.assign({}, ...objects), properties, required };
}
