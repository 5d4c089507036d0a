import { randomUuid } from "@/lib/core/random-uuid";
import { indexed } from "@/lib/history/creation-index";
import type { BatchFacts, CreationInput, CreationKind, CreationRecord } from "@/lib/history/creation-record";
import { isAlias } from "@/lib/rounds/round";
import type { NumberedEvent } from "@/lib/runs/run-client";
import { applyEvent, emptyOutput } from "@/lib/runs/snapshot";

/** What is asked of one model. */
export type CreationWish = {
  kind: CreationKind;
  model: string;
  prompt: string;
  fields: Record<string, unknown>;
  inputs?: readonly CreationInput[];
  rows?: number[];
  batch?: BatchFacts;
  round?: { id: string; lane: number };
  jobId?: string;
};

/** The records of one press of the button, side by side in this order. */
export function newGroup(wishes: readonly CreationWish[]): CreationRecord[] {
  const groupId = randomUuid();
  const createdAt = Date.now();
  return wishes.map(({ inputs = [], ...wish }, place) =>
    indexed({
      ...wish,
      id: randomUuid(),
      groupId,
      place,
      createdAt,
      inputs: [...inputs],
      output: emptyOutput(),
      sequence: 0,
      items: [],
    }),
  );
}

/** The same once more, under a key of its own. */
export const againOf = ({ kind, model, prompt, fields, inputs, batch }: CreationRecord): CreationWish => ({
  kind,
  model,
  prompt,
  fields,
  inputs,
  ...(batch && { batch }),
});

/** Nobody here knows the model of this request before the vote. */
export const isSealed = ({ round, model }: Pick<CreationRecord, "round" | "model">): boolean =>
  round !== undefined && isAlias(model);

/**
 * Adds an event of its run to a record, in place. What it knows already changes nothing, so two tabs may tell it the
 * same; the end of a run that was cut off may have a lower number than events before it.
 */
export function applyRunEvent(record: CreationRecord, { sequence, event }: NumberedEvent, now: number): void {
  const known = sequence <= record.sequence && event.type !== "run-end";
  if (known || record.output.state !== "running") return;
  applyEvent(record.output, event);
  record.sequence = Math.max(record.sequence, sequence);
  delete record.unreachableSince;
  delete record.retry;
  if (event.type === "progress") {
    const { attempt, error, retryInMs = 0 } = event;
    record.retry = { attempt, error, until: now + retryInMs };
  }
  if (event.type === "media-end") {
    const { index, id: mediaId, bytes, mediaType: type } = event;
    const others = record.items.filter((item) => item.index !== index);
    record.items = [...others, { index, mediaId, bytes, type }].sort((a, b) => a.index - b.index);
  }
}
