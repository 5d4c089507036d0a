import type { Random } from "@/lib/simulator/random";
import { BandPass, Resonator } from "@/lib/simulator/voice/filters";
import type { Note } from "@/lib/simulator/voice/score";
import type { Traits } from "@/lib/simulator/voice/traits";

/*
 * A formant synthesiser after Klatt (1980): pulses of a glottis and noise of breath go through a row of resonances,
 * friction beside them through a band of its own. Everything glides: settings change every millisecond.
 */

const framesPerSecond = 1000;
/** The part of a pulse in which the glottis is open. */
const openPart = 0.62;
const upperFormants = [3400, 4400];
const widths = [70, 90, 140, 220, 300];
const level = 0.16;

/** One mouth at one sample rate. It goes on where the last note ended. */
export class Synthesiser {
  readonly #rate: number;
  readonly #traits: Traits;
  readonly #random: Random;
  readonly #row: Resonator[] = widths.map(() => new Resonator());
  readonly #friction = new BandPass();
  readonly #dull: number;
  #formants: number[] = [500, 1450, 2500];
  #voice = 0;
  #breath = 0;
  #hiss = 0;
  #phase = 0;
  #pulse = 0;
  #untilFrame = 0;
  /** How many resonances the sample rate can carry. */
  #heard = 0;

  constructor(rate: number, traits: Traits, random: Random) {
    this.#rate = rate;
    this.#traits = traits;
    this.#random = random;
    this.#dull = 1 - Math.exp((-2 * Math.PI * traits.brightness) / rate);
  }

  /** The sound of a note, `samples` long, roughly between -1 and 1. */
  play(note: Note, samples: number): Float32Array<ArrayBuffer> {
    const sound = new Float32Array(samples);
    for (let at = 0; at < samples; at++) {
      if (this.#untilFrame === 0) {
        this.#glide(note);
        this.#untilFrame = Math.round(this.#rate / framesPerSecond);
      }
      this.#untilFrame -= 1;
      const semitones = note.from + ((note.to - note.from) * at) / samples;
      sound[at] = this.#sample(this.#traits.pitch * 2 ** ((semitones * this.#traits.span) / 12));
    }
    return sound;
  }

  #glide(note: Note): void {
    const highest = this.#rate * 0.46;
    this.#heard = 0;
    this.#formants = this.#formants.map(
      (hertz, index) => hertz + 0.04 * ((note.formants[index] ?? hertz) - hertz),
    );
    for (const [index, formant] of [...this.#formants, ...upperFormants].entries()) {
      const hertz = formant * this.#traits.mouth;
      if (hertz > highest) break;
      this.#row[index]?.tune(hertz, widths[index] ?? 300, this.#rate);
      this.#heard = index + 1;
    }
    this.#friction.tune(Math.min(note.hiss * this.#traits.mouth, this.#rate * 0.4), 1.6, this.#rate);
    this.#voice += 0.13 * (note.voice - this.#voice);
    this.#breath += 0.13 * (note.breath + note.voice * this.#traits.breath - this.#breath);
    this.#hiss += 0.17 * (note.friction - this.#hiss);
  }

  #sample(hertz: number): number {
    this.#phase += hertz / this.#rate;
    if (this.#phase >= 1) this.#phase -= 1 + 0.01 * (this.#random() - 0.5);
    const open = this.#phase / openPart;
    const flow = open > 0 && open < 1 ? open * (2 - 3 * open) : 0;
    this.#pulse += this.#dull * (flow - this.#pulse);
    const noise = this.#random() * 2 - 1;
    let sound = this.#voice * this.#pulse + this.#breath * noise * 0.14;
    for (let at = 0; at < this.#heard; at++) sound = this.#row[at]?.step(sound) ?? sound;
    return level * (sound + this.#hiss * this.#friction.step(noise) * 0.35);
  }
}
