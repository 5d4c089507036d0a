import "server-only";
import { z } from "zod";
import { appError } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import { fitsAny } from "@/lib/keys/server/glob";
import type { ClientKey } from "@/lib/keys/server/key-file";
import type { Gate } from "./gate";

const passes = ok(() => {});

/** Whether a key may use a model. */
export const mayUse = (client: ClientKey | undefined, model: string): boolean =>
  client?.models === undefined || fitsAny(client.models, model);

/** Refuses a model that is not the key's. */
export const keyModelsGate: Gate = ({ client, model }) =>
  mayUse(client, model)
    ? passes
    : err(
        appError("model-not-allowed", { field: "model", detail: `This key may not use the model ${model}.` }),
      );

/** What stands for the models of a batch that names none for all its lines: they stand in its file. */
export const modelsOfFile = "batch";

/** Refuses batches with a key that has tokens or yuan: what they took is known only when somebody fetches their results. */
export const batchGate: Gate = ({ client, operation }) => {
  if (operation !== "batches" || !client) return passes;
  const { tokensPerMinute, yuanPerDay, yuanPerMonth } = client;
  if ([tokensPerMinute, yuanPerDay, yuanPerMonth].every((limit) => limit === undefined)) return passes;
  const detail =
    "A key with limits of tokens or yuan cannot make batches: what they use is known only afterwards.";
  return err(appError("batches-not-allowed", { detail }));
};

/** More than any model writes at once, and more answers than anybody reads. */
const tokenCount = z.int().min(1).max(1_000_000).nullish();
const pieceCount = z.int().min(1).max(8).nullish();

const amountsSchema = z.object({
  max_completion_tokens: tokenCount, // first: it is told as the other too
  max_tokens: tokenCount,
  max_output_tokens: tokenCount,
  thinking_budget: tokenCount,
  n: pieceCount,
  best_of: pieceCount,
  batch_size: pieceCount,
});

const isLimited = ({ models, requestsPerMinute, tokensPerMinute, yuanPerDay, yuanPerMonth }: ClientKey) =>
  [models, requestsPerMinute, tokensPerMinute, yuanPerDay, yuanPerMonth].some((limit) => limit !== undefined);

/** With a key that has limits, nobody asks for more than could make sense: SiliconFlow is not even asked. */
export const amountsGate: Gate = ({ client, input }) => {
  if (!client || !isLimited(client)) return passes;
  const parsed = amountsSchema.safeParse(input);
  if (parsed.success) return passes;
  const [issue] = parsed.error.issues;
  return err(
    appError("bad-request", {
      field: issue?.path.join(".") ?? "",
      detail: issue?.message ?? "too much is asked for",
    }),
  );
};
