import { z } from "zod";
import { imageGenerationRequestSchema } from "@/lib/siliconflow/schema/images";
import { overBounds, requestedModel, wrongField } from "@/lib/simulator/checks";
import type { Exchange, Route } from "@/lib/simulator/exchange";
import { failureReply, invalidParameter } from "@/lib/simulator/failures";
import type { Reply } from "@/lib/simulator/http/reply";
import { isRecord, type Json } from "@/lib/simulator/json";
import { givenPicture } from "@/lib/simulator/media/given-picture";
import { drawnSeed, linkTo } from "@/lib/simulator/media/link";
import type { ServedModel } from "@/lib/simulator/model-catalogue";
import { paintEdit, paintScene, pictureSize } from "@/lib/simulator/pictures/paint";
import type { Size } from "@/lib/simulator/pictures/scene-svg";
import { sceneOf } from "@/lib/simulator/pictures/words";
import { hexOf } from "@/lib/simulator/random";
import { countTokens } from "@/lib/simulator/tokens";

const requestSchema = z.object({
  prompt: z.string(),
  image_size: z.string().optional(),
  size: z.string().optional(),
  batch_size: z.number().optional(),
  n: z.number().optional(),
  seed: z.number().optional(),
  num_inference_steps: z.number().default(20),
  image: z.string().optional(),
  image2: z.string().optional(),
  image3: z.string().optional(),
});

type ImageRequest = z.output<typeof requestSchema>;

/** Fields that only these models take (contract). Others pass over them, as over any field they do not know. */
const ownFields: Readonly<Record<string, RegExp>> = {
  batch_size: /Kolors/,
  guidance_scale: /Kolors/,
  cfg: /Qwen-Image/,
  image: /Edit/,
  image2: /Edit-2509/,
  image3: /Edit-2509/,
};

/** Any size is taken, the lists are recommendations (notes.md section 8); the bounds are ours. */
const sides = { least: 64, most: 4096, mostEdited: 2048 };

function sizeOf(text: string | undefined): Size | undefined {
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(text ?? "") ?? [];
  const size = { width: Number(width), height: Number(height) };
  const fits = (side: number): boolean => side >= sides.least && side <= sides.most;
  return fits(size.width) && fits(size.height) ? size : undefined;
}

function foreignField({ body, state }: Exchange, model: ServedModel): Reply | undefined {
  const given = isRecord(body) && state.options.strict ? Object.keys(body) : [];
  const foreign = given.find((field) => ownFields[field]?.test(model.id) === false);
  return foreign === undefined
    ? undefined
    : invalidParameter(`${foreign}: not for ${model.id} (strict mode)`);
}

type Job = { request: ImageRequest; model: ServedModel; count: number; size: Size; pictures: Buffer[] };

/** The edit's size is that of its first picture; a link that is not opened stands for a square one. */
async function readEdit(exchange: Exchange, request: ImageRequest, model: ServedModel): Promise<Edit> {
  if (request.image_size !== undefined)
    return { refusal: invalidParameter("image_size: not accepted by this model") };
  if (request.image === undefined) return { refusal: invalidParameter("image: a picture is required") };
  const pictures: Buffer[] = [];
  for (const field of ["image", "image2", "image3"] as const) {
    const value = request[field];
    if (value === undefined || ownFields[field]?.test(model.id) === false) continue;
    const given = await givenPicture(exchange, field, value, sides.mostEdited);
    if ("refusal" in given) return given;
    if (given.bytes !== null) pictures.push(given.bytes);
  }
  const [first] = pictures;
  const size = first === undefined ? null : await pictureSize(first);
  return { pictures, size: size ?? { width: 1024, height: 1024 } };
}

type Edit = { refusal: Reply } | { pictures: Buffer[]; size: Size };

async function acceptImage(exchange: Exchange): Promise<{ refusal: Reply } | Job> {
  if (!isRecord(exchange.body)) return { refusal: failureReply("error-20015") };
  const found = requestedModel(exchange, ["text-to-image", "image-to-image"]);
  if ("refusal" in found) return found;
  const model = found.found;
  const wrong = wrongField(exchange, imageGenerationRequestSchema) ?? foreignField(exchange, model);
  if (wrong !== undefined) return { refusal: wrong };
  const request = requestSchema.parse(exchange.body);
  const count = ownFields["batch_size"]?.test(model.id) ? (request.batch_size ?? request.n ?? 1) : 1;
  if (count > 4) return { refusal: invalidParameter("n: at most 4 pictures") };
  const made = await readSize(exchange, request, model);
  if ("refusal" in made) return made;
  const refusal = overBounds(exchange, model, countTokens(request.prompt), count);
  return refusal === undefined ? { request, model, count, ...made } : { refusal };
}

async function readSize(exchange: Exchange, request: ImageRequest, model: ServedModel): Promise<Edit> {
  if (model.sub_type === "image-to-image") return readEdit(exchange, request, model);
  const size = sizeOf(request.image_size ?? request.size);
  return size === undefined
    ? {
        refusal: invalidParameter(
          `image_size: width x height, each from ${sides.least} to ${sides.most}, is required`,
        ),
      }
    : { size, pictures: [] };
}

/** Milliseconds at speed 1: 2 seconds on a turbo model, 4 on another, 7 with 50 steps. */
function workMs({ request, model, count }: Job, imageMs: number): number {
  const steps = 0.5 + request.num_inference_steps / 40;
  return Math.round(imageMs * (/turbo/i.test(model.id) ? 0.5 : 1) * steps * (1 + 0.15 * (count - 1)));
}

function putOnShelf(
  exchange: Exchange,
  { request, model, size, pictures }: Job,
  seed: number,
  index: number,
) {
  const links = [request.image, request.image2, request.image3].filter((value) => value?.startsWith("http"));
  const scene = sceneOf(request.prompt, hexOf("image", model.id, seed, index, ...links.map(String)));
  return linkTo(exchange, {
    name: `${hexOf("media", exchange.identity, index)}.png`,
    paint: () => (pictures.length === 0 ? paintScene(scene, size) : paintEdit(scene, pictures, size)),
    keptBytes: pictures.reduce((sum, picture) => sum + picture.length, 0),
    madeAt: exchange.state.options.now(),
    fault: exchange.faults.media,
  });
}

/** POST /images/generations: pictures from words, and edits of pictures. */
export const createImage: Route = {
  method: "POST",
  path: "/v1/images/generations",
  fields: Object.keys(imageGenerationRequestSchema.shape),
  handle: async (exchange) => {
    const job = await acceptImage(exchange);
    if ("refusal" in job) return job.refusal;
    const { images: fault } = exchange.faults.answer;
    const seed = job.request.seed ?? drawnSeed(exchange.identity);
    const urls = Array.from({ length: job.count }, (_, index) => putOnShelf(exchange, job, seed, index));
    exchange.entry.jobs = job.count;
    const took = workMs(job, exchange.state.pace.imageMs);
    const images: Json[] = fault === "empty" ? [] : urls.map((url) => (fault === "no-url" ? {} : { url }));
    const body = {
      images,
      timings: { inference: took / 1000 },
      seed: fault === "null-seed" ? null : seed,
    };
    return { kind: "json", status: 200, body, workMs: took };
  },
};
