import { Validator } from "@cfworker/json-schema";

/** How a text holds up as JSON, and against a schema where one was asked for. */
export type JsonCheck =
  | { kind: "not-json"; detail: string }
  | { kind: "json"; value: unknown }
  | { kind: "fits"; value: unknown }
  | { kind: "breaks"; value: unknown; problems: { at: string; message: string }[] };

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

/** Checks an answer that was to be JSON. A schema that is broken itself checks nothing: the value counts as JSON. */
export function checkJson(text: string, schema: object | undefined): JsonCheck {
  let value: unknown;
  try {
    value = JSON.parse(withoutFence(text));
  } catch (error) {
    return { kind: "not-json", detail: error instanceof Error ? error.message : String(error) };
  }
  if (!schema) return { kind: "json", value };
  try {
    const { valid, errors } = new Validator({ ...schema }, "2020-12", false).validate(value);
    if (valid) return { kind: "fits", value };
    const problems = errors.map(({ instanceLocation, error }) => ({ at: instanceLocation, message: error }));
    return { kind: "breaks", value, problems };
  } catch {
    return { kind: "json", value };
  }
}
