import "server-only";
import { z } from "zod";
import type { AppError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import type { RunUsage } from "@/lib/runs/event";
import { unsure } from "@/lib/runs/server/paid-call";
import { operations } from "@/lib/siliconflow/operations";
import { type ImageGenerationResponse, imageGenerationResponseSchema } from "@/lib/siliconflow/schema/images";
import type { AnswerWitness } from "./answer-witness";
import {
  isOpenAiPicture,
  type PictureModel,
  type PictureOrder,
  pictureOrder,
  usualSizeFor,
} from "./dialect/image-request";
import { jsonBody } from "./json-body";
import { askWhole, type Caller, malformed, passedOn, type RelayParts } from "./relay";

export const gatewayImagesSchema = z.looseObject({ model: z.string().min(1), prompt: z.string() });
type GatewayImages = z.infer<typeof gatewayImagesSchema>;

/** The bytes of a picture, and the type that they show. */
type PictureBytes = { type: string; base64: string };

/** What becomes of what was made. */
export type PictureShelf = {
  /** Where callers find it: at this server's own addresses where it has such, else at SiliconFlow's. Never rejects. */
  publish: (kind: "image" | "video", urls: readonly string[]) => Promise<string[]>;
  /** The bytes of one; nothing where they could not be had, which is logged. Never rejects. */
  read: (url: string, signal: AbortSignal) => Promise<PictureBytes | undefined>;
};

export type PictureParts = RelayParts & {
  /** What is known of a model that makes pictures; nothing of one that is not known to. */
  pictureModel: (id: string) => PictureModel | undefined;
  shelf: PictureShelf;
};

/** A picture as it is given: its address, or its bytes. */
export type Picture = { url: string } | PictureBytes;

/** Of a model that nobody knows, what most of them are like. */
const usualModel: PictureModel = {
  takesSize: true,
  usualSize: "1024x1024",
  takesBatch: false,
  inputPictures: 0,
};

function picturesUsage({ answer }: AnswerWitness): RunUsage | undefined {
  const { data } = imageGenerationResponseSchema.safeParse(answer);
  return data && { inputTokens: 0, outputTokens: 0, images: data.images.length, estimated: false };
}

type Made = { made: ImageGenerationResponse; headers: Record<string, string> };

async function makeOne(
  parts: RelayParts,
  caller: Caller,
  input: GatewayImages,
  body: string,
): Promise<Result<Made, AppError>> {
  const { method, path } = operations["images.generations"];
  const whole = await askWhole(parts, caller, {
    operation: "images.generations",
    input,
    request: { method, path, body, silentWhileWorking: true },
    byThePiece: "counted",
    usageOf: picturesUsage,
  });
  if (!whole.ok) return whole;
  const parsed = imageGenerationResponseSchema.safeParse(whole.value.answer);
  if (!parsed.success) return err(unsure(malformed(whole.value.headers)));
  return ok({ made: parsed.data, headers: passedOn(whole.value.headers) });
}

/**
 * Has the pictures of an order made, one call after the other, and gives them as they were asked for. When a later call
 * fails the pictures of the earlier ones are given: they were paid for.
 */
export async function makePictures(
  parts: PictureParts,
  caller: Caller,
  { calls, format }: PictureOrder,
): Promise<Result<{ pictures: Picture[]; headers: Record<string, string> }, AppError>> {
  const urls: string[] = [];
  let headers: Record<string, string> = {};
  for (const call of calls) {
    const made = await makeOne(parts, caller, gatewayImagesSchema.parse(call), jsonBody(call));
    if (!made.ok && urls.length === 0) return made;
    if (!made.ok) break;
    urls.push(...made.value.made.images.map(({ url }) => url));
    headers = made.value.headers;
  }
  if (format === "url") {
    const published = await parts.shelf.publish("image", urls);
    return ok({ pictures: published.map((url) => ({ url })), headers });
  }
  const pictures: Picture[] = await Promise.all(
    urls.map(async (url) => (await parts.shelf.read(url, caller.signal)) ?? { url }),
  );
  return ok({ pictures, headers });
}

const openAiPicture = (picture: Picture) => ("url" in picture ? picture : { b64_json: picture.base64 });
const nowSeconds = () => Math.floor(Date.now() / 1000);

/** Pictures by a request in OpenAI's words, and in its form. */
export async function answerWithImages(
  parts: PictureParts,
  caller: Caller,
  body: GatewayImages,
): Promise<Result<Reply, AppError>> {
  const order = pictureOrder(body, parts.pictureModel(body.model) ?? usualModel);
  if (!order.ok) return order;
  const made = await makePictures(parts, caller, order.value);
  if (!made.ok) return made;
  const { pictures, headers } = made.value;
  return ok({ kind: "json", headers, body: { created: nowSeconds(), data: pictures.map(openAiPicture) } });
}

/**
 * POST /v1/images/generations, in OpenAI's words or in SiliconFlow's own. The latter go on as they came but for a size where one is
 * missing, and SiliconFlow's fields of the answer stay beside OpenAI's.
 */
export async function relayImages(
  parts: PictureParts,
  request: RouteRequest<GatewayImages>,
): Promise<Result<Reply, AppError>> {
  if (isOpenAiPicture(request.body)) return answerWithImages(parts, request, request.body);
  const size = usualSizeFor(request.body, parts.pictureModel(request.body.model) ?? usualModel);
  const sized = size === undefined ? request.bodyText : jsonBody({ ...request.body, image_size: size });
  const answer = await makeOne(parts, request, request.body, sized);
  if (!answer.ok) return answer;
  const { made, headers } = answer.value;
  const urls = await parts.shelf.publish(
    "image",
    made.images.map(({ url }) => url),
  );
  const images = made.images.map((image, index) => ({ ...image, url: urls[index] ?? image.url }));
  const body = { ...made, created: nowSeconds(), data: images.map(({ url }) => ({ url })), images };
  return ok({ kind: "json", headers, body });
}
