const pausesMs = [300, 1000];
const serverPauseMs = 1000;

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const serverAnswers = (): Promise<boolean> =>
  fetch("/api/ready", { cache: "no-store" }).then(
    () => true,
    () => false,
  );

/**
 * Loads a part of the page. Without a network, or while the server is away, it waits and asks again, so that a part that
 * was not fetched yet costs a wait and not the page. What fails although the server answers is asked for a few times
 * more: the server may have come back a moment ago.
 */
export async function whenOnline<T>(load: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; ) {
    try {
      return await load();
    } catch (error) {
      if (!navigator.onLine)
        await new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
      else if (!(await serverAnswers())) await after(serverPauseMs);
      else if (failures === pausesMs.length) throw error;
      else {
        await after(pausesMs[failures] ?? 0);
        failures += 1;
      }
    }
  }
}
