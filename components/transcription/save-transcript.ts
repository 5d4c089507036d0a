import { extensionOf } from "@/lib/core/file-extension";
import { findMedia } from "@/lib/files/media-shelf";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import { whenOnline } from "@/lib/ui/when-online";

/** Hands a transcript to the browser's downloads. */
export async function saveTranscript(
  { model, createdAt, inputs }: CreationRecord,
  text: string,
  as: "txt" | "md",
): Promise<void> {
  const [{ transcriptMarkdown, transcriptText }, { download, fileNameOf, dayOf }] = await whenOnline(() =>
    Promise.all([import("@/lib/transcription/export-text"), import("@/lib/history/archive/save-file")]),
  );
  const [input] = inputs;
  const name = input?.name ?? "";
  const day = dayOf(new Date(createdAt));
  const written =
    as === "txt"
      ? transcriptText({ text })
      : transcriptMarkdown({ name, model, seconds: input?.seconds, when: day, text });
  const type = as === "txt" ? "text/plain;charset=utf-8" : "text/markdown;charset=utf-8";
  download(new Blob([written], { type }), fileNameOf(`${day} ${name} ${model.split("/").at(-1)}`, as));
}

/** Hands a recording to the browser's downloads, under its own name. */
export async function saveRecording({ mediaId, name, type }: CreationInput): Promise<void> {
  const file = await findMedia(mediaId);
  if (!file) return;
  const { download, fileNameOf } = await whenOnline(() => import("@/lib/history/archive/save-file"));
  download(file, fileNameOf(name.replace(/\.[^.]{1,5}$/, ""), extensionOf(type)));
}
