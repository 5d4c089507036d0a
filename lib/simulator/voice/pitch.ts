import { hearingRate } from "@/lib/simulator/voice/eight-kilohertz";

const lowest = 70;
const highest = 400;
const window = 400;

/** The correlation of a window with itself `lag` samples later, from -1 to 1. */
function likeness(samples: Float32Array, from: number, lag: number): number {
  let product = 0;
  let one = 0;
  let other = 0;
  for (let at = from; at < from + window; at++) {
    const [a, b] = [samples[at] ?? 0, samples[at + lag] ?? 0];
    product += a * b;
    one += a * a;
    other += b * b;
  }
  return one < window * 1e-5 ? 0 : product / Math.sqrt(one * other + 1e-12);
}

/** The period of a voiced window: the first lag that is nearly as good as the best. */
function pitchAt(samples: Float32Array, from: number): number | null {
  const lags = Array.from(
    { length: Math.floor(hearingRate / lowest - hearingRate / highest) },
    (_, index) => Math.floor(hearingRate / highest) + index,
  );
  const found = lags.map((lag) => likeness(samples, from, lag));
  const best = Math.max(...found);
  if (best < 0.6) return null;
  const peak = found.findIndex(
    (value, index) =>
      value > best * 0.92 && value >= (found[index - 1] ?? 0) && value >= (found[index + 1] ?? 0),
  );
  return hearingRate / (lags[peak] ?? 1);
}

/** The middle pitch of a voice in hertz, from sound of 8000 samples a second; null where nobody speaks. */
export function medianPitch(samples: Float32Array): number | null {
  const pitches: number[] = [];
  for (let from = 0; from + window + hearingRate / lowest < samples.length; from += window / 2) {
    const pitch = pitchAt(samples, from);
    if (pitch !== null) pitches.push(pitch);
  }
  return pitches.length < 5 ? null : (pitches.sort((one, other) => one - other)[pitches.length >> 1] ?? null);
}
