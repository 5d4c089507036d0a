import type { RequestResult } from "./read-results";

/** What is known of one request's end, as far as joining needs it. */
type Result = {
  customId: string;
  result: {
    state: RequestResult["state"];
    inputTokens?: number | undefined;
    outputTokens?: number | undefined;
  };
};

/** A request of the batch with what became of it; nothing where neither file has it. */
export type JoinedRequest<Found, Sent> = Sent & { found: Found | undefined };

/** How a request ended; `missing` where neither file has it. */
export const resultStates = ["answered", "failed", "expired", "unknown", "missing"] as const;
export type ResultState = (typeof resultStates)[number];

export type JoinedResults<Found, Sent> = {
  /** In the order of the file that was sent. */
  requests: JoinedRequest<Found, Sent>[];
  /** Ids that nobody had asked for. */
  strangers: string[];
  counts: Record<ResultState, number>;
  inputTokens: number;
  outputTokens: number;
};

/** The requests of a file with their results, which come in any order; of two for one id an answer counts before a failure. */
export function joinResults<Found extends Result, Sent extends { customId: string }>(
  sent: readonly Sent[],
  results: Iterable<Found>,
): JoinedResults<Found, Sent> {
  const byId = new Map<string, Found>();
  for (const result of results)
    if (byId.get(result.customId)?.result.state !== "answered") byId.set(result.customId, result);
  const counts = { answered: 0, failed: 0, expired: 0, unknown: 0, missing: 0 };
  let [inputTokens, outputTokens] = [0, 0];
  const requests = sent.map((request): JoinedRequest<Found, Sent> => {
    const found = byId.get(request.customId);
    byId.delete(request.customId);
    counts[found?.result.state ?? "missing"] += 1;
    inputTokens += found?.result.inputTokens ?? 0;
    outputTokens += found?.result.outputTokens ?? 0;
    return { ...request, found };
  });
  return { requests, strangers: [...byId.keys()], counts, inputTokens, outputTokens };
}

/**
 * What may be sent again without a thought, since it was not answered, and what may have been answered and charged. Only
 * where all results are at hand is what neither file has certain to be open.
 */
export function sentAgain(certain: boolean): { safe: ResultState[]; doubtful: ResultState[] } {
  return certain
    ? { safe: ["failed", "expired", "missing"], doubtful: ["unknown"] }
    : { safe: ["failed", "expired"], doubtful: ["unknown", "missing"] };
}
