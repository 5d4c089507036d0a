import type { core } from "zod/mini";

/** What a value can be, in the words of JSON. */
export const valueTypes = ["string", "number", "int", "boolean", "array", "object", "null"] as const;
export type ValueType = (typeof valueTypes)[number];

/** What is wrong with a value: a closed set, which a page says in the person's language. */
export type WrongValue =
  | { kind: "missing" | "format" | "other" }
  | { kind: "type"; expected: ValueType[] }
  | { kind: "choice"; values: string }
  | { kind: "atMost" | "atLeast" | "moreThan" | "lessThan"; limit: number }
  | { kind: "mostCharacters" | "fewestCharacters" | "mostItems" | "fewestItems"; limit: number };

type Issue = core.$ZodIssue;
type Path = readonly PropertyKey[];

/** A value that does not fit, by its place. */
export type WrongPlace = { path: Path; wrong: WrongValue };

const isType = (name: string): name is ValueType => valueTypes.some((known) => known === name);

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );

const bounds = {
  too_big: { string: "mostCharacters", array: "mostItems" },
  too_small: { string: "fewestCharacters", array: "fewestItems" },
} as const;

function boundOf(issue: Extract<Issue, { code: "too_big" | "too_small" }>): WrongValue {
  const limit = Number(issue.code === "too_big" ? issue.maximum : issue.minimum);
  const { string, array } = bounds[issue.code];
  if (issue.origin === "string") return { kind: string, limit };
  if (issue.origin === "array") return { kind: array, limit };
  if (issue.code === "too_big") return { kind: issue.inclusive === false ? "lessThan" : "atMost", limit };
  return { kind: issue.inclusive === false ? "moreThan" : "atLeast", limit };
}

const choice = (values: readonly unknown[]): WrongValue => ({
  kind: "choice",
  values: values.map(String).join(", "),
});

/** It has the right type itself; something in it or about it does not fit. */
const isNear = (issue: Issue) => issue.path.length > 0 || issue.code !== "invalid_type";

/** Of several forms that a value may have, what is wrong with the one that it comes nearest to. */
function nearest(issue: Extract<Issue, { code: "invalid_union" }>, value: unknown): WrongPlace[] {
  const { path, errors } = issue;
  // Left out of zod's own type: what the member that tells the forms apart may say.
  if ("options" in issue && Array.isArray(issue.options)) return [{ path, wrong: choice(issue.options) }];
  const deep = errors.find((form) => form.some(isNear));
  if (deep) return deep.flatMap((inner) => wrongPlaces({ ...inner, path: [...path, ...inner.path] }, value));
  const expected = errors.flatMap((form) =>
    form.flatMap((inner) => (inner.code === "invalid_type" && isType(inner.expected) ? inner.expected : [])),
  );
  if (expected.length > 0) return [{ path, wrong: { kind: "type", expected: [...new Set(expected)] } }];
  return [{ path, wrong: { kind: "other" } }];
}

/** What a schema has against a value, without its words. */
export function wrongPlaces(issue: Issue, value: unknown): WrongPlace[] {
  const { path } = issue;
  switch (issue.code) {
    case "invalid_type":
      if (valueAt(value, path) === undefined) return [{ path, wrong: { kind: "missing" } }];
      if (!isType(issue.expected)) return [{ path, wrong: { kind: "other" } }];
      return [{ path, wrong: { kind: "type", expected: [issue.expected] } }];
    case "too_big":
    case "too_small":
      return [{ path, wrong: boundOf(issue) }];
    case "invalid_value":
      return [{ path, wrong: choice(issue.values) }];
    case "invalid_format":
      return [{ path, wrong: { kind: "format" } }];
    case "invalid_union":
      return nearest(issue, value);
    default:
      return [{ path, wrong: { kind: "other" } }];
  }
}
