import { type AppError, appError } from "@/lib/core/app-error";
import { changeCreation } from "@/lib/creations/store";
import type { CreationRecord } from "@/lib/history/creation-record";

/** What one model heard in a recording. */
export type Transcript = {
  id: string;
  model: string;
  /** `queued`: others come first. */
  state: "queued" | "running" | "complete" | "failed" | "stopped";
  error: AppError | undefined;
  /** As the person corrected it, else as the model wrote it. */
  text: string;
  corrected: boolean;
  /** Epoch milliseconds: when the server was asked. */
  sentAt: number | undefined;
  wallMs: number | undefined;
  /** How many times faster than it is heard. */
  speed: number | undefined;
};

function stateOf({ output, runId, unreachableSince }: CreationRecord): Transcript["state"] {
  if (output.state === "running")
    return runId === undefined && unreachableSince === undefined ? "queued" : "running";
  if (output.state === "completed") return "complete";
  return output.state === "stopped" ? "stopped" : "failed";
}

function errorOf({ output }: CreationRecord): AppError | undefined {
  if (output.state !== "failed" && output.state !== "interrupted") return undefined;
  const error = output.error ?? appError("run-interrupted");
  return output.traceId && !error.traceId ? { ...error, traceId: output.traceId } : error;
}

/** The words as the model wrote them. */
export const originalOf = ({ output }: Pick<CreationRecord, "output">): string =>
  output.parts.flatMap(({ kind, text }) => (kind === "text" ? [text] : [])).join("");

/** A record as a transcript. */
export function transcriptOf(record: CreationRecord): Transcript {
  const { id, model, sentAt, corrected, output, inputs } = record;
  const seconds = inputs[0]?.seconds;
  const { durationMs: wallMs } = output;
  const timed = seconds !== undefined && wallMs !== undefined && wallMs > 0;
  return {
    id,
    model,
    state: stateOf(record),
    error: errorOf(record),
    text: corrected ?? originalOf(record),
    corrected: corrected !== undefined,
    sentAt,
    wallMs,
    speed: timed ? seconds / (wallMs / 1000) : undefined,
  };
}

/** Keeps a transcript as the person corrected it; the model's own words end the correction. */
export async function correct(id: string, text: string): Promise<void> {
  await changeCreation(id, (record) => {
    if (text === originalOf(record)) delete record.corrected;
    else record.corrected = text;
  });
}

/** Keeps what was really said in a recording, with the first record of its group. */
export async function setReference(id: string, text: string): Promise<void> {
  await changeCreation(id, (record) => {
    if (text === "") delete record.reference;
    else record.reference = text;
  });
}
