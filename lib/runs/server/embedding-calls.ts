import "server-only";
import { estimateTokens } from "../estimate-tokens";
import type { EmbeddingsInput } from "../run-request";

/** Half of the least that any account may send of an embedding model in a minute (catalogue, level 0). */
const mostTokensPerCall = 250_000;

export type EmbeddingItem = { place: number; input: EmbeddingsInput["input"][number] };

export const isPicture = ({ input }: EmbeddingItem): boolean =>
  typeof input !== "string" && input.image !== undefined;

/** Pictures are few and weigh little beside the limit: only texts are counted. */
const tokensOf = ({ input }: EmbeddingItem): number =>
  estimateTokens(typeof input === "string" ? input : (input.text ?? ""));

/**
 * Inputs as calls. Pictures go by themselves: their tokens have a price of their own, and a call tells one sum. Texts go
 * so many at a time that no account's limit by the minute refuses them; one that is larger by itself goes alone.
 */
export function callsOf(items: readonly EmbeddingItem[]): EmbeddingItem[][] {
  const pictures = items.filter(isPicture);
  const texts = byTokens(items.filter((item) => !isPicture(item)));
  return pictures.length === 0 ? texts : [...texts, pictures];
}

function byTokens(items: readonly EmbeddingItem[]): EmbeddingItem[][] {
  const calls: EmbeddingItem[][] = [];
  let tokens = 0;
  for (const item of items) {
    const more = tokensOf(item);
    const last = calls.at(-1);
    if (last && tokens + more <= mostTokensPerCall) {
      last.push(item);
      tokens += more;
    } else {
      calls.push([item]);
      tokens = more;
    }
  }
  return calls;
}
