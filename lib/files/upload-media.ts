import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { readErrorReply } from "@/lib/http/request-json";
import { findMedia } from "./media-shelf";

/** What the server has by this page's knowledge; it keeps uploads for days, this page lives for hours. */
const uploaded = new Set<string>();

async function upload(mediaId: string): Promise<Result<undefined, AppError>> {
  const blob = await findMedia(mediaId);
  if (!blob) return err(appError("blob-missing"));
  try {
    const response = await fetch("/api/uploads", { method: "POST", body: blob });
    if (!response.ok) return err(await readErrorReply(response));
    uploaded.add(mediaId);
    return ok(undefined);
  } catch {
    return err(appError("server-unreachable"));
  }
}

/** Gives the server files of this browser, before a run that needs them starts. */
export async function uploadMedia(mediaIds: Iterable<string>): Promise<Result<undefined, AppError>> {
  for (const mediaId of new Set(mediaIds)) {
    if (uploaded.has(mediaId)) continue;
    const done = await upload(mediaId);
    if (!done.ok) return done;
  }
  return ok(undefined);
}

/** The server has lost uploads: the next run gives it all of its files again. */
export function forgetUploads(): void {
  uploaded.clear();
}
