import type { PromptSet, Row } from "./prompt-set";

/** `{{name}}`; spaces around the name do not belong to it. */
const variable = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names of the variables that a template asks for, each once. */
export function variablesOf(template: string): string[] {
  return [...new Set([...template.matchAll(variable)].map(([, name = ""]) => name))].filter(Boolean);
}

const givenFor = (row: Row, name: string) => (Object.hasOwn(row, name) ? row[name] : undefined);

/**
 * The template with a row's values in it. What a value says is never read as a variable again. `write` changes each
 * value on its way in. A variable without a value becomes nothing: `rowFaults` names those.
 */
export function fillTemplate(template: string, row: Row, write = (value: string) => value): string {
  return template.replace(variable, (whole, name: string) =>
    name === "" ? whole : write(givenFor(row, name) ?? ""),
  );
}

/** A row that cannot be asked: which variable it has no value for. `row` counts from 0. */
export type RowFault = { row: number; name: string; fault: "missing" | "empty" };

type Asked = Pick<PromptSet, "template" | "systemTemplate" | "rows" | "columns">;

/** Every template that a row is put into before a model is asked. */
const templatesOf = ({ template, systemTemplate, columns }: Asked) => [
  template,
  systemTemplate,
  ...columns.map(({ setup }) => setup.systemPrompt),
];

/** What keeps rows from being asked, row by row. */
export function rowFaults(set: Asked): RowFault[] {
  const names = [...new Set(templatesOf(set).flatMap(variablesOf))];
  return set.rows.flatMap((values, row) =>
    names.flatMap((name): RowFault[] => {
      const value = givenFor(values, name);
      if (value === undefined) return [{ row, name, fault: "missing" }];
      return value.trim() === "" ? [{ row, name, fault: "empty" }] : [];
    }),
  );
}
