/**
 * The key of a request, or null when SiliconFlow would refuse it. Any key that starts with `sk-` is
 * good, so that a person can try the real form of a key; one that contains `invalid` is not, and one that
 * contains `broke` has an empty balance.
 */
export function checkKey(authorization: string | undefined): string | null {
  const key = /^Bearer\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1];
  if (key === undefined || !key.startsWith("sk-") || key.includes("invalid")) return null;
  return key;
}

/** Free operations answer with an empty balance; paid ones are refused with 402/30001. */
export function isBroke(key: string): boolean {
  return key.includes("broke");
}
