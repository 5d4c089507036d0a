import * as z from "zod/mini";
import { modelSubTypes, modelTypes } from "@/lib/siliconflow/model-kinds";

/*
 * The shape of catalogue.json, under the names of that file. Null means that no source states the figure;
 * nothing in it is guessed. `source` is a tag that `meta.sources` spells out. Safe in the browser; the data
 * itself is not here but in server/catalogue.ts.
 */

/** A figure, who says so, and how the source prints it. */
function sourced<Value extends z.ZodMiniType>(value: Value) {
  return z.strictObject({
    value: z.nullable(value),
    source: z.nullable(z.string()),
    printed: z.optional(z.string()),
    note: z.optional(z.string()),
    /** A number that the source prints too roughly to be a value. */
    approximate: z.optional(z.number()),
  });
}

const noteSchema = z.strictObject({ text: z.string(), source: z.string() });

/** CNY for a million tokens. */
const rate = z.number().check(z.nonnegative());

const tierSchema = z.strictObject({
  /** Thousands of input tokens; the sources do not say whether a thousand is 1000 or 1024. */
  min_input_k_tokens: z.number(),
  max_input_k_tokens: z.nullable(z.number()),
  input_per_m_tokens: rate,
  output_per_m_tokens: rate,
  source: z.string(),
});

const timeOfDaySchema = z.strictObject({
  window: z.string().check(z.regex(/^\d{2}:\d{2}-\d{2}:\d{2} Beijing time$/)),
  input_per_m_tokens: rate,
  output_per_m_tokens: rate,
  cached_input_per_m_tokens: z.nullable(rate),
  source: z.string(),
});

/** What a model costs on the China site. When sources disagree the later one counts. */
export const modelPriceSchema = z.strictObject({
  currency: z.literal("CNY"),
  /** Null when no price is known at all. */
  free: z.nullable(z.boolean()),
  input_per_m_tokens: z.nullable(rate),
  cached_input_per_m_tokens: z.nullable(rate),
  output_per_m_tokens: z.nullable(rate),
  image_input_per_m_tokens: z.nullable(rate),
  batch_input_per_m_tokens: z.nullable(rate),
  batch_output_per_m_tokens: z.nullable(rate),
  per_image: z.nullable(rate),
  per_video: z.nullable(rate),
  per_m_utf8_bytes: z.nullable(rate),
  /** Prices by length of input; the first tier repeats the prices above. */
  tiers: z.array(tierSchema),
  time_of_day: z.optional(z.array(timeOfDaySchema)),
  source: z.nullable(z.string()),
  batch_source: z.nullable(z.string()),
  /** What earlier sources said. */
  conflicts: z.array(
    z.strictObject({
      input_per_m_tokens: rate,
      output_per_m_tokens: rate,
      cached_input_per_m_tokens: z.optional(rate),
      source: z.string(),
    }),
  ),
  notes: z.array(noteSchema),
});

const flag = z.nullable(z.boolean());

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

const limit = z.nullable(z.number());

const imageSchema = z.strictObject({
  /** Recommended sizes; others were seen to work. */
  sizes: z.extend(sourced(z.array(z.string())), { strict: z.optional(z.boolean()) }),
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
  type: z.enum(modelTypes),
  sub_type: z.enum(modelSubTypes),
  /** What SiliconFlow's catalogue prints, where `sub_type` corrects it. */
  catalogue_sub_type: z.optional(z.string()),
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
  thinking_controls_source: z.nullable(z.string()),
  reasoning_effort: z.optional(z.strictObject({ values: z.array(z.string()), source: z.string() })),
  /** Requests, tokens and images a minute or day on the lowest level of an account. */
  rate_limit_l0: z.strictObject({
    rpm: limit,
    tpm: limit,
    ipm: limit,
    ipd: limit,
    source: z.nullable(z.string()),
  }),
  image: z.optional(imageSchema),
  video: z.optional(videoSchema),
  speech: z.optional(speechSchema),
  embedding: z.optional(embeddingSchema),
  reranker: z.optional(rerankerSchema),
  transcription: z.optional(transcriptionSchema),
  notes: z.array(noteSchema),
  retired_on: z.optional(sourced(z.string())),
  replaced_by: z.optional(sourced(z.string())),
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
