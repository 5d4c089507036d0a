import type { Browser, Page } from "@playwright/test";
import { z } from "zod";
import { ComparePage } from "../support/compare-page";
import { launch, observer, PageMeter } from "./browser";
import { control } from "./control";
import type { Measurement } from "./measurement";
import { row } from "./row";
import { percentile } from "./statistics";
import { typing } from "./typing";

const columns = 8;
const stops = 10;

const logSchema = z.object({ requests: z.array(z.object({ closedByClient: z.number().nullable() })) });

/** A comparison as wide as there can be. */
async function openEight(browser: Browser, baseURL: string): Promise<ComparePage> {
  const context = await browser.newContext({
    baseURL,
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript({ content: observer });
  const compare = new ComparePage(await context.newPage());
  await compare.open();
  for (let count = await compare.columns.count(); count < columns; count += 1) {
    await compare.menu(1, "Duplicate");
    await compare.columns.nth(count).waitFor();
  }
  return compare;
}

/** All columns answer, a token each 10 ms in each of them. */
async function stream(compare: ComparePage, page: Page) {
  await compare.ask("bench markdown 60 10"); // code that comes later is there now
  await compare.done();
  const meter = await PageMeter.attach(page);
  await compare.ask("bench markdown 1000 10");
  await compare.stop.waitFor();
  await meter.begin();
  const keys = await typing(page);
  await compare.done();
  const { longTasks, gaps } = await meter.end();
  return { keys, gaps, longTasks: longTasks.map(({ durationMs }) => durationMs) };
}

/** Milliseconds from Stop until the last of the upstream's sockets has closed. */
async function timeToStop(compare: ComparePage, page: Page, simulatorUrl: string): Promise<number> {
  await control(simulatorUrl, "DELETE", "requests");
  await compare.ask("repeat 2000 words");
  await page.getByText(`0 of ${columns} done`).waitFor();
  const answers = compare.columns.locator('article[aria-busy="true"]');
  const words = answers.filter({ hasText: /\w{4}/, hasNotText: "Waiting for the first word" });
  await words.nth(columns - 1).waitFor();
  const leftAt = await page.evaluate(() => {
    const stop = [...document.querySelectorAll("button")].find(({ ariaLabel }) => ariaLabel === "Stop");
    stop?.click();
    return Date.now();
  });
  const query = `requests?ended=${columns}&timeoutMs=3000`;
  const log = logSchema.parse(await control(simulatorUrl, "GET", query));
  await compare.done();
  const closed = log.requests.map(({ closedByClient }) => closedByClient ?? Number.POSITIVE_INFINITY);
  return closed.length < columns ? Number.POSITIVE_INFINITY : Math.max(...closed) - leftAt;
}

export const compare: Measurement = {
  name: "compare",
  async measure({ stage, chromiumPath, note }) {
    const browser = await launch(chromiumPath);
    const rig = await stage.rig();
    const first = await stage.server(rig.url);
    note("eight columns stream");
    const eight = await openEight(browser, first.url);
    const { keys, gaps, longTasks } = await stream(eight, eight.page);
    await first.end();
    await rig.end();

    const simulator = await stage.simulator();
    const second = await stage.server(simulator.url);
    await control(simulator.url, "POST", "pace", { speed: 1, tokensPerSecond: 60, firstTokenMs: 0 });
    note("eight columns are stopped");
    const stopped = await openEight(browser, second.url);
    const times: number[] = [];
    for (let count = 0; count < stops; count += 1)
      times.push(await timeToStop(stopped, stopped.page, simulator.url));
    await browser.close();
    await second.end();
    await simulator.end();
    return [
      row({
        name: `${columns} columns at 100 tokens/s, longest task`,
        unit: "ms",
        product: Math.max(0, ...longTasks),
        goal: { kind: "figure", atMost: 50 },
        note: `${longTasks.length} over 50 ms`,
      }),
      row({
        name: `${columns} columns at 100 tokens/s, frame gap p95`,
        unit: "ms",
        product: percentile(gaps, 0.95),
        goal: { kind: "figure", atMost: 34 },
        note: `worst ${Math.round(Math.max(...gaps))} ms`,
      }),
      row({
        name: "a key until it is painted, meanwhile, p95",
        unit: "ms",
        product: percentile(keys, 0.95),
        goal: { kind: "figure", atMost: 50 },
      }),
      row({
        name: `Stop all → ${columns} upstream sockets closed, max of ${stops}`,
        unit: "ms",
        product: Math.max(...times),
        goal: { kind: "figure", atMost: 250 },
        note: `p50 ${percentile(times, 0.5)} ms`,
      }),
    ];
  },
};
