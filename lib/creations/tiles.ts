import { type AppError, appError } from "@/lib/core/app-error";
import { isShown } from "@/lib/history/creation-index";
import type { CreationItem, CreationRecord } from "@/lib/history/creation-record";
import type { OutputMedia } from "@/lib/runs/snapshot";

/** What stands in the place of one result. */
export type Tile =
  /** SiliconFlow works, or has the job in its queue. */
  | { kind: "waiting"; step: "queued" | "working" }
  /** SiliconFlow refused in a passing way; it is asked again by itself. */
  | { kind: "retrying"; until: number; error: AppError }
  /** It is made; the server fetches it while SiliconFlow's link lives. The error is why that failed so far. */
  | { kind: "saving"; index: number; expiresAt: number; error: AppError | undefined }
  | { kind: "made"; item: CreationItem }
  /** Made, and never saved. */
  | { kind: "lost"; index: number; error: AppError }
  | { kind: "failed"; error: AppError }
  /** Stopped while it was on its way, it may have been done, and charged, all the same. */
  | { kind: "stopped"; mayBeDone: boolean };

/** The places of a record's results, as many from the start as are expected. */
export function tilesOf(record: CreationRecord): Tile[] {
  const { output, retry, items } = record;
  const { state, media = [] } = output;
  if (media.length > 0)
    return [...media]
      .sort((a, b) => a.index - b.index)
      .flatMap((made): Tile[] => {
        const item = items.find(({ index }) => index === made.index);
        if (item) return isShown(item) ? [{ kind: "made", item }] : [];
        return [unsavedTile(made, record)];
      });
  if (state === "stopped") return [{ kind: "stopped", mayBeDone: output.error !== undefined }];
  if (state === "failed" || state === "interrupted")
    return [{ kind: "failed", error: output.error ?? appError("run-interrupted") }];
  if (state === "completed") return [{ kind: "failed", error: appError("malformed-response") }];
  const waiting: Tile = retry
    ? { kind: "retrying", until: retry.until, error: retry.error }
    : { kind: "waiting", step: output.job?.step ?? "working" };
  return Array.from({ length: expectedCount(record) }, () => waiting);
}

function unsavedTile({ index, expiresAt = 0, error, lost }: OutputMedia, { output }: CreationRecord): Tile {
  if (lost || output.state !== "running")
    return { kind: "lost", index, error: error ?? output.error ?? appError("run-interrupted") };
  return { kind: "saving", index, expiresAt, error };
}

/** How many results were asked for. */
function expectedCount({ fields }: CreationRecord): number {
  const { batch_size: count } = fields;
  return typeof count === "number" && count >= 1 && count <= 4 ? count : 1;
}

const square = { width: 1, height: 1 };

/** The size of a result as far as it is known: its own, the one asked for, that of the first input. */
export function sizeOf(record: CreationRecord, item?: CreationItem): { width: number; height: number } {
  if (item?.width && item.height) return { width: item.width, height: item.height };
  const { image_size: asked } = record.fields;
  const [, width, height] = (typeof asked === "string" && /^(\d+)x(\d+)$/.exec(asked)) || [];
  if (width && height) return { width: Number(width), height: Number(height) };
  const [input] = record.inputs;
  return input ? { width: input.width, height: input.height } : square;
}
