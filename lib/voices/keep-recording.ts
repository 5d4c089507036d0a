import { randomUuid } from "@/lib/core/random-uuid";
import { err, ok, type Result } from "@/lib/core/result";
import { shelveMedia } from "@/lib/files/media-shelf";
import { prepareInWorker } from "@/lib/files/prepare-in-worker";
import type { Attachment } from "@/lib/history/record";
import type { ClipProblem } from "./open-clip";

/** Keeps a chosen or recorded file in this browser, if its bytes can be sound: recorders also write video files. */
export async function keepRecording(file: Blob, name: string): Promise<Result<Attachment, ClipProblem>> {
  const prepared = await prepareInWorker(file);
  if (prepared.kind === "problem") {
    if (prepared.problem === "empty") return err("empty");
    return err(prepared.problem === "tooLarge" ? "tooLarge" : "noSound");
  }
  if (prepared.kind !== "audio" && prepared.kind !== "video") return err("noSound");
  const { mediaId, blob } = prepared;
  if (!(await shelveMedia({ id: mediaId, blob, name, temporary: false }))) return err("notKept");
  const source = { kind: "media" as const, mediaId, type: blob.type, bytes: blob.size };
  return ok({ kind: "audio", id: randomUuid(), name, source });
}
