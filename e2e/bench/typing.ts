import type { Page } from "@playwright/test";
import { z } from "zod";

/** Milliseconds from a key until the next frame is painted with it, for each letter of a text. */
export async function typing(page: Page): Promise<number[]> {
  const type = `(async () => {
    const box = document.querySelector("textarea");
    box.focus();
    const gaps = [];
    for (const letter of "the quick brown fox jumps over the lazy dog") {
      const started = performance.now();
      document.execCommand("insertText", false, letter);
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      gaps.push(performance.now() - started);
      await new Promise((done) => setTimeout(done, 60));
    }
    return gaps;
  })()`;
  return z.array(z.number()).parse(await page.evaluate(type));
}
