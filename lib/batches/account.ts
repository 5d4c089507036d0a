import { z } from "zod/mini";
import type { CreationWish } from "@/lib/creations/creation";
import { requestJson } from "@/lib/http/request-json";

const seconds = z.nullable(z.int());

/** A batch of the account, as SiliconFlow lists it; times in Unix seconds. */
export const accountBatchSchema = z.object({
  id: z.string(),
  status: z.string(),
  name: z.nullable(z.string()),
  window: z.nullable(z.string()),
  createdAt: seconds,
  endedAt: seconds,
  total: z.nullable(z.int()),
  completed: z.nullable(z.int()),
  failed: z.nullable(z.int()),
});
export type AccountBatch = z.infer<typeof accountBatchSchema>;

export const accountBatchesSchema = z.object({ batches: z.array(accountBatchSchema), more: z.boolean() });
export type AccountBatches = z.infer<typeof accountBatchesSchema>;

/** A file of the account. */
export const accountFileSchema = z.object({
  id: z.string(),
  name: z.nullable(z.string()),
  purpose: z.nullable(z.string()),
  bytes: z.nullable(z.int()),
  lines: z.nullable(z.int()),
  createdAt: seconds,
});
export type AccountFile = z.infer<typeof accountFileSchema>;

const filesSchema = z.object({ files: z.array(accountFileSchema) });

const pageSize = 20;

/** A page of the account's batches, the newest first, behind one that was seen. */
export const accountBatchesQuery = {
  queryKey: ["account-batches"],
  initialPageParam: "",
  queryFn: ({ pageParam, signal }: { pageParam: string; signal: AbortSignal }): Promise<AccountBatches> => {
    const after = pageParam === "" ? "" : `&after=${encodeURIComponent(pageParam)}`;
    return requestJson(`/api/batches?limit=${pageSize}${after}`, accountBatchesSchema, signal);
  },
  getNextPageParam: ({ batches, more }: AccountBatches) => (more ? batches.at(-1)?.id : undefined),
};

export const accountFilesQuery = {
  queryKey: ["account-files"],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<AccountFile[]> =>
    (await requestJson("/api/files", filesSchema, signal)).files,
};

export const accountFilePath = (id: string) => `/api/files/${encodeURIComponent(id)}/content`;

/** A batch of the account taken into this browser: it is followed to its end and its files are saved. Costs nothing. */
export const takeOverWish = ({ id, name, window, total }: AccountBatch): CreationWish => ({
  kind: "batch",
  model: "",
  prompt: name ?? id,
  fields: { ...(window !== null && { completion_window: window }) },
  inputs: [],
  jobId: id,
  batch: { mode: "elsewhere", ...(total !== null && { lines: total }) },
});
