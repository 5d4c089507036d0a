import { imageSize } from "image-size";
import { fitWithin, isTooManyPixels } from "@/lib/files/picture-plan";

/*
 * Makes small pictures for lists. What its header calls too large is not decoded.
 */

const longestSide = 384;
const quality = 0.82;

self.addEventListener("message", ({ data }: MessageEvent<Blob>) => {
  void thumbnailOf(data)
    .catch(() => undefined)
    .then((thumbnail) => self.postMessage(thumbnail, thumbnail ? { transfer: [thumbnail.bytes] } : {}));
});

async function thumbnailOf(picture: Blob) {
  const { width, height } = imageSize(new Uint8Array(await picture.arrayBuffer()));
  if (isTooManyPixels({ width, height })) return undefined;
  const bitmap = await createImageBitmap(picture);
  try {
    const size = fitWithin(bitmap, longestSide);
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext("2d");
    if (!context) return undefined;
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, size.width, size.height);
    // A browser that cannot write WebP gives a PNG instead: a JPEG is smaller.
    const webp = await canvas.convertToBlob({ type: "image/webp", quality });
    const small =
      webp.type === "image/webp" ? webp : await canvas.convertToBlob({ type: "image/jpeg", quality });
    const { width, height } = bitmap;
    return { type: small.type, bytes: await small.arrayBuffer(), width, height };
  } finally {
    bitmap.close();
  }
}
