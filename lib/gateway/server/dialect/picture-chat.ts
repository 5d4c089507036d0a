import "server-only";
import { randomUUID } from "node:crypto";
import type { PictureModel } from "./image-request";
import { lastSaid } from "./last-said";

/** The fields of a picture, as they may stand beside a chat's messages. */
const pictureFields = [
  "n",
  "size",
  "image_size",
  "batch_size",
  "seed",
  "num_inference_steps",
  "guidance_scale",
  "cfg",
  "negative_prompt",
];

const pictureField = (index: number) => (index === 0 ? "image" : `image${index + 1}`);

/**
 * A chat with a model that makes pictures, as a request for pictures in OpenAI's words; nothing when the user says nothing.
 * Pictures go along as far as the model takes any: those of the message, else those beside the messages, else those that
 * were made last.
 */
export function pictureRequest(
  chat: { model: string; messages: readonly unknown[]; [field: string]: unknown },
  model: PictureModel,
): { model: string; prompt: string; [field: string]: unknown } | undefined {
  const { text: prompt, pictures, before } = lastSaid(chat.messages);
  if (prompt === "") return undefined;
  const fields = Array.from({ length: model.inputPictures }, (_, index) => pictureField(index));
  const beside = fields.flatMap((field) => (typeof chat[field] === "string" ? chat[field] : []));
  const meant = [pictures, beside, before].find(({ length }) => length > 0) ?? [];
  const given = meant.slice(0, model.inputPictures).map((url, index) => [pictureField(index), url]);
  const asked = Object.entries(chat).filter(
    ([field]) => field.startsWith("sf_") || pictureFields.includes(field),
  );
  // In a chat it is an object as a rule, which says how words are to be written.
  const format = chat["response_format"];
  return {
    ...Object.fromEntries([...asked, ...given]),
    ...(typeof format === "string" && { response_format: format }),
    model: chat.model,
    prompt,
  };
}

/** Pictures have no tokens. */
const usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

/** One answer of a chat, of words that are all there. */
type ChatAnswer = { model: string; provider: string; content: string };

const frameOf = (object: string, { model, provider }: ChatAnswer) => ({
  id: randomUUID().replaceAll("-", ""),
  object,
  created: Math.floor(Date.now() / 1000),
  model,
  provider,
});

/** An answer in one piece. */
export function chatAnswer(answer: ChatAnswer) {
  const message = { role: "assistant", content: answer.content };
  const choices = [{ index: 0, message, finish_reason: "stop" }];
  return { ...frameOf("chat.completion", answer), choices, usage };
}

/** The same as the events of a stream. */
export function chatEvents(answer: ChatAnswer): string {
  const frame = frameOf("chat.completion.chunk", answer);
  const chunk = (delta: Record<string, string>, finish: string | null, more = {}) =>
    `data: ${JSON.stringify({ ...frame, choices: [{ index: 0, delta, finish_reason: finish }], ...more })}\n\n`;
  return [
    chunk({ role: "assistant", content: "" }, null),
    chunk({ content: answer.content }, null),
    chunk({}, "stop", { usage }),
    "data: [DONE]\n\n",
  ].join("");
}
