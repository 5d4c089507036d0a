import type { CDPSession, Page } from "@playwright/test";
import { z } from "zod";

const eventsSchema = z.object({
  value: z.array(
    z.looseObject({ name: z.string(), pid: z.number(), tid: z.number(), tdur: z.number().optional() }),
  ),
});

/** Sums up how long the tasks of a page keep its thread busy, in processor time: where the machine has others to serve is not counted. */
export class TaskTrace {
  private readonly session: CDPSession;
  private longestUs = 0;

  private constructor(session: CDPSession) {
    this.session = session;
  }

  /** `pageId` is the process of the page, whose first thread runs its scripts. */
  static async begin(page: Page, pageId: number): Promise<TaskTrace> {
    const trace = new TaskTrace(await page.context().newCDPSession(page));
    trace.session.on("Tracing.dataCollected", (collected) => {
      for (const { name, pid, tid, tdur = 0 } of eventsSchema.parse(collected).value)
        if (name === "ThreadControllerImpl::RunTask" && pid === pageId && tid === pageId)
          trace.longestUs = Math.max(trace.longestUs, tdur);
    });
    const traceConfig = { includedCategories: ["toplevel"] };
    await trace.session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
    return trace;
  }

  /** Milliseconds of the longest task. */
  async end(): Promise<number> {
    const complete = new Promise<void>((resolve) => {
      this.session.once("Tracing.tracingComplete", () => resolve());
    });
    await this.session.send("Tracing.end");
    await complete;
    return this.longestUs / 1000;
  }
}
