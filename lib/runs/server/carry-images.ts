import "server-only";
import { appError } from "@/lib/core/app-error";
import { type ImageGenerationRequest, imageGenerationResponseSchema } from "@/lib/siliconflow/schema/images";
import { traced } from "./attempt";
import type { CarryContext, CarryOutcome } from "./operation";
import { callPaid } from "./paid-call";
import { saveResults } from "./save-results";

/** SiliconFlow's links to pictures live an hour (api/notes, section 7). */
const linkLifeMs = 60 * 60 * 1000;

/** Has pictures made or edited and saves them. Complete when every one that SiliconFlow named is saved. */
export async function carryImages(
  input: ImageGenerationRequest,
  context: CarryContext,
): Promise<CarryOutcome> {
  const answer = await callPaid("images.generations", input, context);
  if (!answer.ok) return { error: answer.error, traceId: answer.error.traceId, usage: undefined };
  const { body, traceId } = answer.value;
  const parsed = imageGenerationResponseSchema.safeParse(body);
  // It was carried out, by its status; what came of it, nobody can tell.
  if (!parsed.success || parsed.data.images.length === 0)
    return {
      error: traced(appError("outcome-unknown", { detail: "no picture in the answer" }), traceId),
      traceId,
      usage: undefined,
    };
  const { images, timings, seed } = parsed.data;
  const inferenceSeconds = timings?.inference ?? undefined;
  context.emit({
    type: "result",
    ...(seed != null && { seed }),
    ...(inferenceSeconds !== undefined && { inferenceSeconds }),
  });
  const addresses = images.map(
    ({ url }) =>
      async () =>
        url,
  );
  const lost = await saveResults({ kind: "image", addresses, linkLifeMs }, context);
  const usage = { inputTokens: 0, outputTokens: 0, images: images.length, estimated: false };
  return { error: lost && traced(lost, traceId), traceId, usage };
}
