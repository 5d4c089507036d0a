import "server-only";
import { z } from "zod";
import data from "@/lib/models/model-traits.json";
import { type MediaModel, mediaParameters } from "../media-model";
import { type ModelTraits, modelTraitsSchema } from "../model-summary";
import type { SpeechModel } from "../speech-model";

const mediaTraits = z
  .object({
    mediaParameters: z.record(z.string(), z.array(z.enum(mediaParameters))),
    inputPictures: z.record(z.string(), z.number()),
    speechTraits: z.record(z.string(), z.array(z.enum(["style", "dialogue"]))),
  })
  .parse(data);

const prompts = new Map<string, unknown>(Object.entries(data.documentPrompts));

/** What model-traits.json tells of a model; the Pro edition of a model behaves as the model does. */
export function traitsOf(id: string): ModelTraits {
  const name = id.replace(/^Pro\//, "");
  const rule = Object.entries(data.imageTokens).find(([, models]) => models.includes(name))?.[0];
  return modelTraitsSchema.parse({
    ...(rule && { imageTokens: rule }),
    ...(data.toolsNeedThinkingOff.includes(name) && { toolsNeedThinkingOff: true }),
    ...(data.readsPdf.includes(name) && { readsPdf: true }),
    ...(prompts.has(name) && { documentPrompts: prompts.get(name) }),
  });
}

/** What model-traits.json tells of a model that makes pictures or clips. */
export function mediaTraitsOf(id: string): Pick<MediaModel, "parameters" | "inputPictures"> {
  const name = id.replace(/^Pro\//, "");
  return {
    parameters: mediaTraits.mediaParameters[name] ?? null,
    inputPictures: mediaTraits.inputPictures[name] ?? null,
  };
}

/** Whether a reranker takes `max_chunks_per_doc` and `overlap_tokens`. */
export const takesChunks = (id: string): boolean => data.chunkingRerankers.includes(id.replace(/^Pro\//, ""));

/** What model-traits.json tells of a model that speaks. */
export function speechTraitsOf(id: string): Pick<SpeechModel, "style" | "dialogue"> {
  const traits = mediaTraits.speechTraits[id.replace(/^Pro\//, "")] ?? [];
  return { style: traits.includes("style"), dialogue: traits.includes("dialogue") };
}
