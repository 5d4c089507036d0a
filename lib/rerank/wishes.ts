import { type CreationWish, newGroup } from "@/lib/creations/creation";
import { queryPictureOf } from "@/lib/creations/request";
import { listCreations } from "@/lib/creations/store";
import { keepTextSet, type TextSet } from "@/lib/creations/text-set";
import { indexed } from "@/lib/history/creation-index";
import type { CreationInput, CreationRecord, RankingReview } from "@/lib/history/creation-record";
import type { EmbeddingModel, Reranker } from "@/lib/models/vector-model";
import { textRows } from "./documents";
import { fieldsFor } from "./options";
import type { RerankSettings } from "./settings";

export type RankingOrder = {
  query: string;
  /** What documents are ranked for in place of words; the query is empty then. */
  queryPicture?: CreationInput | undefined;
  set: TextSet;
  /** The pictures that the set names. */
  pictures: readonly CreationInput[];
  models: readonly Reranker[];
  baseline: EmbeddingModel | undefined;
  options: Pick<RerankSettings, "instruction" | "topN" | "maxChunks" | "overlap">;
  /** Of the file that the documents came from. */
  name?: string | undefined;
};

/** Whether a model is given pictures: also when no source says whether it takes them. */
export const takesPictures = ({ vision }: Reranker | EmbeddingModel): boolean => vision !== false;

/** The first words of a set, as a name. */
const nameOf = ({ texts }: TextSet) =>
  Array.from(texts.find((text) => text !== "") ?? "")
    .slice(0, 80)
    .join("");

/**
 * The records that have each model rank the same documents, and one for the baseline's vectors. Keeps the documents;
 * rejects when there is no room. What was found relevant for the same query and documents before is taken over.
 */
export async function recordsOf(order: RankingOrder): Promise<CreationRecord[]> {
  const { query, queryPicture, set, pictures, models, baseline, options, name = nameOf(set) } = order;
  const kept = await keepTextSet(set, name);
  const given = (model: Reranker | EmbeddingModel) => {
    if (takesPictures(model)) return { inputs: [kept, ...(queryPicture ? [queryPicture] : []), ...pictures] };
    const rows = textRows(set);
    return { inputs: [kept], ...(rows && { rows }) };
  };
  const wishes: CreationWish[] = models.map((model) => ({
    kind: "ranking",
    model: model.id,
    prompt: query,
    fields: fieldsFor(model, options),
    ...given(model),
  }));
  if (baseline) {
    const { id: model } = baseline;
    wishes.push({ kind: "ranking-vectors", model, prompt: query, fields: {}, ...given(baseline) });
  }
  const records = newGroup(wishes);
  const [first, ...others] = records;
  const review = first && (await reviewOf(first));
  return review ? [{ ...first, review }, ...others] : records;
}

/** The query and the documents of a ranking. */
const askedOf = (record: CreationRecord) =>
  JSON.stringify([record.prompt, queryPictureOf(record)?.mediaId, record.inputs[0]?.mediaId]);

/** What a person found of the same documents for the same query, the last time. */
async function reviewOf(record: CreationRecord): Promise<RankingReview | undefined> {
  const rankings = await listCreations("ranking");
  return rankings.find((known) => known.review && askedOf(known) === askedOf(record))?.review;
}

/** The same model asked again in its place. */
export function againOf({
  kind,
  model,
  prompt,
  fields,
  inputs,
  rows,
  groupId,
  createdAt,
  place,
}: CreationRecord): CreationRecord[] {
  const wish = { kind, model, prompt, fields, inputs, ...(rows && { rows }) };
  return newGroup([wish]).map((record) => indexed({ ...record, groupId, createdAt, place }));
}
