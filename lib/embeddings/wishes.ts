import { appError } from "@/lib/core/app-error";
import { newGroup } from "@/lib/creations/creation";
import { keepTextSet, type TextSet } from "@/lib/creations/text-set";
import { indexed } from "@/lib/history/creation-index";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import type { EmbeddingSettings } from "./settings";

/** What one model is asked for. */
export type ModelWish = {
  id: string;
  dimensions: number | undefined;
  /** Whether it gets the pictures of a set beside its texts. */
  pictures: boolean;
};

/** How all models are asked. */
type Manner = Pick<EmbeddingSettings, "encoding" | "truncate">;

const fieldsOf = ({ dimensions }: ModelWish, { encoding, truncate }: Manner) => ({
  encoding_format: encoding,
  ...(dimensions !== undefined && { dimensions }),
  ...(truncate !== "none" && { truncate }),
});

/** The first words of a set, as a name. */
const nameOf = ({ texts: [first = ""] }: TextSet) => Array.from(first).slice(0, 80).join("");

/** Which texts of a set a model gets that takes no pictures; nothing where there are none. */
const plainRows = ({ texts, pictures }: TextSet) =>
  pictures && texts.flatMap((_, row) => (pictures[row] ? [] : [row]));

/**
 * The records that have each model make vectors of the same texts, and of the set's pictures where it takes any. Keeps
 * the texts; rejects when there is no room.
 */
export async function recordsOf(
  set: TextSet,
  models: readonly ModelWish[],
  manner: Manner,
  {
    name = nameOf(set),
    pictures = [],
  }: { name?: string | undefined; pictures?: readonly CreationInput[] } = {},
): Promise<CreationRecord[]> {
  const input = await keepTextSet(set, name);
  const plain = plainRows(set);
  return newGroup(
    models.map((model) => ({
      kind: "embedding",
      model: model.id,
      prompt: name,
      fields: fieldsOf(model, manner),
      inputs: model.pictures ? [input, ...pictures] : [input],
      ...(plain && !model.pictures && { rows: plain }),
    })),
  );
}

/** The same model asked again in its place, for the texts that have no vector. */
export function missingOf(record: CreationRecord, missing: readonly number[]): CreationRecord[] {
  const { kind, model, prompt, fields, inputs } = record;
  return besides(record, [{ kind, model, prompt, fields, inputs, rows: [...missing] }], record.place);
}

/** A query of each model of a group, to be compared with its texts. */
export function queryOf(records: readonly CreationRecord[], text: string): CreationRecord[] {
  const askedAt = Date.now(); // one moment for all: it says which belong together
  return records.flatMap((record) => {
    const { model, fields, place } = record;
    const wish = { kind: "embedding-query" as const, model, prompt: text, fields };
    return besides(record, [wish], place, askedAt);
  });
}

function besides(
  { groupId, createdAt }: CreationRecord,
  wishes: Parameters<typeof newGroup>[0],
  place: number,
  at = createdAt,
): CreationRecord[] {
  return newGroup(wishes).map((record) => indexed({ ...record, groupId, createdAt: at, place }));
}

/** Vectors that a person brought, as a record that asks for nothing; `failed` are the texts without one. */
export function importedRecord(
  name: string,
  input: CreationInput,
  items: CreationRecord["items"],
  failed: readonly number[],
): CreationRecord[] {
  const failedItems = failed.map((item) => ({ item, error: appError("malformed-response") }));
  const wish = { kind: "embedding" as const, model: name, prompt: name, fields: {}, inputs: [input] };
  return newGroup([wish]).map((record) =>
    indexed({ ...record, items, output: { ...record.output, state: "completed", failedItems } }),
  );
}
