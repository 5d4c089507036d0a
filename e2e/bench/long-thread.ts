import type { Browser, BrowserContext, Page } from "@playwright/test";
import { z } from "zod";
import { ChatPage } from "../support/chat-page";
import { launch, observer, PageMeter } from "./browser";
import { pause } from "./clock";
import { firstSeen } from "./history-data";
import { seedLongThread } from "./long-thread-data";
import type { Measurement } from "./measurement";
import { row } from "./row";
import { median, percentile } from "./statistics";
import { typing } from "./typing";

const few = 20;
const many = 2000;
const rounds = 3;
const answers = 200;
const megabyte = 1024 * 1024;

const answer = "[role=log] article";
const number = async (page: Page, expression: string) => z.number().parse(await page.evaluate(expression));

async function openPage(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
  });
  await context.addInitScript({ content: observer });
  await context.addInitScript({ content: firstSeen(answer) });
  const page = await context.newPage();
  await new ChatPage(page).open();
  return page;
}

/** From the start of the page's loading until the end of the conversation stands. */
async function paintTime(page: Page, threadId: string): Promise<number> {
  await page.goto(`/chat/${threadId}`);
  await page.locator(answer).first().waitFor();
  return number(page, "window.benchFirstSeen");
}

/** Scrolls from the end to far above it and gives the gaps between frames. */
async function scroll(page: Page): Promise<number[]> {
  await pause(1500); // the page has come to rest
  const meter = await PageMeter.attach(page);
  await page.mouse.move(640, 400);
  await meter.begin();
  for (let step = 0; step < 120; step += 1) {
    await page.mouse.wheel(0, -400);
    await pause(16);
  }
  return (await meter.end()).gaps;
}

/** Four conversations are answered in one page at once; the last of them is the long one, which is on the screen. */
async function startFour(page: Page, threadId: string): Promise<void> {
  const chat = new ChatPage(page);
  for (let count = 0; count < 3; count += 1) {
    await page.getByRole("link", { name: "New chat" }).click();
    await page.getByRole("heading", { name: "What would you like to ask?" }).waitFor();
    await chat.ask("bench markdown 1000 10");
    await chat.stop.waitFor();
  }
  await page.locator(`a[href="/chat/${threadId}"]`).first().click();
  await page.locator(answer).first().waitFor();
  await chat.ask("bench markdown 1000 10");
  await chat.stop.waitFor();
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = z.object({ usedSize: z.number() }).parse(await session.send("Runtime.getHeapUsage"));
  await session.detach();
  return usedSize / megabyte;
}

/** What the page's memory grows to while it is answered again and again. */
async function heapAfter(page: Page): Promise<{ early: number; late: number }> {
  const chat = new ChatPage(page);
  await page.goto("/chat");
  let early = 0;
  for (let count = 1; count <= answers; count += 1) {
    await chat.ask("bench markdown 60 1");
    await chat.done();
    if (count === answers / 10) early = await heapMb(page);
  }
  return { early, late: await heapMb(page) };
}

async function measureThreads(page: Page, note: (text: string) => void) {
  const seed = async (messages: number) => z.string().parse(await page.evaluate(seedLongThread(messages)));
  const short = await seed(few);
  const long = await seed(many);
  const paints = { short: [] as number[], long: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    note(`long thread, round ${round + 1}`);
    paints.short.push(await paintTime(page, short));
    paints.long.push(await paintTime(page, long));
  }
  const gaps = await scroll(page);
  note("long thread, typing while four answers stream");
  const quiet = await typing(page);
  await page.reload();
  await startFour(page, long);
  const busy = await typing(page);
  await new ChatPage(page).done();
  note(`long thread, ${answers} answers`);
  return { paints, gaps, quiet, busy, heap: await heapAfter(page) };
}

type Figures = Awaited<ReturnType<typeof measureThreads>>;

function tableOf({ paints, gaps, quiet, busy, heap }: Figures) {
  return [
    row({
      name: `first paint of ${many.toLocaleString("en")} messages`,
      unit: "ms",
      product: median(paints.long),
      reference: median(paints.short),
      referenceName: `${few} messages`,
      goal: { kind: "ratio", atMost: 2 },
    }),
    row({
      name: "scrolling through them, frame gap p95",
      unit: "ms",
      product: percentile(gaps, 0.95),
      goal: { kind: "figure", atMost: 34 },
      note: `worst ${Math.round(Math.max(...gaps))} ms`,
    }),
    row({
      name: "a key until it is painted, four answers streaming, p95",
      unit: "ms",
      product: percentile(busy, 0.95),
      reference: percentile(quiet, 0.95),
      referenceName: "nothing streaming",
      goal: { kind: "figure", atMost: 50 },
    }),
    row({
      name: `memory of the page after ${answers} answers`,
      unit: "MB heap",
      product: heap.late,
      reference: heap.early,
      referenceName: `${answers / 10} answers`,
      goal: { kind: "ratio", atMost: 2 },
    }),
  ];
}

export const longThread: Measurement = {
  name: "long-thread",
  async measure({ stage, chromiumPath, note }) {
    const rig = await stage.rig();
    const server = await stage.server(rig.url);
    const browser = await launch(chromiumPath);
    const contexts: BrowserContext[] = [];
    try {
      const page = await openPage(browser, server.url);
      contexts.push(page.context());
      return tableOf(await measureThreads(page, note));
    } finally {
      for (const context of contexts) await context.close();
      await browser.close();
      await server.end();
      await rig.end();
    }
  },
};
