import { z } from "zod";
import { voiceForms } from "./voice";

/** A voice to be made from an upload. */
export const voiceRequestSchema = z.strictObject({
  recording: z.string().regex(/^blob:blob_[0-9a-f]{64}$/),
  model: z.string().min(1).max(200),
  name: z.string().min(1).max(200),
  /** What is said in the recording. */
  text: z.string().min(1).max(10_000),
  form: z.enum(voiceForms),
});
export type VoiceRequest = z.infer<typeof voiceRequestSchema>;

export const voiceDeletionSchema = z.strictObject({ uri: z.string().min(1).max(500) });
export type VoiceDeletion = z.infer<typeof voiceDeletionSchema>;
