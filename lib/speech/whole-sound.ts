import { wavOf } from "@/lib/core/wav";
import { resultBlob } from "@/lib/creations/save-result";
import { type Peaks, peaksOfFile } from "@/lib/sound/peaks";
import type { SoundFormat } from "@/lib/sound/sound-format";
import { soundOf } from "@/lib/sound/sound-of";
import { joinMp3, joinWav } from "./join-sound";
import type { Take } from "./take";

/** Hertz of PCM that was asked for without one. */
const usualRate = 44_100;

type Bytes = Uint8Array<ArrayBuffer>;

/** The files of the parts that are there, in their order. */
async function filesOf({ parts }: Pick<Take, "parts">): Promise<Blob[]> {
  const files: Blob[] = [];
  for (const part of parts) {
    const item = soundOf(part);
    const file = item && (await resultBlob(item.mediaId));
    if (file) files.push(file);
  }
  return files;
}

const bytesOf = (files: readonly Blob[]): Promise<Bytes[]> =>
  Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));

/** Opus is an Ogg stream for each part: decoded, they become one. */
async function decodedWav(files: readonly Blob[]): Promise<Blob> {
  const rate = 48_000;
  const pieces: Bytes[] = [];
  for (const file of files) {
    const context = new OfflineAudioContext(1, 1, rate);
    const samples = (await context.decodeAudioData(await file.arrayBuffer())).getChannelData(0);
    const whole = Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 32_767);
    pieces.push(new Uint8Array(whole.buffer));
  }
  return wavOf(pieces, rate);
}

/** As what the files are joined: SiliconFlow may send another format than it was asked for. Samples alone tell none. */
function formatOf({ format }: Take, [first]: readonly Blob[]): SoundFormat {
  if (format === "pcm") return format;
  const type = first?.type ?? "";
  if (/mpeg|mp3/.test(type)) return "mp3";
  if (/wav/.test(type)) return "wav";
  return /ogg|opus/.test(type) ? "opus" : format;
}

/** A take as one file that every browser plays; nothing when none of it is there. */
export async function playableSound(take: Take): Promise<Blob | undefined> {
  const files = await filesOf(take);
  const [first] = files;
  if (!first) return undefined;
  const format = formatOf(take, files);
  if (format === "mp3") return joinMp3(await bytesOf(files));
  if (format === "wav") return joinWav(await bytesOf(files));
  if (format === "pcm") return wavOf(await bytesOf(files), take.sampleRate ?? usualRate);
  return files.length === 1 ? first : decodedWav(files);
}

/** The files of a take as they are downloaded: one, but for Opus one for each part. */
export async function filesToSave(take: Take): Promise<Blob[]> {
  const files = await filesOf(take);
  const format = formatOf(take, files);
  if (format === "opus" || files.length === 0) return files;
  if (format === "pcm") return [new Blob(files, { type: "application/octet-stream" })];
  const bytes = await bytesOf(files);
  return [format === "mp3" ? joinMp3(bytes) : joinWav(bytes)];
}

/** The waveform of a take, decoded a part at a time: a long one needs no more memory than its longest part. */
export async function waveformOf(take: Take, signal: AbortSignal): Promise<Peaks> {
  const all: Float32Array[] = [];
  let seconds = 0;
  for (const part of take.parts) {
    signal.throwIfAborted();
    const sound = await playableSound({ ...take, parts: [part] });
    if (!sound) continue;
    const found = await peaksOfFile(sound);
    all.push(found.peaks);
    seconds += found.seconds;
  }
  const peaks = new Float32Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of all) {
    peaks.set(piece, at);
    at += piece.length;
  }
  return { peaks, seconds };
}
