import { z } from "zod";
import { modelSubTypeSchema, modelTypeSchema } from "@/lib/siliconflow/schema/models";

/*
 * The shape of catalogue.json, under the names of that file. Null means that no source states the figure;
 * nothing in it is guessed. `source` is a tag that `meta.sources` spells out. Safe in the browser; the data
 * itself is not here but in server/catalogue.ts.
 */

/** A figure, who says so, and how the source prints it. */
function sourced<Value extends z.ZodType>(value: Value) {
  return z.strictObject({
    value: value.nullable(),
    source: z.string().nullable(),
    printed: z.string().optional(),
    note: z.string().optional(),
    /** A number that the source prints too roughly to be a value. */
    approximate: z.number().optional(),
  });
}

const noteSchema = z.strictObject({ text: z.string(), source: z.string() });

/** CNY for a million tokens. */
const rate = z.number().nonnegative();

const tierSchema = z.strictObject({
  /** Thousands of input tokens; the sources do not say whether a thousand is 1000 or 1024. */
  min_input_k_tokens: z.number(),
  max_input_k_tokens: z.number().nullable(),
  input_per_m_tokens: rate,
  output_per_m_tokens: rate,
  source: z.string(),
});

const timeOfDaySchema = z.strictObject({
  window: z.string().regex(/^\d{2}:\d{2}-\d{2}:\d{2} Beijing time$/),
  input_per_m_tokens: rate,
  output_per_m_tokens: rate,
  cached_input_per_m_tokens: rate.nullable(),
  source: z.string(),
});

/** What a model costs on the China site. When sources disagree the later one counts. */
export const modelPriceSchema = z.strictObject({
  currency: z.literal("CNY"),
  /** Null when no price is known at all. */
  free: z.boolean().nullable(),
  input_per_m_tokens: rate.nullable(),
  cached_input_per_m_tokens: rate.nullable(),
  output_per_m_tokens: rate.nullable(),
  image_input_per_m_tokens: rate.nullable(),
  batch_input_per_m_tokens: rate.nullable(),
  batch_output_per_m_tokens: rate.nullable(),
  per_image: rate.nullable(),
  per_video: rate.nullable(),
  per_m_utf8_bytes: rate.nullable(),
  /** Prices by length of input; the first tier repeats the prices above. */
  tiers: z.array(tierSchema),
  time_of_day: z.array(timeOfDaySchema).optional(),
  source: z.string().nullable(),
  batch_source: z.string().nullable(),
  /** What earlier sources said. */
  conflicts: z.array(
    z.strictObject({
      input_per_m_tokens: rate,
      output_per_m_tokens: rate,
      cached_input_per_m_tokens: rate.optional(),
      source: z.string(),
    }),
  ),
  notes: z.array(noteSchema),
});

const flag = z.boolean().nullable();

const capabilitiesSchema = z.strictObject({
  vision: flag,
  video_in: flag,
  audio_in: flag,
  tools: flag,
  json: flag,
  prefix: flag,
  fim: flag,
  reasoning: flag,
  thinking_switch: flag,
  batch: flag,
});

const limit = z.number().nullable();

const imageSchema = z.strictObject({
  /** Recommended sizes; others were seen to work. */
  sizes: sourced(z.array(z.string())).extend({ strict: z.boolean().optional() }),
});

const videoSchema = z.strictObject({ sizes: sourced(z.array(z.string())), needs_image: z.boolean() });

const speechSchema = z.strictObject({
  voices: sourced(z.array(z.string())),
  response_formats: sourced(z.array(z.string())),
  /** Hertz, by format. */
  sample_rates: sourced(z.record(z.string(), z.array(z.number()))),
  custom_voice: flag,
  max_input_chars: sourced(z.number()),
});

const embeddingSchema = z.strictObject({
  max_input_tokens: sourced(z.number()),
  default_dimension: sourced(z.number()),
  allowed_dimensions: sourced(z.array(z.number())),
  max_array_items: sourced(z.number()),
});

const rerankerSchema = z.strictObject({
  max_input_tokens: sourced(z.number()),
  instruction: flag,
  image_documents: flag,
  source: z.string(),
});

const transcriptionSchema = z.strictObject({
  max_bytes: sourced(z.number()),
  max_seconds: sourced(z.number()),
  timestamps: sourced(z.boolean()),
});

export const catalogueEntrySchema = z.strictObject({
  id: z.string(),
  type: modelTypeSchema,
  sub_type: modelSubTypeSchema,
  /** What SiliconFlow's catalogue prints, where `sub_type` corrects it. */
  catalogue_sub_type: z.string().optional(),
  vendor: z.string(),
  status: z.enum(["listed", "newer", "documented", "retired"]),
  status_source: z.string(),
  pro: z.boolean(),
  /** A date. */
  released: sourced(z.string()),
  /** As printed, such as "235B". */
  parameters: sourced(z.string()),
  /** Below the base URL. */
  endpoint: z.string(),
  price: modelPriceSchema,
  /** Tokens. */
  context_length: sourced(z.number()),
  max_output_tokens: sourced(z.number()),
  capabilities: capabilitiesSchema,
  capability_sources: z.record(z.string(), z.string()),
  thinking_controls: z.array(z.enum(["enable_thinking", "thinking_budget", "reasoning_effort"])),
  thinking_controls_source: z.string().nullable(),
  reasoning_effort: z.strictObject({ values: z.array(z.string()), source: z.string() }).optional(),
  /** Requests, tokens and images a minute or day on the lowest level of an account. */
  rate_limit_l0: z.strictObject({
    rpm: limit,
    tpm: limit,
    ipm: limit,
    ipd: limit,
    source: z.string().nullable(),
  }),
  image: imageSchema.optional(),
  video: videoSchema.optional(),
  speech: speechSchema.optional(),
  embedding: embeddingSchema.optional(),
  reranker: rerankerSchema.optional(),
  transcription: transcriptionSchema.optional(),
  notes: z.array(noteSchema),
  retired_on: sourced(z.string()).optional(),
  replaced_by: sourced(z.string()).optional(),
});

const catalogueSchema = z.object({
  meta: z.object({
    title: z.string(),
    /** The date to show beside whatever comes from here. */
    compiled: z.iso.date(),
    site: z.url(),
    sources: z.record(z.string(), z.string()),
  }),
  /** The voices that each preset-capable speech model has; their ids follow `<model>:`. */
  voices: z.object({
    presets: z.array(z.strictObject({ id: z.string(), gender: z.string(), source: z.string() })),
  }),
  models: z.array(catalogueEntrySchema),
});

export type ModelPrice = z.infer<typeof modelPriceSchema>;
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;
export type Catalogue = z.infer<typeof catalogueSchema>;

/** Reads the content of catalogue.json; throws when it is not a catalogue. */
export function parseCatalogue(json: unknown): Catalogue {
  return catalogueSchema.parse(json);
}

/** How a model thinks. On "switchable" models `enable_thinking` is always sent, since leaving it out means on. */
export type Thinking = "switchable" | "always" | "never" | "unknown";

/** Reads the two flags about thinking together. */
export function thinkingOf({ capabilities }: CatalogueEntry): Thinking {
  const { reasoning, thinking_switch: hasSwitch } = capabilities;
  if (hasSwitch) {
    return "switchable";
  }
  if (reasoning === false) {
    return "never";
  }
  return reasoning && hasSwitch === false ? "always" : "unknown";
}
