import { history } from "@/lib/history/database";
import { type SetCell, setCellSchema } from "@/lib/history/set-record";
import { type PromptSet, promptSetSchema } from "./prompt-set";

/** A set as the list shows it. */
export type SetEntry = Pick<PromptSet, "id" | "title" | "updatedAt"> & { prompts: number; models: number };

/** All sets of this browser, the newest first. One that this version cannot read is not shown. */
export async function listSets(): Promise<SetEntry[]> {
  const entries: SetEntry[] = [];
  await history()
    .promptSets.orderBy("updatedAt")
    .reverse()
    .each((stored) => {
      const set = promptSetSchema.safeParse(stored).data;
      if (!set) return;
      const { id, title, updatedAt, rows, columns } = set;
      entries.push({ id, title, updatedAt, prompts: rows.length, models: columns.length });
    });
  return entries;
}

export async function loadSet(setId: string): Promise<PromptSet | undefined> {
  return promptSetSchema.safeParse(await history().promptSets.get(setId)).data;
}

export async function saveSet(set: PromptSet): Promise<void> {
  await history().promptSets.put(set);
}

/** Gives a set another title, whatever else of it has changed. */
export async function renameSet(setId: string, title: string): Promise<void> {
  await history().promptSets.update(setId, { title });
}

/** Takes a set out of the list. Its answers stay until `dropAnswers`; gives back how to undo it. */
export async function removeSet(setId: string): Promise<() => Promise<void>> {
  const stored = await history().promptSets.get(setId);
  await history().promptSets.delete(setId);
  return async () => {
    if (stored) await history().promptSets.put(stored);
  };
}

/** Takes away the answers of sets that are not there any more. */
export async function dropOrphans(): Promise<void> {
  const { promptSets, setCells } = history();
  await history().transaction("rw", promptSets, setCells, async () => {
    const kept = new Set(await promptSets.toCollection().primaryKeys());
    const ids = await setCells.orderBy("setId").uniqueKeys();
    const gone = ids.filter((id): id is string => typeof id === "string" && !kept.has(id));
    await setCells.where("setId").anyOf(gone).delete();
  });
}

/** Shows each stored answer of a set once, in no particular order. */
export async function eachCell(setId: string, show: (cell: SetCell) => void): Promise<void> {
  await history()
    .setCells.where("setId")
    .equals(setId)
    .each((stored) => {
      const cell = setCellSchema.safeParse(stored).data;
      if (cell) show(cell);
    });
}

export async function loadCell(setId: string, columnId: string, row: number): Promise<SetCell | undefined> {
  return setCellSchema.safeParse(await history().setCells.get([setId, columnId, row])).data;
}

/** The answers of a set to one prompt, in the order of `columnIds`. */
export async function loadRow(
  setId: string,
  columnIds: readonly string[],
  row: number,
): Promise<(SetCell | undefined)[]> {
  const keys = columnIds.map((columnId): [string, string, number] => [setId, columnId, row]);
  const stored = await history().setCells.bulkGet(keys);
  return stored.map((cell) => setCellSchema.safeParse(cell).data);
}

/**
 * Keeps an answer, unless a later attempt is there already, of another tab perhaps. Rejects for a set that has been
 * deleted: what nobody will see need not be asked.
 */
export async function saveCell(cell: SetCell): Promise<void> {
  const { promptSets, setCells } = history();
  await history().transaction("rw", promptSets, setCells, async () => {
    const { setId, columnId, row } = cell;
    if ((await promptSets.where("id").equals(setId).count()) === 0)
      throw new Error("The set has been deleted.");
    const stored = setCellSchema.safeParse(await setCells.get([setId, columnId, row])).data;
    if (!stored || stored.attempt <= cell.attempt) await setCells.put(cell);
  });
}

/** Takes away all answers of a set, or those of one of its columns. */
export async function dropAnswers(setId: string, columnId?: string): Promise<void> {
  const all = history().setCells.where("setId").equals(setId);
  await (columnId === undefined ? all : all.filter((cell) => cell.columnId === columnId)).delete();
}
