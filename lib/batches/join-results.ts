import type { ResultLine } from "./read-results";

/** A request of the batch with what became of it; nothing where neither file has it. */
export type JoinedRequest = { customId: string; line: number; found: ResultLine | undefined };

export type JoinedResults = {
  /** In the order of the file that was sent. */
  requests: JoinedRequest[];
  /** Ids that nobody had asked for. */
  strangers: string[];
  counts: Record<"answered" | "failed" | "expired" | "missing", number>;
  inputTokens: number;
  outputTokens: number;
};

/** The requests of a file with their results, which come in any order; of two for one id an answer counts before a failure. */
export function joinResults(
  sent: readonly { customId: string; line: number }[],
  results: Iterable<ResultLine>,
): JoinedResults {
  const byId = new Map<string, ResultLine>();
  for (const result of results)
    if (byId.get(result.customId)?.result.state !== "answered") byId.set(result.customId, result);
  const counts = { answered: 0, failed: 0, expired: 0, missing: 0 };
  let [inputTokens, outputTokens] = [0, 0];
  const requests = sent.map(({ customId, line }): JoinedRequest => {
    const found = byId.get(customId);
    byId.delete(customId);
    counts[found?.result.state ?? "missing"] += 1;
    if (found?.result.state === "answered") {
      inputTokens += found.result.inputTokens ?? 0;
      outputTokens += found.result.outputTokens ?? 0;
    }
    return { customId, line, found };
  });
  return { requests, strangers: [...byId.keys()], counts, inputTokens, outputTokens };
}

/** Those to send again: failed, expired and missing. */
export const toSendAgain = ({ requests }: JoinedResults): JoinedRequest[] =>
  requests.filter(({ found }) => found?.result.state !== "answered");
