import "server-only";
import { z } from "zod";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import type { RunUsage } from "@/lib/runs/event";
import { unsure } from "@/lib/runs/server/paid-call";
import { operations } from "@/lib/siliconflow/operations";
import {
  type VideoStatusResponse,
  videoStatusResponseSchema,
  videoSubmitResponseSchema,
} from "@/lib/siliconflow/schema/video";
import type { AnswerWitness } from "./answer-witness";
import { dataUri } from "./data-uri";
import {
  type VideoCreate,
  type VideoJob,
  videoCreateSchema,
  videoJob,
  videoObject,
  videoSubmission,
} from "./dialect/video-object";
import { readForm } from "./form-reader";
import { jsonBody } from "./json-body";
import { checked, contentTypeOf, isForm, readJsonBody, type StreamedRequest } from "./read-body";
import { asItCame, askWhole, type Caller, lookUp, malformed, passedOn, type RelayParts } from "./relay";
import { relayBytes } from "./relay-bytes";
import type { PictureShelf } from "./relay-images";

export const gatewayVideoSchema = z.looseObject({ model: z.string().min(1), prompt: z.string() });
export const gatewayVideoStatusSchema = z.looseObject({ requestId: z.string().min(1) });

/** Where clips are fetched from, by SiliconFlow's address and nobody else's. Rejects with an AppFailure `media-…`. */
export type ClipSource = (
  url: string,
  signal: AbortSignal,
) => Promise<{ type: string; body: AsyncIterable<Uint8Array> }>;

export type VideoParts = RelayParts & { shelf: PictureShelf; clipSource: ClipSource };

/** One that was taken will most likely be charged; whether it was made is only known by who asks about it. */
function submittedUsage({ answer }: AnswerWitness): RunUsage | undefined {
  const taken = videoSubmitResponseSchema.safeParse(answer).success;
  return taken ? { inputTokens: 0, outputTokens: 0, videos: 1, estimated: true } : undefined;
}

/** Hands a job over, once. */
const submit = (parts: RelayParts, caller: Caller, input: { model: string }, body: string) =>
  askWhole(parts, caller, {
    operation: "video.submit",
    input,
    request: { ...operationOf("video.submit"), body, silentWhileWorking: true },
    byThePiece: "counted",
    usageOf: submittedUsage,
  });

function operationOf(name: "video.submit" | "video.status") {
  const { method, path } = operations[name];
  return { method, path };
}

/** POST /v1/video/submit, in SiliconFlow's words. */
export async function relayVideoSubmit(
  parts: RelayParts,
  request: RouteRequest<z.infer<typeof gatewayVideoSchema>>,
): Promise<Result<Reply, AppError>> {
  const whole = await submit(parts, request, request.body, request.bodyText);
  return whole.ok ? ok(asItCame(whole.value)) : whole;
}

async function publishedStatus(
  shelf: PictureShelf,
  status: VideoStatusResponse,
): Promise<VideoStatusResponse> {
  const videos = status.results?.videos ?? [];
  const found = videos.flatMap(({ url }) => url || []);
  const addresses = await shelf.publish("video", found);
  const byUrl = new Map(found.map((url, index) => [url, addresses[index] ?? url]));
  return {
    ...status,
    results: {
      ...status.results,
      videos: videos.map((video) => ({ ...video, url: byUrl.get(video.url ?? "") ?? video.url })),
    },
  };
}

/** POST /v1/video/status, in SiliconFlow's words. */
export async function relayVideoStatus(
  parts: VideoParts,
  request: RouteRequest<z.infer<typeof gatewayVideoStatusSchema>>,
): Promise<Result<Reply, AppError>> {
  const found = await lookUp(parts, request, { ...operationOf("video.status"), body: request.bodyText });
  if (!found.ok) return found;
  const { data: status } = videoStatusResponseSchema.safeParse(found.value.answer);
  if (status?.status !== "Succeed") return ok(asItCame(found.value));
  const body = await publishedStatus(parts.shelf, status);
  return ok({ kind: "json", headers: passedOn(found.value.headers), body });
}

/** The fields of a form, a picture in it as a data URI. */
async function readCreate(request: StreamedRequest): Promise<Result<VideoCreate, AppError>> {
  if (!isForm(request)) {
    const read = await readJsonBody(request, videoCreateSchema);
    return read.ok ? ok(read.value.body) : read;
  }
  const { fields, files } = await readForm(contentTypeOf(request), request.body);
  const picture = files.find(({ field }) => field === "input_reference" || field === "image");
  return checked(videoCreateSchema, {
    ...Object.fromEntries(fields),
    ...(picture && { image: await dataUri(picture) }),
  });
}

/** POST /v1/videos, in OpenAI's words. */
export async function createVideo(
  parts: RelayParts,
  request: StreamedRequest,
): Promise<Result<Reply, AppError>> {
  const asked = await readCreate(request);
  if (!asked.ok) return asked;
  const submission = videoSubmission(asked.value);
  const whole = await submit(parts, request, submission, jsonBody(submission));
  if (!whole.ok) return whole;
  const taken = videoSubmitResponseSchema.safeParse(whole.value.answer);
  if (!taken.success) return err(unsure(malformed(whole.value.headers)));
  const job: VideoJob = {
    requestId: taken.data.requestId,
    model: submission.model,
    size: submission.image_size,
    createdAt: Math.floor(Date.now() / 1000),
  };
  const body = videoObject(job, { status: "InQueue", reason: null });
  return ok({ kind: "json", headers: passedOn(whole.value.headers), body });
}

async function ask(
  parts: RelayParts,
  request: RouteRequest<undefined>,
): Promise<
  Result<{ job: VideoJob; status: VideoStatusResponse; headers: Record<string, string> }, AppError>
> {
  const job = videoJob(request.params["id"] ?? "");
  if (!job) return err(appError("not-found"));
  const body = JSON.stringify({ requestId: job.requestId });
  const found = await lookUp(parts, request, { ...operationOf("video.status"), body });
  if (!found.ok) return found;
  const { data: status } = videoStatusResponseSchema.safeParse(found.value.answer);
  if (!status) return err(malformed(found.value.headers));
  return ok({ job, status, headers: passedOn(found.value.headers) });
}

/** GET /v1/videos/:id */
export async function giveVideo(
  parts: RelayParts,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const asked = await ask(parts, request);
  if (!asked.ok) return asked;
  const { job, status, headers } = asked.value;
  return ok({ kind: "json", headers, body: videoObject(job, status) });
}

/** GET /v1/videos/:id/content: the clip's bytes, fetched from where SiliconFlow says that they are. */
export async function giveVideoContent(
  parts: VideoParts,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const asked = await ask(parts, request);
  if (!asked.ok) return asked;
  const url = asked.value.status.results?.videos?.[0]?.url;
  if (asked.value.status.status !== "Succeed" || !url)
    return err(appError("not-found", { detail: "The video is not there yet." }));
  const { type, body } = await parts.clipSource(url, request.signal);
  const headers = { "content-type": type, "content-disposition": "inline", ...asked.value.headers };
  return ok({ kind: "stream", headers, write: (sink) => relayBytes(body, sink, async () => {}) });
}
