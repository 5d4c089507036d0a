import { describe, expect, test } from "vitest";
import { appError } from "@/lib/core/app-error";
import { newGroup } from "@/lib/creations/creation";
import type { CreationRecord } from "@/lib/history/creation-record";
import { countsOf, isGoing, isThrough, lacksResults, phaseOf, resultsUntil, windowEnd } from "./phase";

const hourMs = 3_600_000;
type Output = Partial<CreationRecord["output"]>;

function batch(output: Output, more: Partial<CreationRecord> = {}): CreationRecord {
  const [record] = newGroup([
    {
      kind: "batch",
      model: "m",
      prompt: "p",
      fields: { completion_window: "48h" },
      batch: { mode: "batch", lines: 10 },
    },
  ]);
  if (!record) throw new Error("no record");
  return { ...record, ...more, output: { ...record.output, ...output } };
}
const sent = { runId: "run_1", sentAt: 1000 };
const job = { requestId: "batch_1", deadlineAt: 9 };

describe("where a batch stands", () => {
  test.each<[string, CreationRecord, string]>([
    ["before the server has it", batch({}), "unsent"],
    ["while its file is given to SiliconFlow", batch({}, sent), "handing"],
    ["in the queue", batch({ batch: { status: "in_queue" } }, sent), "queued"],
    ["while it is looked through", batch({ batch: { status: "validating" } }, sent), "queued"],
    ["while it is worked on", batch({ batch: { status: "in_progress" } }, sent), "working"],
    ["cancelling is not cancelled", batch({ batch: { status: "cancelling" } }, sent), "cancelling"],
    ["cancelled, its files on their way", batch({ batch: { status: "cancelled" } }, sent), "saving"],
    ["in a word that nobody knows", batch({ batch: { status: "paused" } }, sent), "other"],
    ["done", batch({ state: "completed", finishReason: "completed" }, sent), "completed"],
    ["out of time", batch({ state: "completed", finishReason: "expired" }, sent), "expired"],
    ["cancelled", batch({ state: "completed", finishReason: "cancelled" }, sent), "cancelled"],
    [
      "refused",
      batch({ state: "failed", job, error: appError("generation-failed", { detail: "line 1" }) }, sent),
      "failed",
    ],
    ["nobody asks any more", batch({ state: "failed", job, error: appError("job-overdue") }, sent), "lost"],
    ["left to itself", batch({ state: "stopped", job }, sent), "lost"],
    ["taken back", batch({ state: "stopped" }, {}), "never"],
    ["a file that is gone", batch({ state: "failed", error: appError("blob-missing") }, sent), "failed"],
  ])("%s", (_name, record, phase) => {
    expect(phaseOf(record)).toBe(phase);
    expect(isGoing(phaseOf(record))).toBe(record.output.state === "running");
  });

  test("at once: stopped with what there is, or before anything was", () => {
    const now = { ...sent, batch: { mode: "now", lines: 10 } as const };
    const item = { index: 0, mediaId: "media_1", type: "x", bytes: 1, kept: true };
    expect(phaseOf(batch({}, now))).toBe("working");
    expect(phaseOf(batch({ state: "stopped" }, { ...now, items: [item] }))).toBe("stopped");
    expect(phaseOf(batch({ state: "stopped" }, now))).toBe("never");
  });

  test("at once: broken off after some were answered, it is never sent again as a whole", () => {
    const now = { ...sent, batch: { mode: "now", lines: 10 } as const };
    const error = appError("balance-insufficient");
    const some = { status: "cancelled", total: 10, completed: 4, failed: 0 };
    expect(phaseOf(batch({ state: "failed", error, batch: some }, now))).toBe("partial");
    expect(phaseOf(batch({ state: "failed", error, batch: { ...some, completed: 0 } }, now))).toBe("failed");
  });

  test("what is missing is open for certain only where all files of results are here", () => {
    const item = { index: 0, mediaId: "media_1", type: "x", bytes: 1, kept: true };
    const counts = { status: "completed", total: 10, completed: 4, failed: 0 };
    const ended = { state: "completed", finishReason: "completed", batch: counts } as const;
    expect(lacksResults(batch(ended, { ...sent, items: [item] }))).toBe(false);
    expect(lacksResults(batch(ended, sent))).toBe(true);
    expect(
      lacksResults(batch({ ...ended, batch: { ...counts, failed: 1 } }, { ...sent, items: [item] })),
    ).toBe(true);
    expect(isThrough("lost")).toBe(false);
  });

  test("says how much is open, when its window closes and until when its results can be fetched", () => {
    const record = batch({ batch: { status: "in_progress", total: 10, completed: 4, failed: 1 } }, sent);
    expect(countsOf(record)).toEqual({ done: 4, failed: 1, open: 5, total: 10 });
    expect(countsOf(batch({}))).toEqual({ done: 0, failed: 0, open: 10, total: 10 });
    expect(windowEnd(record)).toBe(1000 + 48 * hourMs);
    expect(windowEnd(batch({}))).toBeUndefined();
    expect(resultsUntil(record)).toBe(1000 + 30 * 24 * hourMs);
  });
});
