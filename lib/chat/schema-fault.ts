/** The first place where a JSON Schema is none, and why. */
export type SchemaFault = { at: string; fault: "type" | "properties" | "required" | "enum" | "schema" };

const types = ["string", "number", "integer", "boolean", "object", "array", "null"];
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isType = (value: unknown) => typeof value === "string" && types.includes(value);

/** Keywords that hold one schema, several by name, and several in a row. */
const single = ["items", "additionalProperties", "contains", "not", "propertyNames", "if", "then", "else"];
const named = ["properties", "patternProperties", "$defs", "definitions"];
const listed = ["anyOf", "oneOf", "allOf", "prefixItems"];

function ownFault(schema: Record<string, unknown>): SchemaFault["fault"] | undefined {
  const { type, required, enum: values } = schema;
  if (type !== undefined && !(Array.isArray(type) ? type.every(isType) : isType(type))) return "type";
  if (named.some((keyword) => keyword in schema && !isObject(schema[keyword]))) return "properties";
  const names = Array.isArray(required) && required.every((name) => typeof name === "string");
  if (required !== undefined && !names) return "required";
  return values !== undefined && !Array.isArray(values) ? "enum" : undefined;
}

function inner(schema: Record<string, unknown>): [string, unknown][] {
  const inOne = single
    .filter((keyword) => keyword in schema)
    .map((keyword) => [keyword, schema[keyword]] as const);
  const byName = named.flatMap((keyword) =>
    Object.entries(isObject(schema[keyword]) ? schema[keyword] : {}).map(
      ([name, value]) => [`${keyword}/${name}`, value] as const,
    ),
  );
  const inRow = listed.flatMap((keyword) => {
    const row = schema[keyword];
    return Array.isArray(row) ? row.map((value, index) => [`${keyword}/${index}`, value] as const) : [];
  });
  return [...inOne, ...byName, ...inRow].map(([at, value]) => [at, value]);
}

/**
 * What keeps a value from being a JSON Schema, with the place as a JSON pointer; nothing when it is one as far as
 * types, names and nesting go. Models and services refuse such a schema in words that help nobody.
 */
export function schemaFault(schema: unknown, at = ""): SchemaFault | undefined {
  if (typeof schema === "boolean") return undefined;
  if (!isObject(schema)) return { at, fault: "schema" };
  const fault = ownFault(schema);
  if (fault) return { at, fault };
  for (const [step, value] of inner(schema)) {
    const deeper = schemaFault(value, `${at}/${step}`);
    if (deeper) return deeper;
  }
  return undefined;
}
