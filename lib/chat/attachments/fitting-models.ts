import type { Attachment } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { type Ability, lackedAbilities } from "./abilities";

const known = (model: ModelSummary, kind: Attachment["kind"]): boolean => {
  const ability: Record<Ability | "text", boolean> = {
    image: model.vision === true,
    video: model.videoIn === true,
    audio: model.audioIn === true,
    pdf: model.traits.readsPdf === true,
    text: true,
  };
  return ability[kind];
};

const priceOf = ({ free, inputPrice }: ModelSummary) =>
  free ? -1 : (inputPrice ?? Number.POSITIVE_INFINITY);

/** The models that take all of these attachments: first those that are known to, of them the cheapest. */
export function fittingModels(
  models: readonly ModelSummary[],
  attachments: readonly Attachment[],
): ModelSummary[] {
  const sure = (model: ModelSummary) => attachments.every(({ kind }) => known(model, kind));
  return models
    .filter((model) => lackedAbilities(attachments, model).length === 0)
    .toSorted((a, b) => Number(sure(b)) - Number(sure(a)) || priceOf(a) - priceOf(b));
}
