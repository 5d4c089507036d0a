import { z } from "zod";
import { speechRequestSchema } from "@/lib/siliconflow/schema/audio";
import { batchCreateRequestSchema } from "@/lib/siliconflow/schema/batches";
import { chatCompletionRequestSchema } from "@/lib/siliconflow/schema/chat";
import { completionRequestSchema } from "@/lib/siliconflow/schema/completions";
import { embeddingInputObjectSchema, embeddingsRequestSchema } from "@/lib/siliconflow/schema/embeddings";
import { imageGenerationRequestSchema } from "@/lib/siliconflow/schema/images";
import { rerankRequestSchema } from "@/lib/siliconflow/schema/rerank";
import { videoSubmitRequestSchema } from "@/lib/siliconflow/schema/video";

/** A job that SiliconFlow has taken already, asked about again; the model only says whose it is. */
const jobLookupSchema = z.strictObject({ model: z.string(), requestId: z.string().min(1).max(200) });

/** A recording to be written down: SiliconFlow gets the upload as the file of a form. */
const transcriptionInputSchema = z.strictObject({
  model: z.string(),
  file: z.string().regex(/^blob:blob_[0-9a-f]{64}$/),
});

/** Texts and pictures by the thousand: the server asks SiliconFlow for as many at a time as it takes. */
const embeddingsInputSchema = z.strictObject({
  model: z.string(),
  input: z
    .array(z.union([z.string().min(1), embeddingInputObjectSchema]))
    .min(1)
    .max(20_000),
  encoding_format: embeddingsRequestSchema.shape.encoding_format,
  dimensions: embeddingsRequestSchema.shape.dimensions,
  truncate: embeddingsRequestSchema.shape.truncate,
});
export type EmbeddingsInput = z.infer<typeof embeddingsInputSchema>;

/** A file of requests, an upload, to be answered at a batch's price; the model only says whose answers they are. */
const batchInputSchema = z.strictObject({
  model: z.string(),
  file: z.string().regex(/^blob:blob_[0-9a-f]{64}$/),
  completion_window: batchCreateRequestSchema.shape.completion_window,
  metadata: batchCreateRequestSchema.shape.metadata,
  replace: batchCreateRequestSchema.shape.replace,
});
export type BatchInput = z.infer<typeof batchInputSchema>;

/** The same file, its requests asked for one by one and at once. */
const batchNowInputSchema = batchInputSchema.pick({ model: true, file: true, replace: true });
export type BatchNowInput = z.infer<typeof batchNowInputSchema>;

/** SiliconFlow's own id, which goes into paths. */
const batchIdSchema = z.string().regex(/^[\w-]{1,100}$/);

/** A batch that SiliconFlow has taken already, followed to its end; with its own file, where nobody here has it. */
const batchLookupSchema = z.strictObject({
  model: z.string(),
  requestId: batchIdSchema,
  withFile: z.boolean().optional(),
});
const batchCancelSchema = z.strictObject({ model: z.string(), requestId: batchIdSchema });
export type BatchLookup = z.infer<typeof batchLookupSchema>;

/** What can be run, and with which input: SiliconFlow's own request body. */
export const runRequestSchema = z.discriminatedUnion("operation", [
  z.strictObject({ operation: z.literal("chat.completions"), input: chatCompletionRequestSchema }),
  z.strictObject({ operation: z.literal("completions"), input: completionRequestSchema }),
  z.strictObject({ operation: z.literal("images.generations"), input: imageGenerationRequestSchema }),
  z.strictObject({ operation: z.literal("video.submit"), input: videoSubmitRequestSchema }),
  z.strictObject({ operation: z.literal("video.status"), input: jobLookupSchema }),
  z.strictObject({ operation: z.literal("audio.speech"), input: speechRequestSchema }),
  z.strictObject({ operation: z.literal("audio.transcriptions"), input: transcriptionInputSchema }),
  z.strictObject({ operation: z.literal("embeddings"), input: embeddingsInputSchema }),
  z.strictObject({ operation: z.literal("rerank"), input: rerankRequestSchema }),
  z.strictObject({ operation: z.literal("batches"), input: batchInputSchema }),
  z.strictObject({ operation: z.literal("batches.now"), input: batchNowInputSchema }),
  z.strictObject({ operation: z.literal("batches.get"), input: batchLookupSchema }),
  z.strictObject({ operation: z.literal("batches.cancel"), input: batchCancelSchema }),
]);
export type RunRequest = z.infer<typeof runRequestSchema>;

/** One that is answered in words. */
export type AnswerRunRequest = Extract<RunRequest, { operation: "chat.completions" | "completions" }>;

/** Says which start this is; the same key never starts a second run. */
export const idempotencyKeySchema = z.string().min(8).max(200);

/** The runs to end at once. */
export const stopRequestSchema = z.strictObject({ ids: z.array(z.string()).min(1).max(64) });
export type StopRequest = z.infer<typeof stopRequestSchema>;
