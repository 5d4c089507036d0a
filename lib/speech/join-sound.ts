import { wavOf } from "@/lib/core/wav";
import { readWavHeader } from "@/lib/sound/pcm-reader";

/** WAV files of the same rate as one, with a header that says its length. */
export function joinWav(files: readonly Uint8Array<ArrayBuffer>[]): Blob {
  let rate = 0;
  let channels = 1;
  const pieces = files.flatMap((file) => {
    const header = readWavHeader(file);
    if (!header) return [];
    ({ rate, channels } = header);
    const { dataStart, dataBytes = file.length } = header;
    return [file.subarray(dataStart, Math.min(file.length, dataStart + dataBytes))];
  });
  return wavOf(pieces, rate, channels);
}

const kilobitsV1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const kilobitsV2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const ratesV1 = [44_100, 48_000, 32_000];

/** The length of the MPEG layer III frame that begins here; nothing where none does (ISO 11172-3, 13818-3). */
function frameLength(bytes: Uint8Array, at: number): number | undefined {
  const [sync = 0, version = 0, sizes = 0] = bytes.subarray(at, at + 3);
  if (sync !== 0xff || (version & 0xe6) !== 0xe2) return undefined;
  const mpeg = (version >> 3) & 3;
  const kilobits = (mpeg === 3 ? kilobitsV1 : kilobitsV2)[sizes >> 4];
  const base = ratesV1[(sizes >> 2) & 3];
  if (mpeg === 1 || !kilobits || !base) return undefined;
  const rate = mpeg === 3 ? base : mpeg === 2 ? base / 2 : base / 4;
  return Math.floor(((mpeg === 3 ? 144_000 : 72_000) * kilobits) / rate) + ((sizes >> 1) & 1);
}

const textAt = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** The frames of an MP3 file alone: without tags, and without the frame that says how long the file was. */
export function mp3Frames(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let start = 0;
  if (textAt(file, 0, 3) === "ID3" && file.length > 10) {
    const [a = 0, b = 0, c = 0, d = 0] = file.subarray(6, 10);
    start = 10 + (a << 21) + (b << 14) + (c << 7) + d;
  }
  const length = frameLength(file, start);
  if (length !== undefined && /Xing|Info|VBRI/.test(textAt(file, start + 4, Math.min(length, 60))))
    start += length;
  const end = textAt(file, file.length - 128, 3) === "TAG" ? file.length - 128 : file.length;
  return file.subarray(Math.min(start, end), end);
}

/** MP3 files as one: its frames follow each other. */
export const joinMp3 = (files: readonly Uint8Array<ArrayBuffer>[]): Blob =>
  new Blob(files.map(mp3Frames), { type: "audio/mpeg" });
