import { z } from "zod";
import { openEnum } from "@/lib/siliconflow/schema/open-enum";

/*
 * POST and GET /files: input of batch jobs, JSONL of at most 1 GB and 5000 lines. Both replies are wrapped;
 * an upload says `createdAt`, a list nests twice and says `created_at`.
 */

/** A multipart form; each line of the file is a `BatchInputLine`. */
export const fileUploadRequestSchema = z.strictObject({ purpose: z.literal("batch"), file: z.file() });

const envelope = {
  /** Proof of success. */
  code: z.literal(20_000),
  message: z.string().nullish(),
  status: z.boolean().nullish(),
};

export const fileUploadResponseSchema = z.looseObject({
  ...envelope,
  data: z.looseObject({
    id: z.string(),
    object: openEnum(["file"]).nullish(),
    bytes: z.int().nullish(),
    /** Unix seconds. */
    createdAt: z.int().nullish(),
    filename: z.string().nullish(),
    purpose: openEnum(["batch"]).nullish(),
  }),
});

/** The reference marks `purpose` as required although its own sample leaves it out. */
export const fileListQuerySchema = z.strictObject({
  purpose: z.literal("batch"),
  limit: z.int().min(1).optional(),
});

export const fileListResponseSchema = z.looseObject({
  ...envelope,
  data: z.looseObject({
    object: z.string().nullish(),
    data: z
      .array(
        z.looseObject({
          id: z.string().nullish(),
          object: openEnum(["file"]).nullish(),
          bytes: z.int().nullish(),
          /** Unix seconds. */
          created_at: z.int().nullish(),
          filename: z.string().nullish(),
          purpose: z.string().nullish(),
          line_count: z.int().nullish(),
        }),
      )
      .nullish(),
  }),
});

export type FileUploadRequest = z.infer<typeof fileUploadRequestSchema>;
export type FileUploadResponse = z.infer<typeof fileUploadResponseSchema>;
export type FileListQuery = z.infer<typeof fileListQuerySchema>;
export type FileListResponse = z.infer<typeof fileListResponseSchema>;
