/*
 * Compares two descriptions of an HTTP interface, both written as JSON Schema. Each becomes a flat map:
 * for every path the facts stated there, such as
 *
 *   createChatCompletion request.messages[]{role=user}.content   "required", "type string", "type array"
 *   createChatCompletion request.temperature                     "type number", "minimum 0", "maximum 2"
 *
 * so that comparing is comparing sets. A keyword this module does not know is kept as a fact: nothing that
 * either side says can slip through unseen, apart from the annotations listed below.
 */

type JsonObject = Record<string, unknown>;

/** For each path the facts stated there. A path without facts exists all the same. */
export type Facts = Map<string, Set<string>>;

/** A fact, or the existence of a whole field, that one side states and the other does not. */
export type Difference = { path: string; fact: string; onlyIn: "contract" | "schema" };

/** Defaults are annotations here: this program sends only what was set. */
const annotations = new Set([
  "$schema",
  "contentEncoding",
  "default",
  "deprecated",
  "description",
  "discriminator",
  "examples",
  "title",
]);

const structure = new Set([
  "$ref",
  "additionalProperties",
  "allOf",
  "anyOf",
  "const",
  "enum",
  "items",
  "oneOf",
  "properties",
  "propertyNames",
  "required",
  "type",
]);

/** Properties whose single value names one variant of a union of objects. */
const tagNames = ["type", "role"];

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a key, or an empty one. */
export function objectAt(parent: unknown, key: string): JsonObject {
  const value = isJsonObject(parent) ? parent[key] : undefined;
  return isJsonObject(value) ? value : {};
}

/** The list at a key, or an empty one. */
export function listAt(parent: unknown, key: string): readonly unknown[] {
  const value = isJsonObject(parent) ? parent[key] : undefined;
  return Array.isArray(value) ? value : [];
}

/** Follows `$ref` inside a document until something else stands there. */
export function resolve(node: unknown, document: unknown): JsonObject {
  if (!isJsonObject(node)) {
    throw new Error(`Not a schema: ${JSON.stringify(node)}`);
  }
  const reference = node["$ref"];
  if (typeof reference !== "string") {
    return node;
  }
  const steps = reference.replace(/^#\//, "").split("/");
  return resolve(
    steps.reduce<unknown>((place, step) => (isJsonObject(place) ? place[step] : undefined), document),
    document,
  );
}

/** States the facts of a schema under a path; `document` is where its references lead. */
export function stateFacts(facts: Facts, path: string, schema: unknown, document: unknown): void {
  const variants = variantsOf(schema, document);
  const objectCount = variants.filter((variant) => variant["type"] === "object").length;
  addFacts(facts, path, []);
  for (const variant of variants) {
    const isOneOfSeveral = variant["type"] === "object" && objectCount > 1;
    stateVariant(facts, isOneOfSeveral ? `${path}{${nameOfVariant(variant)}}` : path, variant, document);
  }
}

/** What one side states and the other does not, by path. Below a missing field nothing more is told. */
export function differences(contract: Facts, schema: Facts): Difference[] {
  const found: Difference[] = [];
  for (const path of [...new Set([...contract.keys(), ...schema.keys()])].sort()) {
    const inContract = contract.get(path);
    const inSchema = schema.get(path);
    if (inContract && inSchema) {
      found.push(...factDifferences(path, inContract, inSchema));
    } else if (!found.some((other) => other.fact === "exists" && isBelow(path, other.path))) {
      found.push({ path, fact: "exists", onlyIn: inContract ? "contract" : "schema" });
    }
  }
  return found;
}

function factDifferences(path: string, contract: Set<string>, schema: Set<string>): Difference[] {
  // Where the contract is silent about unknown fields, the schema decides.
  const contractIsSilent = ![...contract].some((fact) => fact.startsWith("unknown fields"));
  const missing = [...contract].filter((fact) => !schema.has(fact));
  const added = [...schema].filter(
    (fact) => !contract.has(fact) && !(contractIsSilent && fact.startsWith("unknown fields")),
  );
  return [
    ...missing.map((fact): Difference => ({ path, fact, onlyIn: "contract" })),
    ...added.map((fact): Difference => ({ path, fact, onlyIn: "schema" })),
  ];
}

function isBelow(path: string, ancestor: string): boolean {
  return path.startsWith(ancestor) && /^[ .[{]/.test(path.slice(ancestor.length));
}

export function addFacts(facts: Facts, path: string, stated: Iterable<string>): void {
  facts.set(path, new Set([...(facts.get(path) ?? []), ...stated]));
}

/** Unfolds references, unions, intersections and lists of types into variants with one type each. */
function variantsOf(schema: unknown, document: unknown): JsonObject[] {
  const node = resolve(schema, document);
  const { oneOf: _oneOf, anyOf: _anyOf, allOf: _allOf, ...rest } = node;
  const alternatives = [...listAt(node, "oneOf"), ...listAt(node, "anyOf")];
  if (alternatives.length > 0) {
    return alternatives.flatMap((alternative) =>
      variantsOf(merged([rest, resolve(alternative, document)]), document),
    );
  }
  const parts = listAt(node, "allOf");
  if (parts.length > 0) {
    return variantsOf(merged([rest, ...parts.map((part) => resolve(part, document))]), document);
  }
  return typesOf(node).map((type) => ({ ...node, type }));
}

/** One schema that says what all of them say. */
function merged(schemas: readonly JsonObject[]): JsonObject {
  const properties = Object.assign({}, ...schemas.map((schema) => objectAt(schema, "properties")));
  const required = schemas.flatMap((schema) => listAt(schema, "required"));
  return {
    ...Object.assign({}, ...schemas),
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required }),
  };
}

function typesOf(node: JsonObject): readonly string[] {
  const type = node["type"];
  const types = Array.isArray(type) ? type.map(String) : [typeof type === "string" ? type : "any"];
  const values = valuesOf(node);
  // A list of whole numbers is a list of integers, whichever way a side says it.
  const isWhole = values.length > 0 && values.every((value) => Number.isInteger(value));
  return types.map((name) => (name === "number" && isWhole ? "integer" : name));
}

function valuesOf(node: JsonObject): readonly unknown[] {
  return "const" in node ? [node["const"]] : listAt(node, "enum");
}

function nameOfVariant(variant: JsonObject): string {
  const properties = objectAt(variant, "properties");
  for (const tag of tagNames) {
    const values = valuesOf(objectAt(properties, tag));
    if (values.length === 1) {
      return `${tag}=${String(values[0])}`;
    }
  }
  return [...listAt(variant, "required")].sort().join(",");
}

function stateVariant(facts: Facts, path: string, variant: JsonObject, document: unknown): void {
  const type = String(variant["type"]);
  addFacts(facts, path, [`type ${type}`, ...valueFacts(variant, type), ...keywordFacts(variant)]);
  if (type === "array" && variant["items"] !== undefined) {
    stateFacts(facts, `${path}[]`, variant["items"], document);
  }
  if (type === "object") {
    stateObject(facts, path, variant, document);
  }
}

function stateObject(facts: Facts, path: string, variant: JsonObject, document: unknown): void {
  for (const [name, property] of Object.entries(objectAt(variant, "properties"))) {
    stateFacts(facts, `${path}.${name}`, property, document);
  }
  for (const name of listAt(variant, "required")) {
    addFacts(facts, `${path}.${String(name)}`, ["required"]);
  }
  const { type: _, ...nameRules } = objectAt(variant, "propertyNames");
  addFacts(
    facts,
    path,
    keywordFacts(nameRules).map((fact) => `name ${fact}`),
  );
  const others = variant["additionalProperties"];
  if (others === false) {
    addFacts(facts, path, ["unknown fields refused"]);
  } else if (others === true || (isJsonObject(others) && Object.keys(others).length === 0)) {
    addFacts(facts, path, ["unknown fields pass"]);
  } else if (others !== undefined) {
    stateFacts(facts, `${path}.*`, others, document);
  }
}

function valueFacts(variant: JsonObject, type: string): string[] {
  const isScalar = ["string", "integer", "number"].includes(type);
  const values = valuesOf(variant).filter((value) => value !== null);
  if (values.length === 0) {
    return isScalar ? ["any value"] : [];
  }
  return values.map((value) => `value ${JSON.stringify(value)}`);
}

function keywordFacts(node: JsonObject): string[] {
  return Object.entries(node)
    .filter(([keyword]) => !annotations.has(keyword) && !structure.has(keyword) && !keyword.startsWith("x-"))
    .filter(([keyword, value]) => !saysNothing(keyword, value))
    .map(([keyword, value]) => `${keyword} ${JSON.stringify(value)}`);
}

/** Bounds that hold for every value: those of safe integers, which zod writes out, and zero items. */
function saysNothing(keyword: string, value: unknown): boolean {
  return (
    (keyword === "maximum" && value === Number.MAX_SAFE_INTEGER) ||
    (keyword === "minimum" && value === Number.MIN_SAFE_INTEGER) ||
    (keyword === "minItems" && value === 0)
  );
}
