import "server-only";
import { z } from "zod";
import type { AppError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import { estimateTokens } from "@/lib/runs/estimate-tokens";
import type { RunUsage } from "@/lib/runs/event";
import { rerankUsage } from "@/lib/runs/server/carry-rerank";
import { inputText } from "@/lib/runs/server/settle";
import { operations } from "@/lib/siliconflow/operations";
import { rerankResponseSchema } from "@/lib/siliconflow/schema/rerank";
import type { AnswerWitness } from "./answer-witness";
import { withEncoding } from "./dialect/embedding-encoding";
import { asItCame, askWhole, passedOn, type RelayParts } from "./relay";

export const gatewayEmbeddingsSchema = z.looseObject({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(z.unknown()).min(1), z.looseObject({})]),
  encoding_format: z.enum(["float", "base64"]).nullish(),
});
type GatewayEmbeddings = z.infer<typeof gatewayEmbeddingsSchema>;

export const gatewayRerankSchema = z.looseObject({
  model: z.string().min(1),
  query: z.union([z.string(), z.looseObject({})]),
  documents: z.array(z.unknown()).min(1),
});
type GatewayRerank = z.infer<typeof gatewayRerankSchema>;

const isPicture = (input: unknown) => typeof input === "object" && input !== null && "image" in input;

function embeddingsUsage(
  { input }: GatewayEmbeddings,
  { answer, usage }: AnswerWitness,
): RunUsage | undefined {
  if (!Array.isArray(answer?.["data"])) return undefined;
  const pictures = [input].flat().filter(isPicture).length;
  const counted = usage?.prompt_tokens ?? usage?.total_tokens;
  return {
    inputTokens: counted ?? estimateTokens(inputText(input)),
    outputTokens: 0,
    // Of a call with texts and pictures nobody says which part the pictures were.
    ...(pictures === 0 && { imageTokens: 0 }),
    estimated: counted == null,
  };
}

/** POST /v1/embeddings: vectors, as numbers or in base64, whichever was asked for, also where the model gives the other. */
export async function relayEmbeddings(
  parts: RelayParts,
  request: RouteRequest<GatewayEmbeddings>,
): Promise<Result<Reply, AppError>> {
  const { method, path } = operations.embeddings;
  const { body: input, bodyText: body } = request;
  const whole = await askWhole(parts, request, {
    operation: "embeddings",
    input,
    request: { method, path, body, silentWhileWorking: true },
    usageOf: (answer) => embeddingsUsage(input, answer),
  });
  if (!whole.ok) return whole;
  const other = withEncoding(whole.value.answer, input.encoding_format ?? "float");
  if (other === undefined) return ok(asItCame(whole.value));
  return ok({ kind: "json", headers: passedOn(whole.value.headers), body: other });
}

/** POST /v1/rerank, which is SiliconFlow's own. */
export async function relayRerank(
  parts: RelayParts,
  request: RouteRequest<GatewayRerank>,
): Promise<Result<Reply, AppError>> {
  const { method, path } = operations.rerank;
  const { body: input, bodyText: body } = request;
  const pictures = [input.query, ...input.documents].some(isPicture);
  const whole = await askWhole(parts, request, {
    operation: "rerank",
    input,
    request: { method, path, body, silentWhileWorking: true },
    usageOf: ({ answer }) => {
      const { data } = rerankResponseSchema.safeParse(answer);
      const estimated = estimateTokens(inputText([input.query, input.documents]));
      return (
        data && (rerankUsage(data, pictures) ?? { inputTokens: estimated, outputTokens: 0, estimated: true })
      );
    },
  });
  return whole.ok ? ok(asItCame(whole.value)) : whole;
}
