import { AppFailure, appError } from "@/lib/core/app-error";

/** What a WAV header says of the samples after it. `dataBytes` is unknown in one that was written before its sound. */
type WavFormat = { rate: number; channels: number; dataStart: number; dataBytes: number | undefined };

const headerMost = 64 * 1024;
const unknownSize = 0xffffffff;

const nameAt = (view: DataView, at: number) =>
  String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));

const malformed = (detail: string) => new AppFailure(appError("malformed-response", { detail }));

/** The header of a WAV file; nothing while more bytes are needed. Fails for what is no 16-bit PCM. */
export function readWavHeader(bytes: Uint8Array): WavFormat | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 12) return undefined;
  if (nameAt(view, 0) !== "RIFF" || nameAt(view, 8) !== "WAVE") throw malformed("no WAV header");
  let format: { rate: number; channels: number } | undefined;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const size = view.getUint32(at + 4, true);
    const name = nameAt(view, at);
    if (name === "data") {
      if (!format) throw malformed("WAV data without a format");
      return {
        ...format,
        dataStart: at + 8,
        dataBytes: size === unknownSize || size === 0 ? undefined : size,
      };
    }
    if (name === "fmt ") {
      if (at + 24 > view.byteLength) return undefined;
      if (view.getUint16(at + 22, true) !== 16) throw malformed("WAV without 16 bits a sample");
      format = { channels: Math.max(1, view.getUint16(at + 10, true)), rate: view.getUint32(at + 12, true) };
    }
    at += 8 + size + (size % 2);
    if (at > headerMost) throw malformed("WAV header without data");
  }
  return undefined;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const none = new Uint8Array();

/** Samples of 16-bit sound from pieces of any length: raw ones of a known rate, or those of a WAV file. */
export class PcmReader {
  /** Hertz; known once the header has come. */
  rate: number | undefined;
  private channels = 1;
  private readonly wav: boolean;
  private left: number = Number.POSITIVE_INFINITY;
  private kept: Uint8Array = none;
  private started: boolean;

  /** @param rate of raw samples; without one the pieces are of a WAV file. */
  constructor(rate?: number) {
    this.rate = rate;
    this.wav = rate === undefined;
    this.started = !this.wav;
  }

  /** The samples that a piece completes, of all channels as one, from -1 to 1. */
  push(bytes: Uint8Array): Float32Array<ArrayBuffer> {
    this.kept = joined(this.kept, bytes);
    if (!this.started) this.start();
    if (!this.started) return new Float32Array();
    const frame = 2 * this.channels;
    const usable = Math.min(this.kept.length, this.left);
    const frames = Math.floor(usable / frame);
    const view = new DataView(this.kept.buffer, this.kept.byteOffset, frames * frame);
    const samples = new Float32Array(frames);
    for (let at = 0; at < frames; at += 1) {
      let sum = 0;
      for (let channel = 0; channel < this.channels; channel += 1)
        sum += view.getInt16(at * frame + channel * 2, true);
      samples[at] = sum / this.channels / 32_768;
    }
    this.left -= frames * frame;
    // What stands behind the sound of a WAV file is no sound.
    this.kept = this.left < frame ? none : this.kept.slice(frames * frame);
    return samples;
  }

  private start(): void {
    const header = readWavHeader(this.kept);
    if (!header) return;
    this.rate = header.rate;
    this.channels = header.channels;
    this.left = header.dataBytes ?? Number.POSITIVE_INFINITY;
    this.kept = this.kept.slice(header.dataStart);
    this.started = true;
  }
}
