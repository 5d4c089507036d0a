import { z } from "zod";
import { rerankRequestSchema } from "@/lib/siliconflow/schema/rerank";
import { overBounds, requestedModel, wrongField } from "@/lib/simulator/checks";
import type { Exchange, Route } from "@/lib/simulator/exchange";
import { failureReply, invalidParameter } from "@/lib/simulator/failures";
import type { Reply } from "@/lib/simulator/http/reply";
import { isRecord, type JsonObject } from "@/lib/simulator/json";
import { givenPicture } from "@/lib/simulator/media/given-picture";
import { hexOf, randomOf } from "@/lib/simulator/random";
import { countTokens } from "@/lib/simulator/tokens";
import {
  coverage,
  type Features,
  likeness,
  pictureFeatures,
  textFeatures,
} from "@/lib/simulator/vectors/features";
import { picturesColours } from "@/lib/simulator/vectors/picture-colours";
import { weightsOf } from "@/lib/simulator/vectors/vector-models";

/** Unknown fields are passed over, as everywhere (notes.md section 1). */
const contractSchema = z.looseObject(rerankRequestSchema.shape);

const contentSchema = z.union([
  z.string(),
  z.object({ text: z.string().optional(), image: z.string().optional() }),
]);
const requestSchema = z.object({
  query: contentSchema,
  documents: z.array(contentSchema),
  top_n: z.number().optional(),
  return_documents: z.boolean().default(false),
  instruction: z.string().optional(),
});

type Content = z.output<typeof contentSchema>;
type Read = { features: Features; tokens: number; imageTokens: number };

const pictureTokens = 256;
const pictureSide = 256;

const takesPictures = (model: string): boolean => /VL-Reranker/.test(model);
/** Where older replies put the usage and where newer ones do; which model does which is ours (notes.md section 11). */
const usageAtTop = (model: string): boolean => /BAAI|bce/.test(model);

async function readContent(
  exchange: Exchange,
  field: string,
  content: Content,
  model: string,
): Promise<Read | { refusal: Reply }> {
  const weights = weightsOf(model);
  if (typeof content === "string")
    return { features: textFeatures(content, weights), tokens: countTokens(content), imageTokens: 0 };
  if (!takesPictures(model))
    return { refusal: invalidParameter(`${field}: objects are for the vision model only`) };
  const text = content.text ?? "";
  const features = new Map(text === "" ? [] : textFeatures(text, weights));
  if (content.image === undefined) return { features, tokens: countTokens(text), imageTokens: 0 };
  const picture = await givenPicture(exchange, `${field}.image`, content.image, pictureSide);
  if ("refusal" in picture) return picture;
  const colours = picture.bytes === null ? [] : await picturesColours(picture.bytes);
  for (const [name, weight] of pictureFeatures(colours, weights)) features.set(name, weight);
  return { features, tokens: countTokens(text), imageTokens: pictureTokens };
}

/** From 0 to 1. Models differ in how sure they are; an instruction moves every score a little. */
function scoreOf(query: Features, document: Features, model: string, instruction: string): number {
  const random = randomOf("scores", model.replace(/^Pro\//, ""));
  const steep = 9 + 6 * random();
  const middle = 0.32 + 0.1 * random() + (instruction === "" ? 0 : 0.02);
  const near = 0.6 * coverage(query, document) + 0.4 * likeness(query, document);
  return Number((1 / (1 + Math.exp(-steep * (near - middle)))).toPrecision(7));
}

type Result = { index: number; relevance_score: number | null; document?: JsonObject | null };

function spoiled(results: Result[], fault: Exchange["faults"]["answer"]["ranking"]): Result[] {
  const [first, ...others] = results;
  if (fault === "as-is" || !first) return results;
  if (fault === "unsorted") return results.toReversed();
  if (fault === "null-score") return [{ ...first, relevance_score: null }, ...others];
  if (fault === "empty") return [];
  return [{ ...first, index: results.length + 100 }, ...others];
}

function usageOf(read: readonly Read[], model: string): JsonObject {
  const input = read.reduce((sum, { tokens, imageTokens }) => sum + tokens + imageTokens, 0);
  const images = read.reduce((sum, { imageTokens }) => sum + imageTokens, 0);
  if (usageAtTop(model)) return { tokens: { input_tokens: input, output_tokens: 0 } };
  const counts = { input_tokens: input, output_tokens: 0, image_tokens: images };
  return { meta: { tokens: counts, billed_units: { ...counts, search_units: 0, classifications: 0 } } };
}

function documentOf(content: Content): JsonObject {
  if (typeof content === "string") return { text: content };
  const { text, image } = content;
  return { ...(text !== undefined && { text }), ...(image !== undefined && { image }) };
}

/** POST /rerank: how well documents answer a query. */
export const createRerank: Route = {
  method: "POST",
  path: "/v1/rerank",
  fields: Object.keys(rerankRequestSchema.shape),
  handle: async (exchange) => {
    if (!isRecord(exchange.body)) return failureReply("error-20015");
    const found = requestedModel(exchange, ["reranker"]);
    if ("refusal" in found) return found.refusal;
    const model = found.found;
    const wrong = wrongField(exchange, contractSchema);
    if (wrong !== undefined) return wrong;
    const request = requestSchema.parse(exchange.body);
    const contents = [request.query, ...request.documents];
    const read: Read[] = [];
    for (const [at, content] of contents.entries()) {
      const field = at === 0 ? "query" : `documents.${at - 1}`;
      const one = await readContent(exchange, field, content, model.id);
      if ("refusal" in one) return one.refusal;
      read.push(one);
    }
    const [query, ...documents] = read;
    const longest = Math.max(...documents.map(({ tokens }) => tokens + (query?.tokens ?? 0)));
    const refusal = overBounds(exchange, model, longest);
    if (refusal !== undefined || !query) return refusal ?? failureReply("error-20015");
    exchange.entry.jobs = documents.length;
    const results = documents
      .map(({ features }, index): Result => {
        const score = scoreOf(query.features, features, model.id, request.instruction ?? "");
        const document = request.documents[index];
        return {
          index,
          relevance_score: score,
          ...(request.return_documents && document !== undefined && { document: documentOf(document) }),
        };
      })
      .sort((a, b) => (b.relevance_score ?? 0) - (a.relevance_score ?? 0))
      .slice(0, request.top_n ?? documents.length);
    const { answer } = exchange.faults;
    return {
      kind: "json",
      status: 200,
      body: {
        id: hexOf("rerank", exchange.identity),
        results: spoiled(results, answer.ranking),
        ...(answer.usage !== "missing" && usageOf(read, model.id)),
      },
      workMs: exchange.state.pace.vectorMs * (0.5 + documents.length / 20),
    };
  },
};
