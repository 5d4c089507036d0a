import { z } from "zod";
import { chatCompletionRequestSchema } from "@/lib/siliconflow/schema/chat";
import { openEnum } from "@/lib/siliconflow/schema/open-enum";

/* POST and GET /batches, GET /batches/{batch_id}, POST /batches/{batch_id}/cancel. Replies are bare objects. */

const metadataSchema = z
  .record(z.string().max(64), z.string().max(512))
  .refine((metadata) => Object.keys(metadata).length <= 16, "At most 16 entries.")
  .meta({ maxProperties: 16 });

export const batchCreateRequestSchema = z.strictObject({
  input_file_id: z.string(),
  endpoint: z.literal("/v1/chat/completions"),
  /** Hours with the letter: 24h to 336h. */
  completion_window: z.string().regex(/^[0-9]+h$/),
  metadata: metadataSchema.optional(),
  /** `model` overrides the one named in the file. */
  replace: z.looseObject({ model: z.string().optional() }).optional(),
});

export const batchListQuerySchema = z.strictObject({
  limit: z.int().min(1).optional(),
  /** The id of the last job already seen. */
  after: z.string().optional(),
});

/** `validating` is in one sample only and `failed` follows from `failed_at`; the rest is documented. */
export const batchStatuses = [
  "in_queue",
  "in_progress",
  "finalizing",
  "completed",
  "expired",
  "cancelling",
  "cancelled",
  "validating",
  "failed",
] as const;
export type BatchStatus = (typeof batchStatuses)[number];

const unixSeconds = z.int().nullish();

export const batchSchema = z.looseObject({
  id: z.string(),
  object: openEnum(["batch"]).nullish(),
  endpoint: z.string().nullish(),
  errors: z.union([z.array(z.string()), z.looseObject({})]).nullish(),
  input_file_id: z.string().nullish(),
  completion_window: z.string().nullish(),
  status: openEnum(batchStatuses),
  output_file_id: z.string().nullish(),
  /** Each line of this file is a `BatchErrorLine`. */
  error_file_id: z.string().nullish(),
  created_at: unixSeconds,
  in_progress_at: unixSeconds,
  expires_at: unixSeconds,
  finalizing_at: unixSeconds,
  completed_at: unixSeconds,
  failed_at: unixSeconds,
  expired_at: unixSeconds,
  cancelling_at: unixSeconds,
  cancelled_at: unixSeconds,
  request_counts: z
    .looseObject({ total: z.int().nullish(), completed: z.int().nullish(), failed: z.int().nullish() })
    .nullish(),
  metadata: z.record(z.string(), z.string().nullable()).nullish(),
  /** In lists only. */
  file_name: z.string().nullish(),
});

export const batchListResponseSchema = z.looseObject({
  object: openEnum(["list"]).nullish(),
  data: z.array(batchSchema),
  first_id: z.string().nullish(),
  last_id: z.string().nullish(),
  has_more: z.boolean().nullish(),
});

/** One line of the input file; `custom_id` is unique in it, and the last message is the user's. */
export const batchInputLineSchema = z.strictObject({
  custom_id: z.string(),
  method: z.literal("POST").optional(),
  url: z.literal("/v1/chat/completions").optional(),
  body: chatCompletionRequestSchema,
});

/** One line of the error file. */
export const batchErrorLineSchema = z.looseObject({
  id: z.string().nullish(),
  custom_id: z.string().nullish(),
  response: z.looseObject({}).nullish(),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

export type BatchCreateRequest = z.infer<typeof batchCreateRequestSchema>;
export type BatchListQuery = z.infer<typeof batchListQuerySchema>;
export type Batch = z.infer<typeof batchSchema>;
export type BatchListResponse = z.infer<typeof batchListResponseSchema>;
export type BatchInputLine = z.infer<typeof batchInputLineSchema>;
export type BatchErrorLine = z.infer<typeof batchErrorLineSchema>;
