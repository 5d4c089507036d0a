import type { CreationWish } from "@/lib/creations/creation";
import type { CreationInput } from "@/lib/history/creation-record";

/** A checked file of requests, and how it is to be answered. */
export type BatchOrder = {
  /** Whose answers: the model that all lines name, or the one that replaces it. */
  model: string;
  /** By which a person knows it again. */
  name: string;
  /** The file, kept in this browser's media under its id (`application/jsonl`). */
  file: CreationInput;
  /** The table that it was made of, if it was: `keepSource`. */
  source?: CreationInput | undefined;
  /** How many requests it has. */
  lines: number;
  /** `batch`: within the window, for a batch's price. `now`: one by one, at once, for the price of single calls. */
  mode: "batch" | "now";
  /** Of a batch: 24h to 336h. */
  completionWindow?: string | undefined;
  /** Of a batch: kept by SiliconFlow beside it. */
  metadata?: Record<string, string> | undefined;
  /** Answers in place of the model that the lines name. */
  replaceModel?: string | undefined;
};

/** What is asked of `newGroup` for a file of requests. */
export function batchWish(order: BatchOrder): CreationWish {
  const { model, name, file, source, lines, mode, completionWindow, metadata, replaceModel } = order;
  const batched = mode === "batch";
  return {
    kind: "batch",
    model,
    prompt: name,
    fields: {
      ...(batched && completionWindow !== undefined && { completion_window: completionWindow }),
      ...(batched && metadata && Object.keys(metadata).length > 0 && { metadata }),
      ...(replaceModel !== undefined && { replace: { model: replaceModel } }),
    },
    inputs: source ? [file, source] : [file],
    batch: { mode, lines },
  };
}
