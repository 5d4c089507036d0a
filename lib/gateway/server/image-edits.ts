import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, type Result } from "@/lib/core/result";
import type { Reply } from "@/lib/http/server/reply";
import { dataUri } from "./data-uri";
import { readForm } from "./form-reader";
import { checked, contentTypeOf, isForm, readJsonBody, type StreamedRequest } from "./read-body";
import { answerWithImages, gatewayImagesSchema, type PictureParts } from "./relay-images";

const numbers = new Set(["n", "sf_seed", "sf_num_steps", "sf_guidance_scale", "sf_cfg", "sf_batch_size"]);
const mostPictures = 3;

const pictureField = (index: number) => (index === 0 ? "image" : `image${index + 1}`);

/**
 * POST /v1/images/edits, in OpenAI's words: pictures in a form become data URIs. A mask is refused, since SiliconFlow's
 * models take none and would change the whole picture.
 */
export async function relayImageEdits(
  parts: PictureParts,
  request: StreamedRequest,
): Promise<Result<Reply, AppError>> {
  if (!isForm(request)) {
    const read = await readJsonBody(request, gatewayImagesSchema);
    return read.ok ? answerWithImages(parts, request, read.value.body) : read;
  }
  const { fields, files } = await readForm(contentTypeOf(request), request.body);
  const pictures = files.filter(({ field }) => field === "image" || field === "image[]");
  if (files.some(({ field }) => field === "mask")) return err(appError("bad-request", { field: "mask" }));
  if (pictures.length === 0 || pictures.length > mostPictures)
    return err(appError("bad-request", { field: "image", detail: "One to three pictures are edited." }));
  const said = [...fields].map(([name, value]) => [name, numbers.has(name) ? Number(value) : value]);
  const uris = await Promise.all(pictures.map(dataUri));
  const body = checked(gatewayImagesSchema, {
    ...Object.fromEntries(said),
    ...Object.fromEntries(uris.map((uri, index) => [pictureField(index), uri])),
  });
  return body.ok ? answerWithImages(parts, request, body.value) : body;
}
