import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import { SpeechPage } from "../support/speech-page";
import { launch } from "./browser";
import { control } from "./control";
import type { Measurement } from "./measurement";
import { row } from "./row";
import { median } from "./statistics";

/** About twenty seconds of speech. */
const text =
  "The harbour wakes before the town does. Boats come in with their lamps still lit, and the gulls know which of them to follow. " +
  "By the time the first shops open, the fish has been sold, the nets are drying on the wall, and the men who caught it are asleep behind closed shutters.";
const rounds = 5;

/** Notes when the button is pressed and when the first sound is heard. As text: it runs in the page. */
const notes = `(() => {
  addEventListener("click", () => { window.benchHeard = { clicked: performance.now() }; }, true);
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener("playing", () => { window.benchHeard.heard ??= performance.now(); }, { once: true });
    return play.call(this);
  };
})()`;

const heardSchema = z.object({ clicked: z.number(), heard: z.number(), whole: z.number() });

/** Speaks the text once. Milliseconds from the click to the first sound, and to the last byte. */
async function hear(
  page: Page,
  speech: SpeechPage,
  round: number,
): Promise<{ first: number; whole: number }> {
  await page.evaluate("performance.clearResourceTimings()");
  await speech.say(`${text} Number ${round}.`);
  await expect(speech.card).toContainText(`Number ${round}.`);
  await speech.done();
  const { clicked, heard, whole } = heardSchema.parse(
    await page.evaluate(
      `({ ...benchHeard, whole: performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/sound"))?.responseEnd })`,
    ),
  );
  return { first: heard - clicked, whole: whole - clicked };
}

export const hearing: Measurement = {
  name: "hearing",
  async measure({ stage, chromiumPath }) {
    const simulator = await stage.simulator();
    const server = await stage.server(simulator.url);
    const browser = await launch(chromiumPath);
    try {
      await control(simulator.url, "POST", "pace", { speed: 1 });
      const page = await browser.newPage({ baseURL: server.url, locale: "en-GB" });
      await page.addInitScript(notes);
      const speech = new SpeechPage(page);
      await speech.open();
      const heard: { first: number; whole: number }[] = [];
      for (let round = 0; round <= rounds; round += 1) heard.push(await hear(page, speech, round));
      const [, ...counted] = heard; // the first one loads code
      return [
        row({
          name: "from the click to the first sound of 20 s of speech",
          unit: "ms",
          product: median(counted.map(({ first }) => first)),
          reference: median(counted.map(({ whole }) => whole)),
          referenceName: "to the last byte",
          goal: { kind: "ratio", atMost: 0.3 },
          note: `MP3, the median of ${rounds}; the first one of the page took ${Math.round(heard[0]?.first ?? 0)} ms`,
        }),
      ];
    } finally {
      await browser.close();
      await server.end();
      await simulator.end();
    }
  },
};
