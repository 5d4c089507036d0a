import type { CreationRecord } from "@/lib/history/creation-record";
import { type BatchSettings, firstSettings, keepBatchDraft, longestWindow, shortestWindow } from "./draft";

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === "object" && value !== null ? Object.entries(value) : [];

/** The entry of the metadata that the form has a field of its own for. */
const description = "description";

/** What a batch was sent with, as the form has it. */
function settingsOf({ fields, batch }: CreationRecord): BatchSettings {
  const hours = Number.parseInt(String(fields["completion_window"] ?? ""), 10);
  const replaced = entriesOf(fields["replace"]).find(([name]) => name === "model")?.[1];
  const metadata = entriesOf(fields["metadata"]).map(([name, value]) => ({ name, value: String(value) }));
  return {
    ...firstSettings,
    mode: batch?.mode === "now" ? "now" : "batch",
    windowHours: Number.isFinite(hours)
      ? Math.min(longestWindow, Math.max(shortestWindow, hours))
      : shortestWindow,
    metadata: metadata.filter(({ name }) => name !== description),
    description: metadata.find(({ name }) => name === description)?.value ?? "",
    ...(typeof replaced === "string" && { replaceModel: replaced }),
  };
}

/** Puts some requests of a batch into the form, with what it was sent with. Rejects when there is no room for them. */
export async function handAgain(record: CreationRecord, file: Blob): Promise<void> {
  const name = record.prompt.replace(/(\.jsonl)?$/i, " 2.jsonl");
  await keepBatchDraft(file, { name, settings: settingsOf(record), madeOf: record.inputs[1] });
}
