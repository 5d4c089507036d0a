/** The rate at which the simulator listens. Words and pitch need no more. */
export const hearingRate = 8000;

/** Brings sound of any rate to 8000 samples a second: each is the mean of the time it stands for. */
export class EightKilohertz {
  #sum = 0;
  #filled = 0;

  push(samples: Float32Array, rate: number): Float32Array<ArrayBuffer> {
    const ratio = hearingRate / rate;
    const heard = new Float32Array(Math.ceil(samples.length * ratio) + 1);
    let count = 0;
    for (const sample of samples) {
      let left = ratio;
      while (this.#filled + left >= 1 - 1e-9) {
        const used = 1 - this.#filled;
        heard[count] = this.#sum + sample * used;
        count += 1;
        left -= used;
        this.#sum = 0;
        this.#filled = 0;
      }
      if (left > 1e-9) {
        this.#sum += sample * left;
        this.#filled += left;
      }
    }
    return heard.subarray(0, count);
  }
}
