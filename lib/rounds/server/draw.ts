import "server-only";
import { isGeneral } from "@/lib/models/general-model";
import type { ModelSummary } from "@/lib/models/model-summary";
import type { RunRequest } from "@/lib/runs/run-request";
import type { Candidate } from "../round";

/** A whole number from 0 up to, but not including, `below`. */
export type RandomBelow = (below: number) => number;

/** Whether a model can be asked anything by this operation. */
function serves(model: ModelSummary, operation: RunRequest["operation"]): boolean {
  switch (operation) {
    case "chat.completions":
      return isGeneral(model);
    case "completions":
      return model.fim === true;
    // These have other lists, in which hardly any is free: whoever asks for a round names the candidates.
    case "images.generations":
    case "video.submit":
    case "video.status":
    case "audio.speech":
    case "audio.transcriptions":
    case "embeddings":
    case "rerank":
    case "batches":
    case "batches.get":
    case "batches.now":
    case "batches.cancel":
      return false;
  }
}

/** The free models that serve an operation. Where thinking has a switch it is always sent, and is on. */
export function freeCandidates(
  models: readonly ModelSummary[],
  operation: RunRequest["operation"],
): Candidate[] {
  const thinks = ({ thinking }: ModelSummary) =>
    operation === "chat.completions" && thinking === "switchable";
  return models
    .filter((model) => model.free === true && serves(model, operation))
    .map((model) => ({ model: model.id, fields: thinks(model) ? { enable_thinking: true } : {} }));
}

/** So many different candidates, each choice and each order as likely as any other. Nothing when there are too few. */
export function drawLanes(
  candidates: readonly Candidate[],
  lanes: number,
  randomBelow: RandomBelow,
): Candidate[] | undefined {
  const left = [...new Map(candidates.map((candidate) => [JSON.stringify(candidate), candidate])).values()];
  if (left.length < lanes) return undefined;
  return Array.from({ length: lanes }, () => left.splice(randomBelow(left.length), 1)).flat();
}
