import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { readErrorReply } from "@/lib/http/request-json";
import { findMedia } from "./media-shelf";

const path = "/api/batch-files";

/** Gives the server a file of requests unless it has it: a gigabyte is not sent twice. */
export async function uploadBatchFile(mediaId: string): Promise<Result<undefined, AppError>> {
  try {
    const known = await fetch(`${path}/${mediaId}`);
    if (known.ok) return ok(undefined);
    const file = await findMedia(mediaId);
    if (!file) return err(appError("blob-missing"));
    const response = await fetch(path, { method: "POST", body: file });
    return response.ok ? ok(undefined) : err(await readErrorReply(response));
  } catch {
    return err(appError("server-unreachable"));
  }
}
