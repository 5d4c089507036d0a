import type { Attachment, MessageRecord } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";

/** What a model has to be able to take besides text. */
export type Ability = "image" | "video" | "audio" | "pdf";

const abilities = ["image", "video", "audio", "pdf"] as const satisfies readonly Ability[];

/** Null is unknown, and let through; PDF is only for models of which it is known. */
function takes(model: ModelSummary, ability: Ability): boolean {
  if (ability === "image") return model.vision !== false;
  if (ability === "video") return model.videoIn !== false;
  if (ability === "audio") return model.audioIn !== false;
  return model.traits.readsPdf === true;
}

/** What these attachments need that the model is known not to have. */
export function lackedAbilities(attachments: readonly Attachment[], model: ModelSummary): Ability[] {
  return abilities.filter(
    (ability) => attachments.some(({ kind }) => kind === ability) && !takes(model, ability),
  );
}

/** Everything that goes along when the next message of a conversation is sent. */
export function attachmentsSent(
  path: readonly MessageRecord[],
  draft: readonly Attachment[],
): readonly Attachment[] {
  return [...path.flatMap((record) => (record.role === "user" ? (record.attachments ?? []) : [])), ...draft];
}
