import "server-only";

/** A text can hold every key of a few characters: who sends it would learn one by halves. */
const leastLength = 16;

/** The secrets that may be looked for in texts of strangers: those that nobody can guess. */
export const searchable = (secrets: readonly string[]): string[] =>
  secrets.filter(({ length }) => length >= leastLength);

/**
 * Whether one of the secrets stands in bytes that come in pieces, also across their borders. Only whole secrets are
 * looked for: an answer for a part would let a stranger guess one letter by letter.
 */
export async function holdsSecret(
  secrets: readonly string[],
  content: AsyncIterable<Uint8Array>,
): Promise<boolean> {
  const wanted = secrets.map((secret) => Buffer.from(secret));
  const kept = Math.max(0, ...wanted.map(({ length }) => length - 1));
  let before = Buffer.alloc(0);
  let found = false;
  // The body is read to its end in any case: how long it takes says nothing of where something stood.
  for await (const piece of content) {
    const joined = Buffer.concat([before, piece]);
    found = wanted.some((secret) => joined.includes(secret)) || found;
    before = joined.subarray(Math.max(0, joined.length - kept));
  }
  return found;
}
