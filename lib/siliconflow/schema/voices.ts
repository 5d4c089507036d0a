import { z } from "zod";

/* The account's own voices: POST /uploads/audio/voice, GET /audio/voice/list, POST /audio/voice/deletions. */

const voiceDescription = {
  model: z.string(),
  customName: z.string(),
  /** What is said in the clip. */
  text: z.string(),
};

/** A multipart form with the clip as `file`, or as a data URI in `audio`. */
export const voiceUploadFormSchema = z.strictObject({
  ...voiceDescription,
  file: z.file().optional(),
  audio: z.string().optional(),
});

/** The same as JSON: the clip is a data URI. */
export const voiceUploadJsonSchema = z.strictObject({ ...voiceDescription, audio: z.string() });

/** `uri` goes into `voice` of a speech request. */
export const voiceUploadResponseSchema = z.looseObject({ uri: z.string() });

export const voiceSchema = z.looseObject({
  model: z.string().nullish(),
  customName: z.string().nullish(),
  text: z.string().nullish(),
  uri: z.string().nullish(),
});

/** The documented key is `results`, several live clients read `result`: read both. Presets are never listed. */
export const voiceListResponseSchema = z.looseObject({
  results: z.array(voiceSchema).nullish(),
  result: z.array(voiceSchema).nullish(),
});

export const voiceDeleteRequestSchema = z.strictObject({ uri: z.string() });

/** Documented as a string only; nobody recorded the real body, so whatever arrives is accepted. */
export const voiceDeleteResponseSchema = z.unknown();

export type VoiceUploadForm = z.infer<typeof voiceUploadFormSchema>;
export type VoiceUploadJson = z.infer<typeof voiceUploadJsonSchema>;
export type VoiceUploadResponse = z.infer<typeof voiceUploadResponseSchema>;
export type Voice = z.infer<typeof voiceSchema>;
export type VoiceListResponse = z.infer<typeof voiceListResponseSchema>;
export type VoiceDeleteRequest = z.infer<typeof voiceDeleteRequestSchema>;
