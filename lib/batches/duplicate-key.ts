import { type JSONPath, visit } from "jsonc-parser";

const string = /"(?:[^"\\]|\\.)*"/g;

/** How many strings a parsed value has, names of members included. */
function stringsIn(value: unknown): number {
  if (typeof value === "string") return 1;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + stringsIn(item), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item) => sum + 1 + stringsIn(item), 0);
}

/**
 * The path of a member that stands twice in its object: of both only the last would count, and nobody is told. Only
 * where the text has more strings than its value is it read again with care, which takes its time.
 */
export function duplicateKey(text: string): string | undefined {
  const written = text.match(string)?.length ?? 0;
  if (written === stringsIn(JSON.parse(text))) return undefined;
  return findTwice(text);
}

function findTwice(text: string): string | undefined {
  const names: Set<string>[] = [];
  let twice: string | undefined;
  visit(text, {
    onObjectBegin: () => void names.push(new Set()),
    onObjectEnd: () => void names.pop(),
    onObjectProperty: (name, _offset, _length, _line, _character, path: () => JSONPath) => {
      const known = names.at(-1);
      if (known?.has(name)) twice ??= [...path(), name].join(".");
      known?.add(name);
    },
  });
  return twice;
}
