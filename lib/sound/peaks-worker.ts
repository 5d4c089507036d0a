/** How loud each of so many samples gets, from 0 to 1. */
function peaksOf(samples: Float32Array, perPeak: number): Float32Array<ArrayBuffer> {
  const peaks = new Float32Array(Math.ceil(samples.length / perPeak));
  for (let at = 0; at < samples.length; at += 1) {
    const peak = Math.floor(at / perPeak);
    const loud = Math.abs(samples[at] ?? 0);
    if (loud > (peaks[peak] ?? 0)) peaks[peak] = loud;
  }
  return peaks;
}

type Asked = { id: number; samples: Float32Array; perPeak: number };

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  const { id, samples, perPeak } = data;
  postMessage({ id, peaks: peaksOf(samples, perPeak) });
});
