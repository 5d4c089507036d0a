import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "@playwright/test";
import { z } from "zod";

export const launch = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
  });

/** Notes long tasks and the gaps between frames. As text, because a compiled function may need its compiler's parts. */
export const observer = `(() => {
  const seen = { since: 0, longTasks: [], gaps: [], last: 0 };
  const frame = (now) => {
    if (seen.last) seen.gaps.push(now - seen.last);
    seen.last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (startTime >= seen.since) seen.longTasks.push({ afterMs: startTime - seen.since, durationMs: duration });
  }).observe({ type: "longtask" });
  window.benchSeen = seen;
})()`;

const seenSchema = z.object({
  longTasks: z.array(z.object({ afterMs: z.number(), durationMs: z.number() })),
  gaps: z.array(z.number()),
});
const evaluatedSchema = z.object({ result: z.object({ value: z.unknown() }) });

export type PageFigures = z.infer<typeof seenSchema> & { scriptMs: number; taskMs: number };

const targetSchema = z.object({ targetInfo: z.object({ browserContextId: z.string() }) });

/** Another page of the same profile in a window of its own: a tab behind another one is hardly painted at all. */
export async function openWindow(browser: Browser, context: BrowserContext): Promise<Page> {
  const [first] = context.pages();
  if (!first) return context.newPage();
  const ofPage = await context.newCDPSession(first);
  const { browserContextId } = targetSchema.parse(await ofPage.send("Target.getTargetInfo")).targetInfo;
  await ofPage.detach();
  const ofBrowser = await browser.newBrowserCDPSession();
  const opened = context.waitForEvent("page");
  await ofBrowser.send("Target.createTarget", { url: "about:blank", newWindow: true, browserContextId });
  await ofBrowser.detach();
  return opened;
}

/** Measures a page from outside: nothing of it is waited for by code that runs in it, which would cost what it measures. */
export class PageMeter {
  private readonly session: CDPSession;
  private before = { scriptMs: 0, taskMs: 0 };

  private constructor(session: CDPSession) {
    this.session = session;
  }

  static async attach(page: Page): Promise<PageMeter> {
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");
    return new PageMeter(session);
  }

  async evaluate(expression: string): Promise<unknown> {
    const reply = await this.session.send("Runtime.evaluate", { expression, returnByValue: true });
    return evaluatedSchema.parse(reply).result.value;
  }

  async begin(): Promise<void> {
    await this.evaluate(
      "benchSeen.since = performance.now(); benchSeen.longTasks.length = 0; benchSeen.gaps.length = 0; 0",
    );
    this.before = await this.times();
  }

  async end(): Promise<PageFigures> {
    const { scriptMs, taskMs } = await this.times();
    const seen = seenSchema.parse(await this.evaluate("benchSeen"));
    return { ...seen, scriptMs: scriptMs - this.before.scriptMs, taskMs: taskMs - this.before.taskMs };
  }

  private async times() {
    const { metrics } = await this.session.send("Performance.getMetrics");
    const ms = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? 0) * 1000;
    return { scriptMs: ms("ScriptDuration"), taskMs: ms("TaskDuration") };
  }
}
