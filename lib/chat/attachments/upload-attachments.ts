import type { AppError } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";
import { uploadMedia } from "@/lib/files/upload-media";
import type { MessageRecord } from "@/lib/history/record";

/** Gives the server the files that a conversation refers to, before a run that needs them starts. */
export function uploadAttachments(history: readonly MessageRecord[]): Promise<Result<undefined, AppError>> {
  const attachments = history.flatMap((record) => (record.role === "user" ? (record.attachments ?? []) : []));
  const mediaIds = attachments.flatMap((attachment) =>
    attachment.kind !== "text" && attachment.source.kind === "media" ? [attachment.source.mediaId] : [],
  );
  return uploadMedia(mediaIds);
}
