import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { z } from "zod";
import { ChatPage } from "../support/chat-page";
import { observer } from "./browser";
import { pause } from "./clock";
import {
  firstSeen,
  indexBytes,
  naiveScan,
  rareWords,
  seedHistory,
  untilSeen,
  waitingMessages,
} from "./history-data";
import type { Measurement } from "./measurement";
import { row } from "./row";
import { median } from "./statistics";

const few = 100;
const many = 10_000;
const rounds = 5;
const indexLimitMs = 180_000;
/** A search reads so many messages itself before they are worth indexing. */
const mayWait = 400;

const threadLink = "a[data-thread]";
const mark = "[role=option] mark";
const scanned = z.object({ ms: z.number(), found: z.number() });

/** A browser of its own, whose storage lies on disk as a person's does. */
function openProfile(executablePath: string, folder: string, baseURL: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    executablePath,
    baseURL,
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
  });
}

const figure = async (page: Page, expression: string) => z.number().parse(await page.evaluate(expression));

/** From the start of the page's loading until the list shows its first conversation. */
async function listTime(page: Page): Promise<number> {
  await page.goto("/chat");
  await page.locator(threadLink).first().waitFor();
  return figure(page, "window.benchFirstSeen");
}

/** From the click on a conversation until its first answer stands. */
async function openTime(page: Page): Promise<number> {
  const click = `document.querySelectorAll(${JSON.stringify(threadLink)})[5].click()`;
  return figure(page, untilSeen(click, "article"));
}

async function seed(page: Page, threads: number): Promise<number> {
  await page.addInitScript({ content: firstSeen(threadLink) });
  await page.addInitScript({ content: observer });
  await new ChatPage(page).open();
  return figure(page, seedHistory(threads));
}

/** Lets the page build its index, and gives how long that took and the tasks of more than 50 ms on the page. */
async function untilIndexed(page: Page): Promise<{ seconds: number; longTasks: number }> {
  await new ChatPage(page).open();
  await page.locator(threadLink).first().waitFor();
  await pause(1000); // what the page does when it opens is not the index's doing
  await page.evaluate("benchSeen.longTasks.length = 0");
  const started = performance.now();
  while ((await figure(page, waitingMessages)) > mayWait) {
    if (performance.now() - started > indexLimitMs) throw new Error("The index was not built in time.");
    await pause(500);
  }
  const longTasks = await figure(page, "benchSeen.longTasks.length");
  return { seconds: (performance.now() - started) / 1000, longTasks };
}

/** From the last key of a query until the first result stands in the palette; the worker has just been started. */
async function searchTime(page: Page, query: string): Promise<number> {
  await new ChatPage(page).open();
  await page.keyboard.press("Control+k");
  const box = page.getByRole("combobox", { name: "Search and commands" });
  await box.pressSequentially("zz"); // the worker is there
  await page.getByText("Nothing found").waitFor();
  await box.fill("");
  await pause(300);
  const type = `document.execCommand("insertText", false, ${JSON.stringify(query)})`;
  return figure(page, untilSeen(type, mark));
}

async function measureHistory(small: Page, large: Page, note: (text: string) => void) {
  note(`history, ${few} and ${many} conversations are put in`);
  await seed(small, few);
  const letters = await seed(large, many);
  note("history, the index is built");
  await untilIndexed(small);
  const built = await untilIndexed(large);
  const lists = { small: [] as number[], large: [] as number[] };
  const opened = { small: [] as number[], large: [] as number[] };
  const searches = { rare: [] as number[], common: [] as number[] };
  const scans: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    note(`history, round ${round + 1}`);
    lists.small.push(await listTime(small));
    opened.small.push(await openTime(small));
    lists.large.push(await listTime(large));
    opened.large.push(await openTime(large));
    searches.rare.push(await searchTime(large, rareWords));
    searches.common.push(await searchTime(large, "时间"));
    if (round < 2) scans.push(scanned.parse(await large.evaluate(naiveScan(rareWords))).ms);
  }
  const bytesPerLetter = (await figure(large, indexBytes)) / letters;
  return { lists, opened, searches, scans, built, bytesPerLetter };
}

type Figures = Awaited<ReturnType<typeof measureHistory>>;

function tableOf({ lists, opened, searches, scans, built, bytesPerLetter }: Figures) {
  const messages = `${(many * 20).toLocaleString("en")} messages`;
  const against = { unit: "ms", referenceName: `${few} conversations` };
  const ratio = (atMost: number) => ({ kind: "ratio" as const, atMost });
  const soon = { kind: "figure" as const, atMost: 150 };
  return [
    row({
      name: `history list of ${many.toLocaleString("en")} conversations`,
      ...against,
      product: median(lists.large),
      reference: median(lists.small),
      goal: ratio(1.5),
      note: "from the start of the page's loading",
    }),
    row({
      name: "opening one of them",
      ...against,
      product: median(opened.large),
      reference: median(opened.small),
      goal: ratio(1.5),
    }),
    row({
      name: `first result for rare words in ${messages}`,
      unit: "ms",
      product: median(searches.rare),
      goal: soon,
    }),
    row({
      name: "the same against reading every message",
      unit: "ms",
      product: median(searches.rare),
      reference: median(scans),
      referenceName: "scan",
      goal: ratio(0.1),
    }),
    row({ name: "first result for a common word", unit: "ms", product: median(searches.common), goal: soon }),
    row({
      name: "building the index in the background, long tasks",
      unit: "tasks > 50 ms",
      product: built.longTasks,
      goal: { kind: "figure", atMost: 0 },
      note: `${built.seconds.toFixed(0)} s, ${bytesPerLetter.toFixed(2)} bytes a letter`,
    }),
  ];
}

export const history: Measurement = {
  name: "history",
  async measure({ stage, chromiumPath, note }) {
    const rig = await stage.rig();
    const server = await stage.server(rig.url);
    const profiles: BrowserContext[] = [];
    try {
      for (const folder of [stage.folder(), stage.folder()])
        profiles.push(await openProfile(chromiumPath, folder, server.url));
      const [small, large] = await Promise.all(profiles.map((profile) => profile.newPage()));
      if (!small || !large) throw new Error("The browser opened no page.");
      return tableOf(await measureHistory(small, large, note));
    } finally {
      for (const profile of profiles) await profile.close();
      await server.end();
      await rig.end();
    }
  },
};
