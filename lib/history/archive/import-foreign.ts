import { ArchiveFailure } from "./failure";
import { chatgpt } from "./foreign/chatgpt";
import type { ForeignFormat } from "./foreign/foreign-thread";
import { librechat } from "./foreign/librechat";
import { openWebui } from "./foreign/open-webui";
import { type FindFile, toRecords } from "./foreign/to-records";
import { openAi, shareGpt } from "./foreign/training-data";
import type { ImportReport } from "./import-report";
import { jsonValues } from "./json-values";
import { limits } from "./limits";
import type { Stage } from "./stage";

/** The closest description first: LibreChat's list of messages could pass for OpenAI's. */
const formats: readonly ForeignFormat[] = [chatgpt, openWebui, librechat, shareGpt, openAi];

/**
 * Takes in the conversations of other programs, recognised by their content alone. Fails as ArchiveFailure at the
 * first one that has no known shape.
 */
export async function stageForeign(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  stage: Stage,
  findFile: FindFile,
  skipped: ImportReport["skipped"],
): Promise<void> {
  let number = 0;
  for await (const value of jsonValues(bytes, limits.valueCharacters)) {
    number += 1;
    await stageValue(value, number, stage, findFile, skipped);
  }
  if (number === 0) throw new ArchiveFailure("unknown-format");
}

async function stageValue(
  value: unknown,
  number: number,
  stage: Stage,
  findFile: FindFile,
  skipped: ImportReport["skipped"],
): Promise<void> {
  for (const format of formats) {
    const foreign = format.read(value);
    if (!foreign) continue;
    const imported = await toRecords(format.name, foreign, findFile);
    for (const reason of ["empty", "file", "message"] as const) skipped[reason] += imported.skipped[reason];
    if (imported.messages.length === 0) return;
    await stage.add({ kind: "thread", record: imported.thread });
    for (const { record, blob } of imported.media) await stage.addMedia(record, blob);
    for (const record of imported.messages) await stage.add({ kind: "message", record });
    return;
  }
  throw new ArchiveFailure("unknown-format", `#${number}`);
}
