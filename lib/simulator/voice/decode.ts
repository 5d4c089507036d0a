import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, type InputAudioTrack } from "mediabunny";
import { MPEGDecoder } from "mpg123-decoder";
import OpusScript from "opusscript";

/** A stretch of one channel at its own rate. */
export type Sound = { samples: Float32Array; rate: number };

export type Recording = {
  /** As people call it: MP3, WAVE, Ogg, WebM, MP4. */
  container: string;
  codec: string;
  seconds: number;
  /** Its sound from the start, or nothing where the simulator has no decoder for it. */
  sound: () => AsyncGenerator<Sound>;
};

/** Any container that holds sound, by its bytes; null for bytes that are none. */
export async function openRecording(bytes: Uint8Array): Promise<Recording | null> {
  try {
    const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
    const track = await input.getPrimaryAudioTrack();
    if (track === null) return null;
    return {
      container: (await input.getFormat()).name,
      codec: track.codec ?? "unknown",
      seconds: await track.computeDuration(),
      sound: () => soundOf(track),
    };
  } catch {
    return null;
  }
}

/** Samples without a container: 16 bit, little endian, one channel. */
export function openPcm(bytes: Uint8Array, rate: number): Recording {
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  async function* sound(): AsyncGenerator<Sound> {
    yield { samples: mixed(whole, "pcm-s16", 1), rate };
  }
  return { container: "PCM", codec: "pcm-s16", seconds: whole.length / 2 / rate, sound };
}

async function* soundOf(track: InputAudioTrack): AsyncGenerator<Sound> {
  const { codec } = track;
  if (codec === "opus") yield* opusSound(track);
  else if (codec === "mp3") yield* mp3Sound(track);
  else if (codec !== null && codec in readers) yield* pcmSound(track, codec);
}

type Reader = { bytes: number; read: (view: DataView, at: number) => number };

const readers: Readonly<Record<string, Reader>> = {
  "pcm-u8": { bytes: 1, read: (view, at) => (view.getUint8(at) - 128) / 128 },
  "pcm-s16": { bytes: 2, read: (view, at) => view.getInt16(at, true) / 32_768 },
  "pcm-s24": {
    bytes: 3,
    read: (view, at) => (view.getUint8(at) / 65_536 + view.getInt16(at + 1, true)) / 32_768,
  },
  "pcm-s32": { bytes: 4, read: (view, at) => view.getInt32(at, true) / 2_147_483_648 },
  "pcm-f32": { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
};

/** The mean of all channels. */
function mixed(data: Uint8Array, codec: string, channels: number): Float32Array {
  const { bytes, read } = readers[codec] ?? { bytes: 2, read: () => 0 };
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const frame = bytes * channels;
  const samples = new Float32Array(Math.floor(data.length / frame));
  for (let at = 0; at < samples.length; at++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += read(view, at * frame + channel * bytes);
    samples[at] = sum / channels;
  }
  return samples;
}

async function* pcmSound(track: InputAudioTrack, codec: string): AsyncGenerator<Sound> {
  for await (const { data } of new EncodedPacketSink(track).packets()) {
    yield { samples: mixed(data, codec, track.numberOfChannels), rate: track.sampleRate };
  }
}

/** Opus can be decoded at any of its rates; 8000 is all that is listened to. */
async function* opusSound(track: InputAudioTrack): AsyncGenerator<Sound> {
  const channels = Math.min(2, track.numberOfChannels);
  const decoder = new OpusScript(8000, channels);
  try {
    for await (const { data } of new EncodedPacketSink(track).packets()) {
      yield { samples: mixed(decoder.decode(Buffer.from(data)), "pcm-s16", channels), rate: 8000 };
    }
  } finally {
    decoder.delete();
  }
}

async function* mp3Sound(track: InputAudioTrack): AsyncGenerator<Sound> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  try {
    for await (const { data } of new EncodedPacketSink(track).packets()) {
      const { channelData, sampleRate } = decoder.decodeFrame(data);
      const [first = new Float32Array(), ...others] = channelData;
      const samples = first.map(
        (sample, at) =>
          others.reduce((sum, channel) => sum + (channel[at] ?? 0), sample) / channelData.length,
      );
      yield { samples, rate: sampleRate };
    }
  } finally {
    decoder.free();
  }
}
