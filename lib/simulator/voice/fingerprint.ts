import { hearingRate } from "@/lib/simulator/voice/eight-kilohertz";

/*
 * The fingerprint of sound after Haitsma and Kalker (2002): for each step in time 32 bits, which say how the energy
 * of neighbouring bands changes against each other. It outlives lossy formats, resampling, level and mild noise.
 */

const size = 2048;
const step = 256;
const bands = 33;
const lowest = 300;
const highest = 2000;

/** Steps in one second. */
export const stepsPerSecond = hearingRate / step;

/** Below this mean square a step counts as silence: -60 dBFS. */
const silence = 1e-6;

const edges = Array.from({ length: bands + 1 }, (_, band) =>
  Math.round((lowest * (highest / lowest) ** (band / bands) * size) / hearingRate),
);
const window = Float64Array.from(
  { length: size },
  (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / size),
);
const cosines = Float64Array.from({ length: size / 2 }, (_, at) => Math.cos((2 * Math.PI * at) / size));
const sines = Float64Array.from({ length: size / 2 }, (_, at) => Math.sin((2 * Math.PI * at) / size));
const reversed = Uint16Array.from({ length: size }, (_, at) =>
  Number.parseInt(at.toString(2).padStart(Math.log2(size), "0").split("").reverse().join(""), 2),
);

/** A fast Fourier transform in place (radix 2). */
function transform(real: Float64Array, imaginary: Float64Array): void {
  for (let half = 1; half < size; half *= 2) {
    const stride = size / 2 / half;
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const cosine = cosines[k * stride] ?? 0;
        const sine = -(sines[k * stride] ?? 0);
        const [a, b] = [start + k, start + k + half];
        const re = (real[b] ?? 0) * cosine - (imaginary[b] ?? 0) * sine;
        const im = (real[b] ?? 0) * sine + (imaginary[b] ?? 0) * cosine;
        real[b] = (real[a] ?? 0) - re;
        imaginary[b] = (imaginary[a] ?? 0) - im;
        real[a] = (real[a] ?? 0) + re;
        imaginary[a] = (imaginary[a] ?? 0) + im;
      }
    }
  }
}

export type Fingerprint = { bits: number[]; loud: boolean[] };

/** Takes sound of 8000 samples a second, piece by piece, and writes its fingerprint. */
export class Fingerprinter {
  readonly print: Fingerprint = { bits: [], loud: [] };
  readonly #held = new Float32Array(size);
  readonly #real = new Float64Array(size);
  readonly #imaginary = new Float64Array(size);
  #filled = 0;
  #before: Float64Array = new Float64Array(bands);

  push(samples: Float32Array): void {
    for (const sample of samples) {
      this.#held[this.#filled] = sample;
      this.#filled += 1;
      if (this.#filled === size) {
        this.#measure();
        this.#held.copyWithin(0, step);
        this.#filled = size - step;
      }
    }
  }

  /** Sound shorter than a window is measured with silence after it. */
  end(): Fingerprint {
    this.push(new Float32Array(size - step));
    return this.print;
  }

  #measure(): void {
    let square = 0;
    for (let at = 0; at < size; at++) {
      const place = reversed[at] ?? 0;
      const sample = this.#held[place] ?? 0;
      this.#real[at] = sample * (window[place] ?? 0);
      square += sample * sample;
    }
    this.#imaginary.fill(0);
    transform(this.#real, this.#imaginary);
    const energies = new Float64Array(bands);
    for (let band = 0; band < bands; band++)
      energies[band] = this.#energy(edges[band] ?? 0, edges[band + 1] ?? 0);
    let bits = 0;
    for (let band = 0; band < bands - 1; band++) {
      const now = (energies[band] ?? 0) - (energies[band + 1] ?? 0);
      const then = (this.#before[band] ?? 0) - (this.#before[band + 1] ?? 0);
      if (now > then) bits |= 1 << band;
    }
    this.#before = energies;
    this.print.bits.push(bits);
    this.print.loud.push(square / size > silence);
  }

  #energy(from: number, to: number): number {
    let sum = 0;
    for (let bin = from; bin < Math.max(from + 1, to); bin++) {
      sum += (this.#real[bin] ?? 0) ** 2 + (this.#imaginary[bin] ?? 0) ** 2;
    }
    return sum;
  }
}

/** How many bits of a number are set. */
function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The share of bits that differ between two places, over the loud steps of the first; 0.5 is chance. */
export function distance(
  one: Fingerprint,
  from: number,
  other: Fingerprint,
  at: number,
  steps: number,
): number {
  let wrong = 0;
  let compared = 0;
  for (let index = 0; index < steps; index++) {
    if (one.loud[from + index] !== true) continue;
    const bits = other.bits[at + index];
    wrong += bits === undefined ? 16 : countBits((one.bits[from + index] ?? 0) ^ bits);
    compared += 1;
    // What starts by chance goes on by chance: most places are left early.
    if (compared === 8 && wrong > 8 * 32 * 0.44) return 0.5;
  }
  return compared === 0 ? 0.5 : wrong / (compared * 32);
}
