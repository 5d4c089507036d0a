/**
 * Does work on a set while no other tab does; gives false where one does. Without locks (an insecure address) every
 * tab may.
 */
export async function whileAlone(setId: string, work: () => Promise<void>): Promise<boolean> {
  const { locks }: { locks?: LockManager } = navigator;
  if (!locks) {
    await work();
    return true;
  }
  return locks.request(`prompt-set ${setId}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    await work();
    return true;
  });
}
