import { z } from "zod";
import { openEnum } from "@/lib/siliconflow/schema/open-enum";

/* POST /audio/speech (answers bytes) and POST /audio/transcriptions (takes a file of at most 50 MB, one hour). */

export const speechFormatSchema = z.enum(["mp3", "opus", "wav", "pcm"]);

export const speechSampleRateSchema = z.literal([8_000, 16_000, 24_000, 32_000, 44_100, 48_000]);

export const speechRequestSchema = z.strictObject({
  model: z.string(),
  input: z.string().min(1).max(128_000),
  /** `<model>:<preset>`, a `speech:…` uri, or "" beside `references`. */
  voice: z.string().optional(),
  /** Clips under 30 seconds, as links or data URIs, and what is said in them. */
  references: z.array(z.strictObject({ audio: z.string(), text: z.string().optional() })).optional(),
  response_format: speechFormatSchema.optional(),
  /** Hertz. Which rates go with which format lies in lib/models. */
  sample_rate: speechSampleRateSchema.optional(),
  stream: z.boolean().optional(),
  speed: z.number().min(0.25).max(4).optional(),
  /** Decibel. */
  gain: z.number().min(-10).max(10).optional(),
  max_tokens: z.int().min(1).optional(),
});

/** A multipart form. */
export const transcriptionRequestSchema = z.strictObject({
  file: z.file(),
  /** The documented ones; the live list decides which exist. */
  model: openEnum(["FunAudioLLM/SenseVoiceSmall", "TeleAI/TeleSpeechASR"]),
});

export const transcriptionResponseSchema = z.looseObject({ text: z.string() });

export type SpeechFormat = z.infer<typeof speechFormatSchema>;
export type SpeechRequest = z.infer<typeof speechRequestSchema>;
export type TranscriptionRequest = z.infer<typeof transcriptionRequestSchema>;
export type TranscriptionResponse = z.infer<typeof transcriptionResponseSchema>;
