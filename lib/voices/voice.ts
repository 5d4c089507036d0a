import * as z from "zod/mini";

/** A voice of the account's own. */
export const ownVoiceSchema = z.object({
  /** What goes into `voice` of a speech request. */
  uri: z.string(),
  name: z.string(),
  /** The model for which it was made; empty when SiliconFlow does not say. */
  model: z.string(),
  /** What is said in its recording; empty when SiliconFlow does not say. */
  text: z.string(),
});
export type OwnVoice = z.infer<typeof ownVoiceSchema>;

export const ownVoicesSchema = z.object({ voices: z.array(ownVoiceSchema) });
export const madeVoiceSchema = z.object({ uri: z.string() });

/** How a recording travels to SiliconFlow, which takes both. */
export const voiceForms = ["file", "base64"] as const;
export type VoiceForm = (typeof voiceForms)[number];
