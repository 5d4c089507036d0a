import { z } from "zod";
import { openEnum } from "@/lib/siliconflow/schema/open-enum";

/* POST /video/submit and POST /video/status. Links are good for 10 minutes or one hour: sources disagree. */

export const videoSubmitRequestSchema = z.strictObject({
  /** The documented ones; the live list decides which exist. */
  model: openEnum(["Wan-AI/Wan2.2-T2V-A14B", "Wan-AI/Wan2.2-I2V-A14B"]),
  prompt: z.string(),
  negative_prompt: z.string().optional(),
  image_size: z.enum(["1280x720", "720x1280", "960x960"]),
  /** A link or a data URI; the image-to-video model needs it. */
  image: z.string().optional(),
  seed: z.int().optional(),
});

export const videoSubmitResponseSchema = z.looseObject({ requestId: z.string() });

export const videoStatusRequestSchema = z.strictObject({ requestId: z.string() });

/** `Succeed` has no final "ed"; `Succeed` and `Failed` are the ends. */
export const videoStatuses = ["Succeed", "InQueue", "InProgress", "Failed"] as const;

export const videoStatusResponseSchema = z.looseObject({
  status: openEnum(videoStatuses),
  /** Filled when the job failed. */
  reason: z.string().nullish(),
  results: z
    .looseObject({
      videos: z.array(z.looseObject({ url: z.string().nullish() })).nullish(),
      /** Seconds. */
      timings: z.looseObject({ inference: z.number().nullish() }).nullish(),
      seed: z.int().nullish(),
    })
    .nullish(),
});

export type VideoSubmitRequest = z.infer<typeof videoSubmitRequestSchema>;
export type VideoSubmitResponse = z.infer<typeof videoSubmitResponseSchema>;
export type VideoStatusRequest = z.infer<typeof videoStatusRequestSchema>;
export type VideoStatusResponse = z.infer<typeof videoStatusResponseSchema>;
