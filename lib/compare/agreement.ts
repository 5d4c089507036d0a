/** A field of structured answers: where it lies, what each answer has there, and whether all say the same. */
export type AgreementField = {
  /** As one would write it: `items[0].name`; empty for an answer that is one value. */
  path: string;
  /** JSON texts in the order of the answers; undefined where an answer has no such field. */
  values: readonly (string | undefined)[];
  agrees: boolean;
};

export type Agreement = {
  /** For each answer, whether it could be read as JSON. */
  readable: readonly boolean[];
  fields: readonly AgreementField[];
};

/** An answer with thousands of fields would freeze the page that shows them. */
const mostFields = 2000;

function parsed(text: string): { value: unknown } | undefined {
  const fenced = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?```\s*$/.exec(text);
  try {
    return { value: JSON.parse(fenced?.[1] ?? text) };
  } catch {
    return undefined;
  }
}

const isContainer = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0;

/** Each value that holds no others, by its path. */
function leavesOf(value: unknown, path: string, leaves: Map<string, string>): Map<string, string> {
  if (!isContainer(value)) return leaves.set(path, JSON.stringify(value));
  for (const [name, inner] of Object.entries(value)) {
    if (leaves.size >= mostFields) break;
    const step = Array.isArray(value) ? `[${name}]` : path === "" ? name : `.${name}`;
    leavesOf(inner, path + step, leaves);
  }
  return leaves;
}

/** Holds structured answers against each other field by field. Those that are no JSON take no part in it. */
export function agreementOf(texts: readonly string[]): Agreement {
  const read = texts.map(parsed);
  const leaves = read.map((answer) => answer && leavesOf(answer.value, "", new Map()));
  const paths = new Set(leaves.flatMap((known) => [...(known?.keys() ?? [])]));
  const fields = [...paths].map((path) => {
    const values = leaves.map((known) => known?.get(path));
    const taking = values.filter((_, at) => leaves[at]);
    return { path, values, agrees: taking.every((value) => value !== undefined && value === taking[0]) };
  });
  return { readable: read.map((answer) => answer !== undefined), fields };
}
