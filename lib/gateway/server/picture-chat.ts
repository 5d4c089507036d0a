import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import { eventStreamHeaders, type Reply } from "@/lib/http/server/reply";
import { type PictureModel, pictureOrder } from "./dialect/image-request";
import { chatAnswer, chatEvents, pictureRequest } from "./dialect/picture-chat";
import type { GatewayChat } from "./relay-chat";
import { makePictures, type Picture, type PictureParts } from "./relay-images";

const shown = (picture: Picture) =>
  `![image](${"url" in picture ? picture.url : `data:${picture.type};base64,${picture.base64}`})`;

/**
 * POST /v1/chat/completions with a model that makes pictures: the last thing that the user said is the prompt, and the
 * pictures are the answer, as Markdown. Nothing is answered before they are there, so that a failure has its status.
 */
export async function answerWithPictures(
  parts: PictureParts & { provider: string },
  request: RouteRequest<GatewayChat>,
  model: PictureModel,
): Promise<Result<Reply, AppError>> {
  const { body: chat } = request;
  const asked = pictureRequest(chat, model);
  if (!asked) return err(appError("bad-request", { field: "messages", detail: "The user says nothing." }));
  const order = pictureOrder(asked, model);
  if (!order.ok) return order;
  const made = await makePictures(parts, request, order.value);
  if (!made.ok) return made;
  const { pictures, headers } = made.value;
  const content = pictures.map(shown).join("\n\n");
  const answer = { model: chat.model, provider: parts.provider, content };
  if (chat.stream !== true) return ok({ kind: "json", headers, body: chatAnswer(answer) });
  return ok({
    kind: "stream",
    headers: { ...eventStreamHeaders, ...headers },
    write: async (sink) => void sink.write(chatEvents(answer)),
  });
}
