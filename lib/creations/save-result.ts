import { getMedia } from "@/lib/history/media";
import { mediaPath } from "@/lib/history/media-path";

/** A result from this browser, else from the server; nothing when neither has it. Never rejects. */
export async function resultBlob(mediaId: string): Promise<Blob | undefined> {
  const kept = await getMedia(mediaId).catch(() => undefined);
  if (kept) return kept;
  const response = await fetch(mediaPath(mediaId)).catch(() => undefined);
  return response?.ok ? response.blob() : undefined;
}

/** A picture as PNG, the one kind that every clipboard takes. Rejects for what cannot be decoded. */
async function asPng(picture: Blob): Promise<Blob> {
  if (picture.type === "image/png") return picture;
  const bitmap = await createImageBitmap(picture);
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (png) => (png ? resolve(png) : reject(new Error("The picture cannot be written as PNG."))),
      "image/png",
    );
  });
}

/** Copies a picture; false where the browser does not allow it or the picture is gone. */
export async function copyPicture(mediaId: string): Promise<boolean> {
  try {
    const png = resultBlob(mediaId).then((blob) => {
      if (!blob) throw new Error("The picture is gone.");
      return asPng(blob);
    });
    // Given as a promise: some browsers allow copying only within the click.
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]);
    return true;
  } catch {
    return false;
  }
}
