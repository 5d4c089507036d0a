import type { Row } from "./row-formats";

/** `{{name}}`; spaces around the name do not belong to it. */
const variable = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names of the variables that a template asks for, each once. */
export function variablesOf(template: string): string[] {
  return [...new Set([...template.matchAll(variable)].map(([, name = ""]) => name))].filter(Boolean);
}

const givenFor = (row: Row, name: string) => (Object.hasOwn(row, name) ? row[name] : undefined);

/**
 * The template with a row's values in it. What a value says is never read as a variable again. `write` changes each
 * value on its way in. A variable without a value becomes nothing: `templateFaults` names those.
 */
export function fillTemplate(template: string, row: Row, write = (value: string) => value): string {
  return template.replace(variable, (whole, name: string) =>
    name === "" ? whole : write(givenFor(row, name) ?? ""),
  );
}

/** A row that cannot be put into a template: which variable it has no value for. `row` counts from 0. */
export type RowFault = { row: number; name: string; fault: "missing" | "empty" };

/** What keeps rows from being put into templates, row by row. */
export function templateFaults(templates: readonly string[], rows: readonly Row[]): RowFault[] {
  const names = [...new Set(templates.flatMap(variablesOf))];
  return rows.flatMap((values, row) =>
    names.flatMap((name): RowFault[] => {
      const value = givenFor(values, name);
      if (value === undefined) return [{ row, name, fault: "missing" }];
      return value.trim() === "" ? [{ row, name, fault: "empty" }] : [];
    }),
  );
}
