const pausesMs = [300, 1000];

/**
 * Loads a part of the page. Without a network it waits for one and asks again, so that a part that was not fetched
 * yet costs a wait and not the page. What fails with a network is asked for a few times more: the network may have
 * come back a moment ago, or the server be starting anew.
 */
export async function whenOnline<T>(load: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; ) {
    try {
      return await load();
    } catch (error) {
      if (!navigator.onLine)
        await new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
      else if (failures === pausesMs.length) throw error;
      else {
        const pauseMs = pausesMs[failures];
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        failures += 1;
      }
    }
  }
}
