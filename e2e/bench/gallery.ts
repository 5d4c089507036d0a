import type { Browser, Page } from "@playwright/test";
import { z } from "zod";
import { launch, observer, PageMeter } from "./browser";
import { pause } from "./clock";
import { firstSeen } from "./history-data";
import type { Measurement } from "./measurement";
import { row } from "./row";
import { median, percentile } from "./statistics";

const few = 50;
const many = 1000;
const rounds = 5;

const picture = "figure img";

/** Puts so many pictures into the history, each with the small picture that a gallery shows. */
const seed = (count: number) => `(async () => {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("siliconflow-playground");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const paint = async (at) => {
    const canvas = new OffscreenCanvas(384, 384);
    const context = canvas.getContext("2d");
    for (let line = 0; line < 48; line += 1) {
      context.fillStyle = "hsl(" + (at * 37 + line * 5) + " 60% " + (30 + line) + "%)";
      context.fillRect(0, line * 8, 384 - ((at * line) % 200), 8);
    }
    return (await canvas.convertToBlob({ type: "image/webp", quality: 0.8 })).arrayBuffer();
  };
  const paintings = await Promise.all(Array.from({ length: 40 }, (_, at) => paint(at)));
  const transaction = database.transaction(["creations", "thumbnails"], "readwrite");
  for (let at = 0; at < ${count}; at += 1) {
    const id = crypto.randomUUID();
    const mediaId = "media_" + id;
    const createdAt = Date.now() - at * 7200000;
    transaction.objectStore("thumbnails").put({ mediaId, type: "image/webp", bytes: paintings[at % 40] });
    transaction.objectStore("creations").put({
      id, kind: "image", groupId: id, place: 0, createdAt, listedAt: createdAt, model: "Kwai-Kolors/Kolors",
      prompt: "picture number " + at, fields: { seed: at }, inputs: [], sequence: 5,
      output: { state: "completed", parts: [], media: [{ index: 0, expiresAt: 0, id: mediaId }] },
      items: [{ index: 0, mediaId, type: "image/png", bytes: 1000, width: 1024, height: 1024, kept: true }],
    });
  }
  await new Promise((resolve, reject) => { transaction.oncomplete = resolve; transaction.onerror = () => reject(transaction.error); });
  database.close();
})()`;

async function openPage(browser: Browser, baseURL: string, pictures: number): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
  });
  await context.addInitScript({ content: observer });
  await context.addInitScript({ content: firstSeen(picture) });
  const page = await context.newPage();
  await page.goto("/gallery");
  await page.getByRole("heading", { name: "Nothing has been made yet" }).waitFor();
  await page.evaluate(seed(pictures));
  return page;
}

/** From the start of the page's loading until its first picture stands. */
async function openTime(page: Page): Promise<number> {
  await page.goto("/gallery");
  await page.locator(picture).first().waitFor();
  return z.number().parse(await page.evaluate("window.benchFirstSeen"));
}

/** Scrolls far down and gives the gaps between frames and the longest task. */
async function scroll(page: Page): Promise<{ gaps: number[]; longest: number }> {
  await pause(1500); // the page has come to rest
  const meter = await PageMeter.attach(page);
  await page.mouse.move(700, 500);
  await meter.begin();
  for (let step = 0; step < 100; step += 1) {
    await page.mouse.wheel(0, 300);
    await pause(16);
  }
  const { gaps, longTasks } = await meter.end();
  return { gaps, longest: Math.max(0, ...longTasks.map(({ durationMs }) => durationMs)) };
}

export const gallery: Measurement = {
  name: "gallery",
  async measure({ stage, chromiumPath, note }) {
    const browser = await launch(chromiumPath);
    const simulator = await stage.simulator();
    const server = await stage.server(simulator.url);
    const small = await openPage(browser, server.url, few);
    const large = await openPage(browser, server.url, many);
    const times = { small: [] as number[], large: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      note(`gallery, round ${round + 1}`);
      times.small.push(await openTime(small));
      times.large.push(await openTime(large));
    }
    const scrolled = { small: await scroll(small), large: await scroll(large) };
    await browser.close();
    return [
      row({
        name: `gallery of ${many} pictures, first one seen`,
        unit: "ms",
        product: median(times.large),
        reference: median(times.small),
        referenceName: `${few} pictures`,
        goal: { kind: "ratio", atMost: 1.5 },
      }),
      row({
        name: "scrolling through it, frame gap p95",
        unit: "ms",
        product: percentile(scrolled.large.gaps, 0.95),
        reference: percentile(scrolled.small.gaps, 0.95),
        referenceName: `${few} pictures`,
        goal: { kind: "figure", atMost: 34 },
        note: `longest task ${scrolled.large.longest.toFixed(0)} ms`,
      }),
    ];
  },
};
