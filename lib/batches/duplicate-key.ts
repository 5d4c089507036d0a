import { type JSONPath, visit } from "jsonc-parser";

const string = /"(?:[^"\\]|\\.)*"/g;

/** No request is nested deeper; what reads JSON by calling itself would run out of stack. */
export const mostLevels = 500;

/** How many strings a parsed value has, names of members included; nothing where it is nested too deeply. */
function stringsIn(value: unknown): number | undefined {
  let strings = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostLevels) return undefined;
    const next: unknown[] = [];
    for (const one of level) {
      if (typeof one === "string") strings += 1;
      if (typeof one !== "object" || one === null) continue;
      const inner = Object.values(one);
      if (!Array.isArray(one)) strings += inner.length;
      for (const item of inner) next.push(item);
    }
    level = next;
  }
  return strings;
}

/**
 * The path of a member that stands twice in its object: of both only the last would count, and nobody is told. `value` is
 * what the text is JSON of. Only
 * where the text has more strings than its value is it read again with care, which takes its time. `deep`: it is nested
 * too deeply to be looked at.
 */
export function duplicateKey(text: string, value: unknown): { deep: boolean; twice?: string | undefined } {
  const written = text.match(string)?.length ?? 0;
  const strings = stringsIn(value);
  if (strings === undefined) return { deep: true };
  return { deep: false, twice: written === strings ? undefined : findTwice(text) };
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
