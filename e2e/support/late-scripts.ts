import type { Page } from "@playwright/test";

/** Lets a page's own scripts come only when what is given back is called, as on a slow line. */
export async function holdScripts(page: Page): Promise<() => void> {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\.js(\?|$)/, async (route) => {
    await arrived;
    await route.continue();
  });
  return arrive;
}
