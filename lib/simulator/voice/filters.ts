/** A resonance with a gain of 1 at 0 Hz: one formant of a mouth (Klatt 1980, equation 2). */
export class Resonator {
  #a = 1;
  #b = 0;
  #c = 0;
  #one = 0;
  #two = 0;

  tune(hertz: number, width: number, rate: number): void {
    const decay = Math.exp((-Math.PI * width) / rate);
    this.#c = -decay * decay;
    this.#b = 2 * decay * Math.cos((2 * Math.PI * hertz) / rate);
    this.#a = 1 - this.#b - this.#c;
  }

  step(input: number): number {
    const output = this.#a * input + this.#b * this.#one + this.#c * this.#two;
    this.#two = this.#one;
    this.#one = output;
    return output;
  }
}

/** Lets a band through, with a gain of 1 at its middle (Bristow-Johnson's cookbook, constant peak gain). */
export class BandPass {
  #gain = 0;
  #b = 0;
  #c = 0;
  #input = [0, 0] as [number, number];
  #output = [0, 0] as [number, number];

  tune(hertz: number, quality: number, rate: number): void {
    const angle = (2 * Math.PI * hertz) / rate;
    const alpha = Math.sin(angle) / (2 * quality);
    this.#gain = alpha / (1 + alpha);
    this.#b = (2 * Math.cos(angle)) / (1 + alpha);
    this.#c = -(1 - alpha) / (1 + alpha);
  }

  step(input: number): number {
    const output =
      this.#gain * (input - this.#input[1]) + this.#b * this.#output[0] + this.#c * this.#output[1];
    this.#input[1] = this.#input[0];
    this.#input[0] = input;
    this.#output[1] = this.#output[0];
    this.#output[0] = output;
    return output;
  }
}
