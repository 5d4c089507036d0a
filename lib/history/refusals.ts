/*
 * What this browser refused to store of a change to the list of conversations. It is told to the person; what they see
 * goes on as it is stored.
 */

let refusal: unknown;
const listeners = new Set<() => void>();

function announce(next: unknown): void {
  refusal = next;
  for (const listener of listeners) listener();
}

export const lastRefusal = (): unknown => refusal;
export const forgetRefusal = () => announce(undefined);

/** Tells of each refusal; gives back how to stop being told. */
export function onRefusal(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Carries out a change; says whether the browser took it. Never rejects. */
export async function attempt(change: () => Promise<unknown>): Promise<boolean> {
  try {
    await change();
    return true;
  } catch (error) {
    announce(error ?? new Error("refused"));
    return false;
  }
}
