import { imageSize } from "image-size";
import { mediaIdOf } from "@/lib/core/sha256";
import { decodeText, type FileKind, fileKindOf } from "./file-kind";
import type { FileProblem } from "./file-problem";
import { isTooManyPixels, redrawnSize, type Size } from "./picture-plan";
import type { PreparedFile } from "./prepared-file";

/*
 * Runs in a worker: makes of a chosen file what can be kept and sent. Nothing is decoded before its header has
 * said how large it becomes.
 */

const mebibyte = 1024 * 1024;
/** The server takes 64 MiB, and what it sends on is a third longer. */
const mostMediaBytes = 50 * mebibyte;
/** A picture is made smaller before it is sent. */
const mostPictureBytes = 100 * mebibyte;
const mostTextBytes = 512 * 1024;
const fineQuality = 0.9;
const coarseQuality = 0.7;
const mostRedrawnBytes = 8_000_000;

const refused = (problem: FileProblem): PreparedFile => ({ kind: "problem", problem });

/** A file as it can be sent, by what its bytes show. */
export async function prepareFile(file: Blob): Promise<PreparedFile> {
  if (file.size === 0) return refused("empty");
  const found = await fileKindOf(file);
  switch (found.kind) {
    case "unknown":
      return refused("unknownKind");
    case "text":
      return prepareText(file);
    case "image":
    case "foreign-image":
      return file.size > mostPictureBytes ? refused("tooLarge") : preparePicture(file, found);
    default:
      if (file.size > mostMediaBytes) return refused("tooLarge");
      return { kind: found.kind, ...(await identified(file.slice(0, file.size, found.type))) };
  }
}

async function prepareText(file: Blob): Promise<PreparedFile> {
  // Of something long and foreign the beginning shows whether it is text at all.
  const whole = file.size <= mostTextBytes;
  if (!whole) return refused(decodeText(await asciiStart(file)) ? "textTooLong" : "unknownKind");
  const decoded = decodeText(await file.arrayBuffer());
  if (!decoded) return refused("unknownKind");
  return decoded.svg ? refused("svg") : { kind: "text", text: decoded.text };
}

/** The first kilobytes without the character that the cut may have gone through. */
async function asciiStart(file: Blob): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const end = bytes.findLastIndex((byte) => byte < 0x80);
  return bytes.slice(0, end + 1).buffer;
}

type Picture = Extract<FileKind, { type: string }>;

async function preparePicture(file: Blob, { kind, type }: Picture): Promise<PreparedFile> {
  const unreadable = refused(/hei[cf]/.test(type) ? "heic" : "pictureUnreadable");
  const header = headerOf(new Uint8Array(await file.arrayBuffer()));
  if (!header) return unreadable;
  if (isTooManyPixels(header)) return refused("tooManyPixels");
  // Decoding proves that it is whole, and turns it as its camera says.
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return unreadable;
  try {
    const { width, height } = bitmap;
    const asIs = kind === "image" && !header.turned;
    const size = redrawnSize({ width, height, bytes: file.size, asIs });
    if (!size) return { kind: "image", width, height, ...(await identified(file.slice(0, file.size, type))) };
    const blob = await redraw(bitmap, size);
    const smaller = size.width < width || blob.size < file.size;
    const original = { width, height, bytes: file.size };
    return { kind: "image", ...size, ...(await identified(blob)), ...(smaller && { original }) };
  } finally {
    bitmap.close();
  }
}

function headerOf(bytes: Uint8Array): (Size & { turned: boolean }) | undefined {
  try {
    const { width, height, orientation } = imageSize(bytes);
    return { width, height, turned: orientation !== undefined && orientation > 1 };
  } catch {
    return undefined;
  }
}

/** As a JPEG on white, coarser where it would be too long. */
async function redraw(bitmap: ImageBitmap, size: Size): Promise<Blob> {
  const { width, height } = size;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives a worker no canvas.");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const encoded = (quality: number) => canvas.convertToBlob({ type: "image/jpeg", quality });
  const fine = await encoded(fineQuality);
  return fine.size <= mostRedrawnBytes ? fine : encoded(coarseQuality);
}

async function identified(blob: Blob): Promise<{ mediaId: string; blob: Blob }> {
  return { mediaId: await mediaIdOf(blob), blob };
}
