import type { Sharp } from "sharp";
import { overlaySvg, type Size, sceneSvg } from "@/lib/simulator/pictures/scene-svg";
import type { Scene } from "@/lib/simulator/pictures/words";

/*
 * Bytes of pictures. sharp works on threads of its own, so the loop that streams answers is never held up. It is
 * loaded with the first picture: a simulator that only chats starts without it.
 */

/** More pixels than this are not opened. */
const mostInputPixels = 64_000_000;

const load = async () => (await import("sharp")).default;

/** The size of a picture upright, or null where the bytes are none. */
export async function pictureSize(bytes: Buffer): Promise<Size | null> {
  const sharp = await load();
  try {
    const { autoOrient } = await sharp(bytes, { limitInputPixels: mostInputPixels }).metadata();
    return autoOrient;
  } catch {
    return null;
  }
}

/** The picture upright and no larger than `side`, in a form small enough to keep. */
export async function keepsake(bytes: Buffer, side: number): Promise<Buffer> {
  const sharp = await load();
  return sharp(bytes, { limitInputPixels: mostInputPixels })
    .autoOrient()
    .resize(side, side, { fit: "inside", withoutEnlargement: true })
    .flatten({ background: "white" })
    .webp({ quality: 88, effort: 0 })
    .toBuffer();
}

const png = (picture: Sharp): Promise<Buffer> =>
  picture.removeAlpha().png({ compressionLevel: 6 }).toBuffer();

/** A PNG of the scene. */
export async function paintScene(scene: Scene, size: Size): Promise<Buffer> {
  const sharp = await load();
  return png(sharp(Buffer.from(sceneSvg(scene, size))));
}

/** A PNG of the first picture in the scene's light, with what the words name, and the others as insets. */
export async function paintEdit(scene: Scene, pictures: readonly Buffer[], size: Size): Promise<Buffer> {
  const sharp = await load();
  const { width, height } = size;
  const side = Math.max(1, Math.round(Math.min(width, height) * 0.28));
  const gap = Math.round(side * 0.12);
  const insets = await Promise.all(
    pictures.slice(1).map(async (picture, index) => ({
      input: await sharp(picture).resize(side, side, { fit: "cover" }).toBuffer(),
      left: gap + index * (side + gap),
      top: gap,
    })),
  );
  const base = sharp(pictures[0]).resize(width, height, { fit: "cover" });
  return png(base.composite([{ input: Buffer.from(overlaySvg(scene, size)) }, ...insets]));
}

/** Pixels without a format around them, and their size. */
export type Raw = { data: Buffer; info: Size & { channels: 1 | 2 | 3 | 4 } };

/** The picture as pixels that fill the size. */
export async function filling(picture: Buffer, { width, height }: Size): Promise<Raw> {
  const sharp = await load();
  return sharp(picture)
    .resize(width, height, { fit: "cover" })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** One frame of a clip as a VP8 key frame. A backdrop, if there is one, is larger than the frame and moves past. */
export async function paintFrame(scene: Scene, size: Size, time: number, backdrop?: Raw): Promise<Buffer> {
  const sharp = await load();
  const frame =
    backdrop === undefined
      ? sharp(Buffer.from(sceneSvg(scene, size, time)))
      : sharp(backdrop.data, { raw: backdrop.info })
          .extract({
            left: Math.round((backdrop.info.width - size.width) * time),
            top: Math.round((backdrop.info.height - size.height) * (1 - time)),
            ...size,
          })
          .composite([{ input: Buffer.from(overlaySvg(scene, size, time)) }]);
  return keyFrame(await frame.removeAlpha().webp({ quality: 72, effort: 0 }).toBuffer());
}

/** A lossy WebP without transparency is one VP8 key frame in a RIFF box (RFC 9649). */
function keyFrame(webp: Buffer): Buffer {
  if (webp.toString("latin1", 8, 16) !== "WEBPVP8 ") throw new Error("Not a plain lossy WebP");
  return webp.subarray(20, 20 + webp.readUInt32LE(16));
}
