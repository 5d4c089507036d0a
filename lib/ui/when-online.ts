/**
 * Loads a part of the page. Without a network it waits for one and asks again, so that a part that was not fetched
 * yet costs a wait and not the page. What fails with a network fails.
 */
export async function whenOnline<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      if (navigator.onLine) throw error;
      await new Promise((resolve) => window.addEventListener("online", resolve, { once: true }));
    }
  }
}
