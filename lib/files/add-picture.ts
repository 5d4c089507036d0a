import { randomUuid } from "@/lib/core/random-uuid";
import { err, ok, type Result } from "@/lib/core/result";
import type { FileProblem } from "@/lib/files/file-problem";
import { shelveMedia } from "@/lib/files/media-shelf";
import { prepareInWorker } from "@/lib/files/prepare-in-worker";
import type { Attachment } from "@/lib/history/record";

/** Why a file cannot be an input; `noPicture` is whole and readable, and something else. */
export type PictureProblem = FileProblem | "noPicture";

/** Makes a chosen, pasted or dropped file an input picture, and keeps its bytes in this browser. */
export async function addPicture(file: Blob, name: string): Promise<Result<Attachment, PictureProblem>> {
  const prepared = await prepareInWorker(file);
  if (prepared.kind === "problem") return err(prepared.problem);
  if (prepared.kind !== "image") return err("noPicture");
  const { mediaId, blob, width, height, original } = prepared;
  if (!(await shelveMedia({ id: mediaId, blob, name, temporary: false }))) return err("storageFull");
  const source = { kind: "media" as const, mediaId, type: blob.type, bytes: blob.size };
  const id = randomUuid();
  return ok({ kind: "image", id, name, source, width, height, ...(original && { original }) });
}
