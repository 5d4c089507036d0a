import { randomBytes } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import type { Page } from "@playwright/test";

/* Files as people attach them, made here byte by byte or by the browser: none lies in the repository. */

export type SampleFile = { name: string; mimeType: string; buffer: Buffer };

const file = (name: string, mimeType: string, buffer: Buffer): SampleFile => ({ name, mimeType, buffer });

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

function png(width: number, height: number, pixels: Buffer, level: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels, { level })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A picture in one colour. */
export function picture(name = "picture.png", width = 560, height = 280): SampleFile {
  return file(name, "image/png", png(width, height, Buffer.alloc((width * 3 + 1) * height, 0), 9));
}

/** A small picture in a colour of one's own. */
export function colouredPicture(name: string, colour: readonly [number, number, number]): SampleFile {
  const side = 64;
  const line = Buffer.from([0, ...Array.from({ length: side }, () => colour).flat()]);
  return file(name, "image/png", png(side, side, Buffer.concat(Array.from({ length: side }, () => line)), 9));
}

/** A picture that no compression makes smaller: three bytes a pixel. */
export function noisyPicture(name: string, width: number, height: number): SampleFile {
  const pixels = randomBytes((width * 3 + 1) * height);
  for (let row = 0; row < height; row += 1) pixels[row * (width * 3 + 1)] = 0;
  return file(name, "image/png", png(width, height, pixels, 0));
}

/** A few bytes that promise four thousand million pixels. */
export function pictureBomb(): SampleFile {
  return file("bomb.png", "image/png", png(65_535, 65_535, Buffer.alloc(65_535, 0), 9));
}

/** A photograph that lies on its side in the file: wide there, tall for who looks at it. */
export async function turnedPhoto(page: Page): Promise<SampleFile> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 120;
    canvas.height = 80;
    canvas.getContext("2d")?.fillRect(0, 0, 60, 80);
    return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
  });
  const jpeg = Buffer.from(base64, "base64");
  const tiff = "MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
  const exif = Buffer.from(`Exif\0\0${tiff}`, "latin1");
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1]), length, exif]);
  return file("photo.jpg", "image/jpeg", Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]));
}

/** Silence of so many seconds, 8000 bytes each. */
export function recording(seconds: number, name = "recording.wav"): SampleFile {
  const bytes = seconds * 8000;
  const header = Buffer.alloc(44);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(36 + bytes, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(bytes, 40);
  return file(name, "audio/wav", Buffer.concat([header, Buffer.alloc(bytes, 0x80)]));
}

/** A short video of 160 × 120 as this browser records one: WebM without a length in its header. */
export async function video(page: Page): Promise<SampleFile> {
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 160;
    canvas.height = 120;
    const context = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
    const chunks: Blob[] = [];
    recorder.addEventListener("dataavailable", ({ data }) => chunks.push(data));
    const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve));
    recorder.start();
    for (let frame = 0; frame < 25; frame += 1) {
      context?.fillRect(frame * 4, frame * 2, 20, 20);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    recorder.stop();
    await ended;
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  });
  return file("clip.webm", "video/webm", Buffer.from(base64, "base64"));
}

/** A PDF with a line of text on each page: «Page 1 of the sample». */
export function pdf(pages: number, name = "sample.pdf", trailer = ""): SampleFile {
  const pageIds = Array.from({ length: pages }, (_, index) => 4 + index * 2);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages} /Kids [${pageIds.map((id) => `${id} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...pageIds.flatMap((id, index) => {
      const content = `BT /F1 24 Tf 72 700 Td (Page ${index + 1} of the sample) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${id + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${start}\n%%EOF\n`;
  return file(name, "application/pdf", Buffer.from(text, "latin1"));
}

/** A PDF that asks for a password. */
export function lockedPdf(): SampleFile {
  const key = "41".repeat(32);
  const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >> /ID [<00> <00>] `;
  return pdf(1, "locked.pdf", encrypt);
}

export const brokenPdf = (): SampleFile =>
  file("broken.pdf", "application/pdf", Buffer.from("%PDF-1.7\nnothing that follows makes sense"));

export const program = (name: string): SampleFile =>
  file(name, "image/png", Buffer.concat([Buffer.from("MZ\x90\0\x03\0\0\0", "latin1"), randomBytes(200)]));

export const textFile = (name: string, text: string): SampleFile =>
  file(name, "text/plain", Buffer.from(text));

export const emptyFile = (name: string): SampleFile => file(name, "image/png", Buffer.alloc(0));

/** The beginning of a photograph as iPhones store it: no Chromium reads one. */
export function heic(): SampleFile {
  const header = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1");
  return file("photo.heic", "image/heic", Buffer.concat([header, Buffer.alloc(200)]));
}
