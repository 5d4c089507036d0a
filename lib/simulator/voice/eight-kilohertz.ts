/** The rate at which the simulator listens. Words and pitch need no more. */
export const hearingRate = 8000;

/** Brings sound of any rate to 8000 samples a second: each is the mean of the time it stands for. */
export class EightKilohertz {
  #sum = 0;
  #filled = 0;

  push(samples: Float32Array, rate: number): Float32Array<ArrayBuffer> {
    const ratio = hearingRate / rate;
    const heard: number[] = [];
    for (const sample of samples) {
      let left = ratio;
      while (this.#filled + left >= 1 - 1e-9) {
        const used = 1 - this.#filled;
        heard.push(this.#sum + sample * used);
        left -= used;
        this.#sum = 0;
        this.#filled = 0;
      }
      if (left > 1e-9) {
        this.#sum += sample * left;
        this.#filled += left;
      }
    }
    return Float32Array.from(heard);
  }
}
