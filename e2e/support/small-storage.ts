import type { Page } from "@playwright/test";
import { appUrl } from "./addresses";

/**
 * Gives the site so many bytes to store. Before its first page: once the browser has granted room to a database
 * it does not ask again for a while.
 */
export async function limitStorage(page: Page, bytes: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await page.goto("/icon.svg");
  await session.send("Storage.overrideQuotaForOrigin", { origin: appUrl, quotaSize: bytes });
}

/** Uses up what is left of it, to the last kilobytes. */
export async function fillStorage(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("filler", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("bytes", { autoIncrement: true });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const add = (bytes: number) =>
      new Promise<boolean>((resolve) => {
        const transaction = database.transaction("bytes", "readwrite");
        transaction.objectStore("bytes").add(crypto.getRandomValues(new Uint8Array(bytes)));
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => resolve(false);
      });
    for (const bytes of [60_000, 6000, 600, 60]) while (await add(bytes));
    database.close();
  });
}
