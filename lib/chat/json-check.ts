import { Validator } from "@cfworker/json-schema";
import { randomUuid } from "@/lib/core/random-uuid";

/** A number in the form in which it was written, where JavaScript's own number would show another. */
export class WrittenNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** How a text holds up as JSON, and against a schema where one was asked for. */
export type JsonCheck =
  | { kind: "not-json"; detail: string }
  | { kind: "json" }
  | { kind: "fits" }
  | { kind: "breaks"; problems: { at: string; message: string }[] };

/** What `response_format` names as schema, if anything. */
export function schemaOf(format: object): object | undefined {
  if (!("json_schema" in format)) return undefined;
  const wrapped: unknown = format.json_schema;
  if (typeof wrapped !== "object" || wrapped === null) return undefined;
  // OpenAI's form wraps the schema with a name; SiliconFlow's reference leaves the form open.
  const inner: unknown = "schema" in wrapped ? wrapped.schema : wrapped;
  return typeof inner === "object" && inner !== null ? inner : undefined;
}

/** Some models put a code fence around the JSON that was asked for. */
const withoutFence = (text: string) => /^\s*```(?:json)?\n([\s\S]*?)\n```\s*$/.exec(text)?.[1] ?? text;

/** In a JSON text: a whole string, or a number. */
const stringOrNumber = /"(?:[^"\\]+|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** A JSON text's value as it is shown: 12345678901234567890 and 1.0 stay as they were written. */
export function readForDisplay(text: string): unknown {
  const json = withoutFence(text);
  const mark = randomUuid();
  const marked = json.replace(stringOrNumber, (token) =>
    token.startsWith('"') || JSON.stringify(Number(token)) === token ? token : `"${mark}${token}"`,
  );
  const unmark = (_key: string, value: unknown) =>
    typeof value === "string" && value.startsWith(mark) ? new WrittenNumber(value.slice(mark.length)) : value;
  try {
    return marked === json ? JSON.parse(json) : JSON.parse(marked, unmark);
  } catch {
    // Nested too deep to be walked through.
    return JSON.parse(json);
  }
}

/** Checks an answer that was to be JSON. A schema that is broken itself checks nothing: the value counts as JSON. */
export function checkJson(text: string, schema: object | undefined): JsonCheck {
  let value: unknown;
  try {
    value = JSON.parse(withoutFence(text));
  } catch (error) {
    return { kind: "not-json", detail: error instanceof Error ? error.message : String(error) };
  }
  if (!schema) return { kind: "json" };
  try {
    const { valid, errors } = new Validator({ ...schema }, "2020-12", false).validate(value);
    if (valid) return { kind: "fits" };
    const problems = errors.map(({ instanceLocation, error }) => ({ at: instanceLocation, message: error }));
    return { kind: "breaks", problems };
  } catch {
    return { kind: "json" };
  }
}
