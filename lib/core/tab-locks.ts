/*
 * Turns between the tabs of one browser. An address that is not secure (plain http in a local network) has no locks: there
 * every tab goes ahead.
 */
const lockManager = () => {
  const { locks }: { locks?: LockManager } = navigator;
  return locks;
};

/** Does work once every tab that asked before has done its own; a signal ends the waiting. */
export async function inTurn<T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const locks = lockManager();
  return locks ? locks.request(name, signal ? { signal } : {}, work) : work();
}

/** Does work unless another tab is at it; gives whether it was done here. */
export async function unlessTaken(name: string, work: () => Promise<unknown>): Promise<boolean> {
  const locks = lockManager();
  const alone = async (lock: Lock | null) => {
    if (lock) await work();
    return lock !== null;
  };
  if (locks) return locks.request(name, { ifAvailable: true }, alone);
  await work();
  return true;
}
