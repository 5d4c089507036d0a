import type { Browser, BrowserContext } from "@playwright/test";
import { ChatPage } from "../support/chat-page";
import { launch, observer, openWindow, type PageFigures, PageMeter } from "./browser";
import { pause } from "./clock";
import type { Measurement } from "./measurement";
import { row } from "./row";
import { median, percentile, sum } from "./statistics";

const everyMs = 10;
const tokens = 1000;
const rounds = 2;
const panes = 4;

const finished = `document.querySelector('article[aria-busy="false"]') !== null`;

type Tab = { chat: ChatPage; meter: PageMeter };

async function openTab(browser: Browser, context: BrowserContext, prompt: string): Promise<Tab> {
  const page = await openWindow(browser, context);
  const chat = new ChatPage(page);
  await chat.open();
  await chat.input.fill(prompt);
  await pause(700); // what the page loads ahead is there
  return { chat, meter: await PageMeter.attach(page) };
}

/** The same question in so many windows of one browser, from Enter until the answer stands. */
async function stream(browser: Browser, url: string, count: number, length: number): Promise<PageFigures[]> {
  const context = await browser.newContext({
    baseURL: url,
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
  });
  await context.addInitScript({ content: observer });
  const tabs: Tab[] = [];
  for (let number = 0; number < count; number += 1)
    tabs.push(await openTab(browser, context, `bench markdown ${length} ${everyMs}`));
  for (const { meter } of tabs) await meter.begin();
  for (const { chat } of tabs) await chat.page.keyboard.press("Enter");
  await pause(length * everyMs);
  const limit = performance.now() + 15_000;
  const figures: PageFigures[] = [];
  for (const { meter } of tabs) {
    while (!(await meter.evaluate(finished))) {
      if (performance.now() > limit) throw new Error("An answer did not come to its end on the page.");
      await pause(200);
    }
  }
  await pause(500); // the last block is highlighted
  for (const { meter } of tabs) figures.push(await meter.end());
  await context.close();
  return figures;
}

/** Frame gaps of a page on which nothing happens: what this machine gives at best. */
async function idleGap(browser: Browser, url: string): Promise<number | undefined> {
  const context = await browser.newContext({ baseURL: url, locale: "en-GB" });
  await context.addInitScript({ content: observer });
  const { meter } = await openTab(browser, context, "");
  await meter.begin();
  await pause(1500);
  const { gaps } = await meter.end();
  await context.close();
  return percentile(gaps, 0.95);
}

/** How long they took, and how many seconds after Enter. */
const listed = (figures: readonly PageFigures[]) =>
  figures
    .flatMap(({ longTasks }) => longTasks)
    .map(({ afterMs, durationMs }) => `${Math.round(durationMs)} ms at ${(afterMs / 1000).toFixed(1)} s`)
    .join(", ");

function tableOf(short: PageFigures[], long: PageFigures[], four: PageFigures[], idle: number | undefined) {
  const script = (figures: PageFigures[]) => median(figures.map(({ scriptMs }) => scriptMs));
  const gap = (figures: readonly PageFigures[]) =>
    median(figures.flatMap(({ gaps }) => percentile(gaps, 0.95) ?? []));
  const tasks = (figures: readonly PageFigures[]) => ({
    unit: "tasks > 50 ms",
    product: sum(figures.map(({ longTasks }) => longTasks.length)),
    goal: { kind: "figure" as const, atMost: 0 },
    note: listed(figures),
  });
  const seconds = (tokens * everyMs) / 1000;
  const idlePage = { unit: "ms", reference: idle, referenceName: "idle page" };
  return [
    row({ name: "one answer at 100 tokens/s, long tasks", ...tasks([...short, ...long]) }),
    row({
      name: "one answer, script time",
      unit: "ms per s",
      product: (script(long) ?? Number.NaN) / (2 * seconds),
      note: `all main-thread tasks ${Math.round((median(long.map(({ taskMs }) => taskMs)) ?? 0) / (2 * seconds))} ms per s`,
    }),
    row({ name: "one answer, frame gap p95", ...idlePage, product: gap(long) }),
    row({
      name: "twice the text, script time",
      unit: "ms",
      product: script(long),
      reference: script(short),
      referenceName: `${tokens} tokens`,
      goal: { kind: "ratio", atMost: 2.1 },
    }),
    row({ name: "four answers at once, long tasks", ...tasks(four) }),
    row({
      name: "four answers at once, script time of all",
      unit: "ms per s",
      product: sum(four.map(({ scriptMs }) => scriptMs)) / seconds,
      reference: (script(short) ?? Number.NaN) / seconds,
      referenceName: "one answer",
    }),
    row({
      name: "four answers at once, frame gap p95",
      ...idlePage,
      product: gap(four),
      goal: { kind: "figure", atMost: 17 },
      note: `${four.map(({ gaps }) => Math.round((1000 * gaps.length) / sum(gaps))).join(", ")} frames/s`,
    }),
  ];
}

export const rendering: Measurement = {
  name: "rendering",
  async measure({ stage, chromiumPath, note }) {
    const rig = await stage.rig();
    const server = await stage.server(rig.url);
    const browser = await launch(chromiumPath);
    try {
      const idle = await idleGap(browser, server.url);
      const short: PageFigures[] = [];
      const long: PageFigures[] = [];
      for (let round = 0; round < rounds; round += 1) {
        note(`rendering, round ${round + 1}`);
        short.push(...(await stream(browser, server.url, 1, tokens)));
        long.push(...(await stream(browser, server.url, 1, 2 * tokens)));
      }
      note("rendering, four answers at once");
      const four = await stream(browser, server.url, panes, tokens);
      return tableOf(short, long, four, idle);
    } finally {
      await browser.close();
      await server.end();
      await rig.end();
    }
  },
};
