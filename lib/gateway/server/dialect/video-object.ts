import "server-only";
import { z } from "zod";
import type { VideoStatusResponse } from "@/lib/siliconflow/schema/video";

const jobSchema = z.strictObject({
  requestId: z.string().min(1).max(200),
  model: z.string().min(1).max(200),
  size: z.string().max(20),
  createdAt: z.int(),
});

/** What is known of a clip without asking, all of which its id says: nothing is kept of it here. */
export type VideoJob = z.infer<typeof jobSchema>;

const prefix = "video_";

export const videoId = (job: VideoJob): string =>
  prefix + Buffer.from(JSON.stringify(job)).toString("base64url");

/** The job behind an id; nothing for what is no id of ours. */
export function videoJob(id: string): VideoJob | undefined {
  if (!id.startsWith(prefix)) return undefined;
  try {
    const text = Buffer.from(id.slice(prefix.length), "base64url").toString("utf8");
    return jobSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const statuses: Readonly<Record<string, string>> = {
  InQueue: "queued",
  InProgress: "in_progress",
  Succeed: "completed",
  Failed: "failed",
};

/** A clip in OpenAI's form. Of the progress only begin and end are known. */
export function videoObject(job: VideoJob, state: Pick<VideoStatusResponse, "status" | "reason">) {
  const status = statuses[state.status] ?? "in_progress";
  return {
    id: videoId(job),
    object: "video",
    model: job.model,
    status,
    progress: status === "completed" ? 100 : 0,
    created_at: job.createdAt,
    size: job.size,
    error: status === "failed" ? { code: "generation-failed", message: state.reason ?? "" } : null,
  };
}

const createSchema = z.looseObject({
  model: z.string().min(1),
  prompt: z.string().min(1),
  size: z.string().nullish(),
  image: z.string().nullish(),
  input_reference: z.union([z.string(), z.looseObject({ image_url: z.string() })]).nullish(),
  seed: z.coerce.number().int().nullish(),
  sf_seed: z.coerce.number().int().nullish(),
  negative_prompt: z.string().nullish(),
  sf_negative_prompt: z.string().nullish(),
});
export const videoCreateSchema = createSchema;
export type VideoCreate = z.infer<typeof createSchema>;

/** OpenAI's own where none is named; SiliconFlow wants one. */
const usualSize = "720x1280";

/** A clip that was asked for in OpenAI's words, in SiliconFlow's. How long it gets is the model's affair. */
export function videoSubmission(asked: VideoCreate) {
  const { input_reference: reference } = asked;
  const image = asked.image ?? (typeof reference === "string" ? reference : reference?.image_url);
  const seed = asked.sf_seed ?? asked.seed;
  const negative = asked.sf_negative_prompt ?? asked.negative_prompt;
  return {
    model: asked.model,
    prompt: asked.prompt,
    image_size: asked.size ?? usualSize,
    ...(image != null && { image }),
    ...(seed != null && { seed }),
    ...(negative != null && { negative_prompt: negative }),
  };
}
