import { z } from "zod";
import { videoStatusRequestSchema, videoSubmitRequestSchema } from "@/lib/siliconflow/schema/video";
import { overBounds, requestedModel, wrongField } from "@/lib/simulator/checks";
import type { Exchange, Route } from "@/lib/simulator/exchange";
import { failureReply, invalidParameter } from "@/lib/simulator/failures";
import { jsonReply, type Reply } from "@/lib/simulator/http/reply";
import { isRecord, type JsonObject } from "@/lib/simulator/json";
import { givenPicture } from "@/lib/simulator/media/given-picture";
import { drawnSeed, linkTo } from "@/lib/simulator/media/link";
import { phaseOf, type VideoJob } from "@/lib/simulator/media/video-jobs";
import type { ServedModel } from "@/lib/simulator/model-catalogue";
import { paintClip } from "@/lib/simulator/pictures/clip";
import { pictureSize } from "@/lib/simulator/pictures/paint";
import type { Size } from "@/lib/simulator/pictures/scene-svg";
import { sceneOf } from "@/lib/simulator/pictures/words";
import { hexOf } from "@/lib/simulator/random";
import type { VideoFault } from "@/lib/simulator/scenarios/scenario";
import { countTokens } from "@/lib/simulator/tokens";

const sizes: Readonly<Record<"1280x720" | "720x1280" | "960x960", Size>> = {
  "1280x720": { width: 1280, height: 720 },
  "720x1280": { width: 720, height: 1280 },
  "960x960": { width: 960, height: 960 },
};

/** Unknown fields are passed over, as everywhere (notes.md section 1). */
const submitSchema = z.looseObject(videoSubmitRequestSchema.shape);
const statusSchema = z.looseObject(videoStatusRequestSchema.shape);

const requestSchema = z.object({
  prompt: z.string(),
  image_size: z.enum(["1280x720", "720x1280", "960x960"]),
  image: z.string().optional(),
  seed: z.number().optional(),
});

type VideoRequest = z.output<typeof requestSchema>;

/** Of the three sizes the one whose shape is nearest to the picture's (notes.md section 8). */
function sizeLike({ width, height }: Size): Size {
  const shape = (size: Size): number => Math.log(size.width / size.height);
  const off = (size: Size): number => Math.abs(shape(size) - shape({ width, height }));
  return Object.values(sizes).reduce((best, size) => (off(size) < off(best) ? size : best));
}

type Start = { refusal: Reply } | Pick<VideoJob, "size" | "picture">;

async function readStart(exchange: Exchange, request: VideoRequest, model: ServedModel): Promise<Start> {
  const size = sizes[request.image_size];
  const strict = exchange.state.options.strict;
  if (model.sub_type === "text-to-video") {
    return strict && request.image !== undefined
      ? { refusal: invalidParameter("image: not for a text-to-video model (strict mode)") }
      : { size };
  }
  if (request.image === undefined)
    return { refusal: invalidParameter("image: required by an image-to-video model") };
  const given = await givenPicture(exchange, "image", request.image, 1280);
  if ("refusal" in given) return given;
  if (given.bytes === null) return { size };
  const shape = await pictureSize(given.bytes);
  return { size: shape === null ? size : sizeLike(shape), picture: given.bytes };
}

function uuidOf(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** POST /video/submit: takes a job and answers its id. The work itself is a matter of time (`phaseOf`). */
export const submitVideo: Route = {
  method: "POST",
  path: "/v1/video/submit",
  fields: Object.keys(videoSubmitRequestSchema.shape),
  handle: async (exchange) => {
    const { state, body, identity, entry, faults } = exchange;
    if (!isRecord(body)) return failureReply("error-20015");
    const model = requestedModel(exchange, ["text-to-video", "image-to-video"]);
    if ("refusal" in model) return model.refusal;
    const wrong = wrongField(exchange, submitSchema);
    if (wrong !== undefined) return wrong;
    const request = requestSchema.parse(body);
    const start = await readStart(exchange, request, model.found);
    if ("refusal" in start) return start.refusal;
    const refusal = overBounds(exchange, model.found, countTokens(request.prompt));
    if (refusal !== undefined) return refusal;
    const requestId = uuidOf(hexOf("video", identity));
    state.videos.add({
      ...start,
      requestId,
      model: model.found.id,
      prompt: request.prompt,
      seed: request.seed ?? drawnSeed(identity),
      submittedAt: state.options.now(),
      faults: faults.video,
      media: faults.media,
      polls: 0,
    });
    entry.jobs = 1;
    return jsonReply({ requestId });
  },
};

const refusedPrompt = /fail with reason:\s*(.+)|失败，?原因[:：]\s*(.+)/i;

function failureOf(job: VideoJob, faults: readonly VideoFault[]): string | undefined {
  const given = faults.find((fault) => fault.kind === "failed");
  const [, english, chinese] = refusedPrompt.exec(job.prompt) ?? [];
  return given?.reason ?? english ?? chinese;
}

function succeeded(
  exchange: Exchange,
  job: VideoJob,
  faults: readonly VideoFault[],
  madeAt: number,
): JsonObject {
  const { prompt, model, seed, size, picture } = job;
  const { clipSeconds } = exchange.state.options;
  const url = linkTo(exchange, {
    name: `${hexOf("media", job.requestId)}.webm`,
    paint: () => paintClip(sceneOf(prompt, hexOf("video", model, seed)), size, clipSeconds, picture),
    keptBytes: picture?.length ?? 0,
    madeAt,
    fault: exchange.faults.media ?? job.media,
  });
  const video = faults.some((fault) => fault.kind === "no-url") ? {} : { url };
  const inference = exchange.state.pace.videoWorkMs / 1000;
  return { status: "Succeed", reason: "", results: { videos: [video], timings: { inference }, seed } };
}

function statusOf(exchange: Exchange, job: VideoJob, faults: readonly VideoFault[]): JsonObject {
  const { pace, options } = exchange.state;
  const odd = faults.find((fault) => fault.kind === "status");
  if (odd !== undefined) return { status: odd.value };
  const phase = phaseOf(job, pace, options.now());
  const stuck = faults.find((fault) => fault.kind === "stuck");
  if (stuck?.phase === "InQueue") return { status: "InQueue" };
  if (phase.name !== "ended") return { status: phase.name };
  if (stuck !== undefined) return { status: stuck.phase };
  const reason = failureOf(job, faults);
  return reason === undefined ? succeeded(exchange, job, faults, phase.at) : { status: "Failed", reason };
}

/** What is answered to this poll instead of the job's status. */
function pollReply({ polls }: VideoJob, faults: readonly VideoFault[]): Reply | undefined {
  const met = faults
    .filter((fault) => fault.kind === "reply")
    .find(({ after, times }) => polls > after && (times === null || polls <= after + times));
  return met?.reply;
}

/** POST /video/status: where a job stands, and the link to the clip once there is one. */
export const getVideoStatus: Route = {
  method: "POST",
  path: "/v1/video/status",
  fields: Object.keys(videoStatusRequestSchema.shape),
  handle: (exchange) => {
    const wrong = wrongField(exchange, statusSchema);
    if (wrong !== undefined) return wrong;
    const { requestId } = statusSchema.parse(exchange.body);
    const job = exchange.state.videos.get(requestId);
    // How the service answers an id that it does not know is not recorded: this is ours.
    if (job === undefined) return invalidParameter("requestId: no such request");
    job.polls += 1;
    const faults = [...job.faults, ...exchange.faults.video];
    return pollReply(job, faults) ?? jsonReply(statusOf(exchange, job, faults));
  },
};
