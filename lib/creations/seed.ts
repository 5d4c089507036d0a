/** SiliconFlow takes whole numbers from 0 to this. */
export const mostSeed = 9_999_999_999;

/** A seed like any other. */
export function randomSeed(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return ((high % 2 ** 20) * 2 ** 32 + low) % (mostSeed + 1);
}
