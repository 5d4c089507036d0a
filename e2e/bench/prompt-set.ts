import type { Browser } from "@playwright/test";
import { z } from "zod";
import { SetPage } from "../support/set-page";
import { launch, observer, PageMeter } from "./browser";
import { control } from "./control";
import type { Measurement } from "./measurement";
import { row } from "./row";

const models = [
  "THUDM/GLM-4-9B-0414",
  "Qwen/Qwen2.5-7B-Instruct",
  "THUDM/GLM-4-32B-0414",
  "inclusionAI/Ling-mini-2.0",
];
const few = 50;
const many = 500;
/** Long enough that answers which the page kept would be seen in its heap. */
const answerBytes = 10_000;
const limitMs = 300_000;

const metricsSchema = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });

type Run = { heapBytes: number; longestTask: number; seconds: number };

/** Runs a set of so many prompts, and gives what the page holds afterwards. */
async function run(browser: Browser, baseURL: string, prompts: number): Promise<Run> {
  const context = await browser.newContext({
    baseURL,
    locale: "en-GB",
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript({ content: observer });
  const page = await context.newPage();
  const set = new SetPage(page);
  const rows = Array.from({ length: prompts }, (_, at) => `say exactly: case ${at}`);
  await set.make(["prompt", ...rows].join("\n"), models);
  const meter = await PageMeter.attach(page);
  await meter.begin();
  const started = performance.now();
  await set.run.click();
  await page.getByText(/^Done: /).waitFor({ state: "attached", timeout: limitMs });
  const seconds = (performance.now() - started) / 1000;
  const { longTasks } = await meter.end();
  await page.getByText(`Done: ${prompts * models.length} answered, 0 failed.`).waitFor({ state: "attached" });
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = metricsSchema.parse(await session.send("Performance.getMetrics"));
  const heapBytes = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? Number.NaN;
  await context.close();
  return { heapBytes, longestTask: Math.max(0, ...longTasks.map(({ durationMs }) => durationMs)), seconds };
}

export const promptSet: Measurement = {
  name: "prompt-set",
  async measure({ stage, chromiumPath, note }) {
    const browser = await launch(chromiumPath);
    const simulator = await stage.simulator();
    const server = await stage.server(simulator.url);
    // Each answer in one piece: it is the page that is measured.
    const scenario = { name: "huge-frame", params: { bytes: answerBytes } };
    await control(simulator.url, "POST", "scenario", scenario);
    note(`a set of ${few} prompts, ${models.length} models`);
    const small = await run(browser, server.url, few);
    note(`a set of ${many} prompts, ${models.length} models`);
    const large = await run(browser, server.url, many);
    await browser.close();
    await server.end();
    await simulator.end();
    return [
      row({
        name: `page heap after ${many} × ${models.length} answers`,
        unit: "MB",
        product: large.heapBytes / 1e6,
        reference: small.heapBytes / 1e6,
        referenceName: `${few} × ${models.length}`,
        goal: { kind: "ratio", atMost: 1.5 },
        note: `${large.seconds.toFixed(0)} s for all of them`,
      }),
      row({
        name: "longest task meanwhile",
        unit: "ms",
        product: large.longestTask,
        goal: { kind: "figure", atMost: 200 },
      }),
    ];
  },
};
