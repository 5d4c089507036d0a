/** Under this a microphone hears nothing: -50 dBFS. */
const quiet = 10 ** (-50 / 20);
/** Of full scale: what is cut off. */
const loudest = 0.99;

/** The root mean square and the greatest of samples from -1 to 1. */
export function loudnessOf(samples: Float32Array): { rms: number; peak: number } {
  let sum = 0;
  let peak = 0;
  for (const sample of samples) {
    sum += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  return { rms: samples.length === 0 ? 0 : Math.sqrt(sum / samples.length), peak };
}

/** How loud it was of late: a ring of fixed size, whatever the length of the recording. */
export class LevelHistory {
  private readonly ring: Float32Array;
  private written = 0;
  private lastHeard = 0;
  private clippedAt = Number.NEGATIVE_INFINITY;

  constructor(size: number) {
    this.ring = new Float32Array(size);
  }

  /** Takes the samples of a moment. */
  add(samples: Float32Array): void {
    const { rms, peak } = loudnessOf(samples);
    this.ring[this.written % this.ring.length] = peak;
    this.written += 1;
    if (rms > quiet) this.lastHeard = this.written;
    if (peak >= loudest) this.clippedAt = this.written;
  }

  /** The level so many moments ago, from 0 to 1; 0 before there was any. */
  levelAt(ago: number): number {
    if (ago >= Math.min(this.written, this.ring.length)) return 0;
    return this.ring[(this.written - 1 - ago) % this.ring.length] ?? 0;
  }

  /** Moments since anything was heard. */
  get quietFor(): number {
    return this.written - this.lastHeard;
  }

  /** Whether anything was heard at all; nothing when nobody listened. */
  get heard(): boolean | undefined {
    return this.written === 0 ? undefined : this.lastHeard > 0;
  }

  /** It was too loud within so many moments. */
  clippedWithin(moments: number): boolean {
    return this.written - this.clippedAt < moments;
  }
}
