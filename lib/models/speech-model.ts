import * as z from "zod/mini";

/** What the pages need to know of a model that speaks. Null is unknown: no source says. */
export const speechModelSchema = z.object({
  id: z.string(),
  vendor: z.nullable(z.string()),
  /** False for a model that SiliconFlow lists and our catalogue does not have yet. */
  catalogued: z.boolean(),
  free: z.nullable(z.boolean()),
  /** Yuan for a million bytes of the text in UTF-8. */
  price: z.nullable(z.number()),
  /** The presets, by what follows `<model>:` in `voice`. */
  voices: z.array(z.object({ id: z.string(), gender: z.string() })),
  formats: z.array(z.string()),
  /** Hertz, by format. */
  sampleRates: z.record(z.string(), z.array(z.number())),
  /** Takes voices of one's own. */
  customVoice: z.nullable(z.boolean()),
  maxInputCharacters: z.nullable(z.number()),
  /** Speaks the two parts of a dialogue, marked [S1] and [S2]. */
  dialogue: z.boolean(),
  /** Takes how to say it, before <|endofprompt|>. */
  style: z.boolean(),
});
export type SpeechModel = z.infer<typeof speechModelSchema>;

/** What the pages need to know of a model that writes recordings down. */
export const transcriptionModelSchema = z.object({
  id: z.string(),
  vendor: z.nullable(z.string()),
  catalogued: z.boolean(),
  free: z.nullable(z.boolean()),
  maxBytes: z.nullable(z.number()),
  maxSeconds: z.nullable(z.number()),
});
export type TranscriptionModel = z.infer<typeof transcriptionModelSchema>;

const listOf = <Model extends z.ZodMiniType>(model: Model) =>
  z.object({ models: z.array(model), fetchedAt: z.number(), stale: z.boolean() });

export const speechModelListSchema = listOf(speechModelSchema);
export const transcriptionModelListSchema = listOf(transcriptionModelSchema);
