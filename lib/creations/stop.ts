import type { AppError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import { loadRunClient } from "@/lib/runs/run-source";
import { changeCreation, deleteCreations } from "./store";

/** Ends what is being made; what had arrived stays. One whose start nobody has confirmed is over at once. */
export async function stopCreations(ids: readonly string[]): Promise<Result<undefined, AppError>> {
  const runIds: string[] = [];
  for (const id of ids) {
    const record = await changeCreation(id, ({ runId, output }) => {
      if (runId === undefined && output.state === "running") output.state = "stopped";
    });
    if (record?.runId && record.output.state === "running") runIds.push(record.runId);
  }
  if (runIds.length === 0) return ok(undefined);
  return (await loadRunClient()).stopRuns(runIds);
}

/** Hides records; what is still being made is stopped. `restoreCreations` brings back what there is. */
export async function discardCreations(ids: readonly string[]): Promise<void> {
  await stopCreations(ids);
  await deleteCreations(ids);
}
