/** A clip is measured in pieces of this length, in seconds: fine enough to cut by, few enough to draw. */
export const frameSeconds = 0.01;

/** A sample this near to full scale was cut off, or a decoder rounded it there. */
const clippedLevel = 0.99;

/** What is known of each frame of a clip: everything but the sound itself. */
export type ClipFrames = {
  /** The length of the clip. */
  seconds: number;
  /** The mean square of its samples, from 0 to 1. */
  energy: Float32Array<ArrayBuffer>;
  /** Its loudest sample, from 0 to 1. */
  peak: Float32Array<ArrayBuffer>;
  /** The share of its samples that are at full scale. */
  clipped: Float32Array<ArrayBuffer>;
};

/** A part of a clip, in seconds. */
export type ClipPart = { from: number; to: number };

/** Channels as one. */
export function mixDown(channels: readonly Float32Array<ArrayBuffer>[]): Float32Array<ArrayBuffer> {
  const [first = new Float32Array(), ...others] = channels;
  if (others.length === 0) return first;
  return first.map((sample, at) => {
    const sum = others.reduce((total, channel) => total + (channel[at] ?? 0), sample);
    return sum / channels.length;
  });
}

/** Measures samples from -1 to 1 of a rate in hertz. */
export function framesOf(samples: Float32Array, rate: number): ClipFrames {
  const length = Math.max(1, Math.round(rate * frameSeconds));
  const count = Math.ceil(samples.length / length);
  const frames = {
    seconds: samples.length / rate,
    energy: new Float32Array(count),
    peak: new Float32Array(count),
    clipped: new Float32Array(count),
  };
  for (let frame = 0; frame < count; frame += 1) {
    const end = Math.min(samples.length, (frame + 1) * length);
    let sum = 0;
    let loudest = 0;
    let cut = 0;
    for (let at = frame * length; at < end; at += 1) {
      const level = Math.abs(samples[at] ?? 0);
      sum += level * level;
      if (level > loudest) loudest = level;
      if (level >= clippedLevel) cut += 1;
    }
    const size = end - frame * length;
    frames.energy[frame] = sum / size;
    frames.peak[frame] = Math.min(1, loudest);
    frames.clipped[frame] = cut / size;
  }
  return frames;
}

/** Samples as 16-bit ones, little-endian; what is beyond full scale is cut off. */
export function sixteenBit(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(samples.length * 2));
  for (const [at, sample] of samples.entries())
    view.setInt16(at * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  return new Uint8Array(view.buffer);
}
