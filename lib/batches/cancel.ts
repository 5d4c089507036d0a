import { type AppError, appError } from "@/lib/core/app-error";
import { randomUuid } from "@/lib/core/random-uuid";
import { err, ok, type Result } from "@/lib/core/result";
import { jobOf } from "@/lib/creations/look-again";
import { changeCreation } from "@/lib/creations/store";
import type { CreationRecord } from "@/lib/history/creation-record";
import { sharedConnection } from "@/lib/runs/run-source";

/**
 * Asks SiliconFlow to end a batch. It is cancelling then, and cancelled only when what it was working on has ended: whoever
 * follows it hears of that.
 */
export async function cancelBatch(record: CreationRecord): Promise<Result<undefined, AppError>> {
  const requestId = jobOf(record);
  if (requestId === undefined) return err(appError("job-unknown"));
  const { signal } = new AbortController();
  const input = { model: record.model, requestId };
  const key = randomUuid();
  const started = await sharedConnection.start({ operation: "batches.cancel", input }, key, signal);
  if (!started.ok) return started;
  const events = await sharedConnection.follow(started.value, { signal, after: 0 });
  for (;;) {
    const next = await events.next();
    if (next.done) return next.value ? err(next.value) : err(appError("run-interrupted"));
    const { event } = next.value;
    if (event.type === "error") return err(event.error);
    if (event.type === "batch-state") await note(record.id, event.status);
    if (event.type === "run-end")
      return event.state === "completed" ? ok(undefined) : err(appError("run-interrupted"));
  }
}

/** After these it says nothing more. */
const ends: ReadonlySet<string> = new Set(["completed", "expired", "cancelled", "failed"]);

/** What it says of itself now, before it is asked the next time. */
async function note(id: string, status: string): Promise<void> {
  await changeCreation(id, ({ output }) => {
    const { batch } = output;
    if (output.state === "running" && batch && !ends.has(batch.status)) batch.status = status;
  });
}
