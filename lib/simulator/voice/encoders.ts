import OpusScript from "opusscript";
import { createMp3Encoder } from "wasm-media-encoders";
import { OggWriter } from "@/lib/simulator/voice/ogg";

export type SoundFormat = "mp3" | "opus" | "wav" | "pcm";

/** Takes one channel of samples between -1 and 1, piece by piece, and gives the bytes that are ready. */
export type Encoder = {
  push: (samples: Float32Array<ArrayBuffer>) => Buffer;
  end: () => Buffer;
};

const nothing = Buffer.alloc(0);

/** 16 bit, little endian. */
function pcmOf(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  for (const [at, sample] of samples.entries()) {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32767), at * 2);
  }
  return bytes;
}

/** A WAV header of one channel of 16 bits; a length of null is written as 0xFFFFFFFF, as streams of unknown length do. */
function waveHeader(rate: number, samples: number | null): Buffer {
  const header = Buffer.alloc(44);
  const bytes = samples === null ? null : Math.min(samples * 2, 0xffffffff - 36);
  header.write("RIFF", 0, "latin1");
  header.writeUInt32LE(bytes === null ? 0xffffffff : bytes + 36, 4);
  header.write("WAVEfmt ", 8, "latin1");
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36, "latin1");
  header.writeUInt32LE(bytes ?? 0xffffffff, 40);
  return header;
}

function waveEncoder(rate: number, samples: number | null): Encoder {
  let opening = waveHeader(rate, samples);
  return {
    push: (piece) => {
      const bytes = Buffer.concat([opening, pcmOf(piece)]);
      opening = nothing;
      return bytes;
    },
    end: () => opening,
  };
}

/** LAME in WebAssembly, 64 kbit/s. Its buffer is used again by the next call, so the bytes are copied. */
async function mp3Encoder(sampleRate: 32000 | 44100): Promise<Encoder> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate, channels: 1, bitrate: 64 });
  return {
    push: (samples) => Buffer.from(encoder.encode([samples])),
    end: () => Buffer.from(encoder.finalize()),
  };
}

/** libopus in WebAssembly, 20 ms a packet, in Ogg. */
function opusEncoder(): Encoder {
  const rate = 48_000;
  const size = rate / 50;
  const opus = new OpusScript(rate, 1, OpusScript.Application.AUDIO);
  opus.setBitrate(40_000);
  const ogg = new OggWriter(rate);
  let waiting = nothing;
  let samples = 0;
  const packets = (bytes: Buffer): Buffer[] =>
    Array.from({ length: Math.floor(bytes.length / (size * 2)) }, (_, index) =>
      Buffer.from(opus.encode(bytes.subarray(index * size * 2, (index + 1) * size * 2), size)),
    );
  return {
    push: (piece) => {
      samples += piece.length;
      waiting = Buffer.concat([waiting, pcmOf(piece)]);
      const ready = packets(waiting);
      waiting = waiting.subarray(ready.length * size * 2);
      return ogg.page(ready, size);
    },
    end: () => {
      // The encoder is 312 samples behind; two packets of silence bring out the last of the sound.
      const last = packets(Buffer.concat([waiting, Buffer.alloc(size * 4)]));
      opus.delete();
      return ogg.lastPage(last, samples);
    },
  };
}

/** An encoder for a format; `samples` is the whole length, which a WAV header names. */
export async function encoderFor(
  format: SoundFormat,
  rate: number,
  samples: number | null,
): Promise<Encoder> {
  switch (format) {
    case "wav":
      return waveEncoder(rate, samples);
    case "pcm":
      return { push: pcmOf, end: () => nothing };
    case "mp3":
      return mp3Encoder(rate === 44_100 ? 44_100 : 32_000);
    case "opus":
      return opusEncoder();
  }
}
