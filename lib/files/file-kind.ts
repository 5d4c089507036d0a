import { fileTypeFromBlob } from "file-type";

export type FileKind =
  | { kind: "image" | "video" | "audio" | "pdf"; type: string }
  /** A picture that models do not take as it is: it is redrawn where the browser can read it. */
  | { kind: "foreign-image"; type: string }
  | { kind: "text" }
  | { kind: "unknown" };

const images = new Set(["image/jpeg", "image/png", "image/apng", "image/webp", "image/gif", "image/bmp"]);
const videos = new Set(["video/mp4", "video/webm", "video/quicktime", "video/x-m4v"]);
const sounds = new Set([
  "audio/mpeg",
  "audio/wav",
  "audio/ogg",
  "audio/x-m4a",
  "audio/aac",
  "audio/mp4",
  "audio/flac",
  "audio/x-flac",
]);

/** What a file is by its bytes; its name and the type that the system gave it say nothing. */
export async function fileKindOf(file: Blob): Promise<FileKind> {
  const found = await fileTypeFromBlob(file).catch(() => undefined);
  // Without parameters such as the codecs of an Ogg file.
  const type = found?.mime.split(";")[0]?.trim() ?? "";
  if (images.has(type)) return { kind: "image", type };
  if (videos.has(type)) return { kind: "video", type };
  if (sounds.has(type)) return { kind: "audio", type };
  if (type === "application/pdf") return { kind: "pdf", type };
  if (type.startsWith("image/")) return { kind: "foreign-image", type };
  const maybeText = type === "" || type === "application/xml" || type.startsWith("text/");
  return { kind: maybeText ? "text" : "unknown" };
}

/** Opens with `<svg`, whatever declarations and comments stand before it. */
const svgStart = /^\uFEFF?\s*(?:<[?!][^>]*>\s*)*<svg[\s>]/i;

/** The text of a file in UTF-8, or nothing for other bytes. A null character is never part of a text. */
export function decodeText(bytes: ArrayBuffer): { text: string; svg: boolean } | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : { text, svg: svgStart.test(text.slice(0, 4096)) };
  } catch {
    return undefined;
  }
}
