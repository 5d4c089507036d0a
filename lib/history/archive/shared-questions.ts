import type { PromptSetRecord } from "../set-record";

/** Which rows and columns of a prompt set mean the same in two states of it. */
export type SharedQuestions = { rows: ReadonlySet<number>; columns: ReadonlySet<string> };

const asText = (value: unknown) => JSON.stringify(value);

/** An answer belongs only where its question is still put as it was. */
export function sharedQuestions(here: PromptSetRecord, file: PromptSetRecord): SharedQuestions {
  const sameWords = here.template === file.template && here.systemTemplate === file.systemTemplate;
  const rows = file.rows.flatMap((row, at) => (asText(row) === asText(here.rows[at]) ? at : []));
  const setups = new Map(here.columns.map(({ id, setup }) => [id, asText(setup)]));
  const columns = file.columns.filter(({ id, setup }) => setups.get(id) === asText(setup));
  return { rows: new Set(sameWords ? rows : []), columns: new Set(columns.map(({ id }) => id)) };
}
