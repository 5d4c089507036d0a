import { playElements } from "./element-player";
import { canPlayThroughMediaSource, playThroughMediaSource } from "./media-source-player";
import type { SoundParts } from "./parts";
import { playPcm } from "./pcm-player";
import type { SoundFormat } from "./sound-format";

/** Sound that is heard while it comes in. */
export type LivePlayer = {
  pause: () => void;
  resume: () => void;
  close: () => void;
  /** Seconds heard so far. */
  time: () => number;
};

export type LiveSound = {
  parts: SoundParts;
  /** The first sound is heard. */
  onFirst: () => void;
  /** All of it has been heard, or why that cannot be; not told after `close`. */
  onEnd: (failure?: unknown) => void;
};

/** The browser plays nothing before somebody has touched the page. */
export const isPlayRefused = (failure: unknown): boolean =>
  failure instanceof DOMException && failure.name === "NotAllowedError";

/** Plays a sound from its first bytes on, in the way that its format allows. */
export function playLive(
  sound: LiveSound,
  { format, sampleRate }: { format: SoundFormat; sampleRate: number | undefined },
): LivePlayer {
  if (format === "wav" || format === "pcm") return playPcm(sound, format === "pcm" ? sampleRate : undefined);
  if (format === "mp3" && canPlayThroughMediaSource()) return playThroughMediaSource(sound);
  return playElements(sound);
}
