import { type ClipFrames, type ClipPart, frameSeconds } from "./clip-frames";

/** Below this nobody hears anything, as a mean square: 60 decibels under full scale. */
const leastEnergy = 1e-6;
/** So far below its loud parts a clip is silent: 32 decibels. */
const belowLoud = 10 ** -3.2;
/** A pause between words is shorter, in seconds. */
const pauseSeconds = 0.25;
/** So much is left before and after what is spoken, in seconds. */
const margin = 0.15;
/** SiliconFlow finds 8 to 10 seconds best. */
const bestSeconds = { least: 6, most: 11, wanted: 9 };
/** A later part has to be nearer to that by so much: of parts alike the first is taken. */
const noticeable = 0.3;

const known = new WeakMap<ClipFrames, readonly boolean[]>();

/** Which frames are spoken; the others are silence. Short pauses count as speech. */
export function speechOf(frames: ClipFrames): readonly boolean[] {
  const before = known.get(frames);
  if (before) return before;
  const sorted = frames.energy.toSorted();
  const loud = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  const threshold = Math.max(leastEnergy, loud * belowLoud);
  const spoken = Array.from(frames.energy, (energy) => energy > threshold);
  closePauses(spoken);
  known.set(frames, spoken);
  return spoken;
}

function closePauses(spoken: boolean[]): void {
  const longest = Math.round(pauseSeconds / frameSeconds);
  let last = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < spoken.length; at += 1) {
    if (!spoken[at]) continue;
    if (at - last > 1 && at - last <= longest) spoken.fill(true, last + 1, at);
    last = at;
  }
}

/** The stretches of speech of a clip, in their order. */
export function phrasesOf(frames: ClipFrames): ClipPart[] {
  const spoken = speechOf(frames);
  const phrases: ClipPart[] = [];
  for (const [at, isSpoken] of spoken.entries()) {
    const last = phrases.at(-1);
    const from = at * frameSeconds;
    const to = Math.min(frames.seconds, from + frameSeconds);
    if (!isSpoken) continue;
    if (spoken[at - 1] && last) last.to = to;
    else phrases.push({ from, to });
  }
  return phrases;
}

const withMargin = ({ from, to }: ClipPart, { seconds }: ClipFrames): ClipPart => ({
  from: Math.max(0, from - margin),
  to: Math.min(seconds, to + margin),
});

/** A part without the silence at its ends; nothing where all of it is silent. */
export function withoutSilence(frames: ClipFrames, part: ClipPart): ClipPart | undefined {
  const inside = phrasesOf(frames).filter(({ from, to }) => to > part.from && from < part.to);
  const [first] = inside;
  const last = inside.at(-1);
  if (!first || !last) return undefined;
  const { from, to } = withMargin({ from: first.from, to: last.to }, frames);
  return { from: Math.max(part.from, from), to: Math.min(part.to, to) };
}

/** About nine seconds that begin and end with a pause, where the clip has such a part; else its first ones. */
export function bestPart(frames: ClipFrames): ClipPart {
  const phrases = phrasesOf(frames);
  let best: ClipPart | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [index, first] of phrases.entries())
    for (const last of phrases.slice(index)) {
      const seconds = last.to - first.from;
      if (seconds > bestSeconds.most) break;
      const distance = Math.abs(seconds - bestSeconds.wanted);
      if (seconds < bestSeconds.least || distance > nearest - noticeable) continue;
      nearest = distance;
      best = { from: first.from, to: last.to };
    }
  if (best) return withMargin(best, frames);
  const from = Math.max(0, (phrases[0]?.from ?? 0) - margin);
  return { from, to: Math.min(frames.seconds, from + bestSeconds.wanted) };
}

/** A part with one end moved: inside the clip, and never shorter than a tenth of a second. */
export function moveEnd(
  part: ClipPart,
  end: "from" | "to",
  seconds: number,
  { seconds: whole }: Pick<ClipFrames, "seconds">,
): ClipPart {
  const least = Math.min(0.1, whole);
  if (end === "from") return { ...part, from: Math.max(0, Math.min(seconds, part.to - least)) };
  return { ...part, to: Math.min(whole, Math.max(seconds, part.from + least)) };
}
