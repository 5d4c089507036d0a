import { readFileSync } from "node:fs";
import { z } from "zod";

/*
 * What the simulator knows of each model. Generated once from the catalogue of 2026-11-21 (models.json there):
 * `listed` models are served by GET /models, `callable` ones answer without being listed (targets of a
 * redirect), `redirected` ids are answered by another model, `retired` ids answer 400/20012.
 */

const ability = z.boolean().nullable();

const servedModelSchema = z.object({
  id: z.string(),
  type: z.string(),
  sub_type: z.string(),
  status: z.enum(["listed", "callable"]),
  vision: ability,
  video_in: ability,
  audio_in: ability,
  tools: ability,
  json: ability,
  prefix: ability,
  fim: ability,
  reasoning: ability,
  thinking_switch: ability,
  /** DeepSeek-V3.1 takes `tools` only with `enable_thinking: false` (notes.md section 3). */
  tools_need_thinking_off: z.boolean().default(false),
  /** It takes batches; most do not. */
  batch: z.boolean().default(false),
  context_length: z.number().nullable(),
  max_output_tokens: z.number().nullable(),
  limits: z.object({
    rpm: z.number().nullable(),
    tpm: z.number().nullable(),
    ipm: z.number().nullable(),
    ipd: z.number().nullable(),
  }),
  /** The name of a row in chat/wire-style.ts; chat models only. */
  style: z.string().optional(),
});

const goneModelSchema = z.object({
  id: z.string(),
  status: z.enum(["redirected", "retired"]),
  redirect: z.string().optional(),
});

const catalogueSchema = z.array(z.union([servedModelSchema, goneModelSchema]));

export type ServedModel = z.infer<typeof servedModelSchema>;

export const catalogue = catalogueSchema.parse(
  JSON.parse(readFileSync(new URL("./recordings/models.json", import.meta.url), "utf8")),
);

const byId = new Map(catalogue.map((model) => [model.id, model]));

export const servedModels: readonly ServedModel[] = catalogue.filter(
  (model): model is ServedModel => model.status === "listed" || model.status === "callable",
);

export const listedModels = servedModels.filter((model) => model.status === "listed");

/** The model that answers for an id: itself, the one it was redirected to, or none (400/20012). */
export function findModel(id: string): ServedModel | undefined {
  const entry = byId.get(id);
  if (entry === undefined || entry.status === "retired") return undefined;
  if (entry.status === "redirected")
    return entry.redirect === undefined ? undefined : findModel(entry.redirect);
  return servedModels.find((model) => model.id === entry.id);
}

/** A model that the catalogue does not know: it chats, and nothing else is known of it. */
export function newcomer(id: string): ServedModel {
  return {
    id,
    type: "text",
    sub_type: "chat",
    status: "listed",
    vision: null,
    video_in: null,
    audio_in: null,
    tools: null,
    json: null,
    prefix: null,
    fim: null,
    reasoning: null,
    thinking_switch: null,
    tools_need_thinking_off: false,
    batch: false,
    context_length: null,
    max_output_tokens: null,
    limits: { rpm: null, tpm: null, ipm: null, ipd: null },
  };
}
