import { z } from "zod";
import { embeddingsRequestSchema } from "@/lib/siliconflow/schema/embeddings";
import { overBounds, requestedModel, wrongField } from "@/lib/simulator/checks";
import type { Exchange, Route } from "@/lib/simulator/exchange";
import { failureReply, inputTooLong, invalidParameter } from "@/lib/simulator/failures";
import type { Reply } from "@/lib/simulator/http/reply";
import { isRecord, type Json } from "@/lib/simulator/json";
import { givenPicture } from "@/lib/simulator/media/given-picture";
import { countTokens } from "@/lib/simulator/tokens";
import { embed } from "@/lib/simulator/vectors/embed";
import { type Features, pictureFeatures, textFeatures } from "@/lib/simulator/vectors/features";
import { picturesColours } from "@/lib/simulator/vectors/picture-colours";
import {
  commonOf,
  type EmbeddingFacts,
  embeddingFacts,
  weightsOf,
} from "@/lib/simulator/vectors/vector-models";

/** Unknown fields are passed over, as everywhere (notes.md section 1). */
const contractSchema = z.looseObject(embeddingsRequestSchema.shape);

const itemSchema = z.union([
  z.string(),
  z.object({ text: z.string().optional(), image: z.string().optional() }),
  z.array(z.int()),
  z.int(),
]);
const requestSchema = z.object({
  input: z.union([z.array(itemSchema), itemSchema]),
  encoding_format: z.enum(["float", "base64"]).default("float"),
  dimensions: z.number().optional(),
  truncate: z.enum(["left", "right"]).optional(),
});

type Item = z.output<typeof itemSchema>;

/** What pictures are billed as; the number is ours. */
const pictureTokens = 256;
const pictureSide = 256;
/** The vision model's own field of each kind of item; a call may mix them. */
type Read = { features: Features; tokens: number };

/** A token each, or a list of tokens: without a tokenizer they are known by their numbers alone. */
const textOf = (item: Item): string | undefined => {
  if (typeof item === "string") return item;
  if (typeof item === "number") return `token ${item}`;
  return Array.isArray(item) ? item.map((token) => `token ${token}`).join(" ") : item.text;
};

/** The side of a text that is kept. */
function cut(text: string, most: number, side: "left" | "right"): string {
  const characters = Array.from(text);
  // No piece is longer than eight characters: so many are certainly enough.
  let kept = side === "left" ? characters.slice(-most * 8) : characters.slice(0, most * 8);
  while (countTokens(kept.join("")) > most)
    kept =
      side === "left" ? kept.slice(Math.ceil(kept.length / 10)) : kept.slice(0, -Math.ceil(kept.length / 10));
  return kept.join("");
}

async function readItem(
  exchange: Exchange,
  item: Item,
  at: number,
  model: string,
  { facts, truncate }: { facts: EmbeddingFacts; truncate: "left" | "right" | undefined },
): Promise<Read | { refusal: Reply }> {
  const weights = weightsOf(model);
  const isObject = typeof item === "object" && !Array.isArray(item);
  if (isObject && !facts.vision)
    return { refusal: invalidParameter(`input.${at}: objects are for the vision model only`) };
  if (isObject && item.image !== undefined) {
    const picture = await givenPicture(exchange, `input.${at}.image`, item.image, pictureSide);
    if ("refusal" in picture) return picture;
    const colours = picture.bytes === null ? [] : await picturesColours(picture.bytes);
    return { features: pictureFeatures(colours, weights), tokens: pictureTokens };
  }
  const text = textOf(item) ?? "";
  if (text.trim() === "") return { refusal: invalidParameter(`input.${at}: must not be empty`) };
  const tokens = countTokens(text);
  if (tokens <= facts.mostTokens) return { features: textFeatures(text, weights), tokens };
  if (truncate === undefined) return { refusal: inputTooLong(tokens, facts.mostTokens) };
  return { features: textFeatures(cut(text, facts.mostTokens, truncate), weights), tokens: facts.mostTokens };
}

const encoded = (vector: Float32Array, format: "float" | "base64"): Json =>
  format === "float"
    ? Array.from(vector, (value) => Number(value.toPrecision(8)))
    : Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString("base64");

type Entry = { object: string; embedding: Json; index: number };

function spoiled(data: Entry[], fault: Exchange["faults"]["answer"]["vectors"]): Entry[] {
  const [first, ...others] = data;
  if (fault === "as-is" || !first) return data;
  if (fault === "missing") return others;
  if (fault === "shuffled") return data.toReversed();
  const { embedding } = first;
  if (fault === "null")
    return [{ ...first, embedding: Array.isArray(embedding) ? embedding.map(() => null) : null }, ...others];
  return [{ ...first, embedding: Array.isArray(embedding) ? embedding.slice(0, 3) : "AACAPw==" }, ...others];
}

/** POST /embeddings: vectors in which texts on the same matter are near. */
export const createEmbedding: Route = {
  method: "POST",
  path: "/v1/embeddings",
  fields: Object.keys(embeddingsRequestSchema.shape),
  handle: async (exchange) => {
    if (!isRecord(exchange.body)) return failureReply("error-20015");
    const found = requestedModel(exchange, ["embedding"]);
    if ("refusal" in found) return found.refusal;
    const model = found.found;
    const wrong = wrongField(exchange, contractSchema);
    if (wrong !== undefined) return wrong;
    const request = requestSchema.parse(exchange.body);
    const facts = embeddingFacts(model.id);
    const dimensions = request.dimensions ?? facts.width;
    if (request.dimensions !== undefined && !facts.dimensions.includes(dimensions))
      return invalidParameter(`dimensions: ${facts.dimensions.join(", ") || "not accepted by this model"}`);
    const items = Array.isArray(request.input) ? request.input : [request.input];
    const read: Read[] = [];
    for (const [at, item] of items.entries()) {
      const one = await readItem(exchange, item, at, model.id, { facts, truncate: request.truncate });
      if ("refusal" in one) return one.refusal;
      read.push(one);
    }
    const tokens = read.reduce((sum, one) => sum + one.tokens, 0);
    const refusal = overBounds(exchange, { ...model, context_length: null }, tokens);
    if (refusal !== undefined) return refusal;
    exchange.entry.jobs = items.length;
    const shape = { width: facts.width, dimensions, common: commonOf(model.id), model: model.id };
    const data = read.map(({ features }, index) => ({
      object: "embedding",
      embedding: encoded(embed({ features, ...shape }), request.encoding_format),
      index,
    }));
    const { answer } = exchange.faults;
    const usage = { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens };
    return {
      kind: "json",
      status: 200,
      body: {
        object: "list",
        model: model.id,
        data: spoiled(data, answer.vectors),
        ...(answer.usage !== "missing" && { usage }),
      },
      workMs: exchange.state.pace.vectorMs * (0.5 + tokens / 1000),
    };
  },
};
