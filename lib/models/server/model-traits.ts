import "server-only";
import data from "@/lib/models/model-traits.json";
import { type ModelTraits, modelTraitsSchema } from "../model-summary";

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
