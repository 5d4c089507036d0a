import { playElements } from "./element-player";
import { canPlayThroughMediaSource, playThroughMediaSource } from "./media-source-player";
import { playPcm } from "./pcm-player";
import type { SpeechFormat } from "./settings";
import type { TakeAddress } from "./take-bytes";

/** A take that is heard while it comes in. */
export type LivePlayer = {
  pause: () => void;
  resume: () => void;
  close: () => void;
  /** Seconds heard so far. */
  time: () => number;
};

export type LiveParts = {
  address: TakeAddress;
  /** The first sound is heard. */
  onFirst: () => void;
  /** All of it has been heard, or why that cannot be; not told after `close`. */
  onEnd: (failure?: unknown) => void;
};

/** The browser plays nothing before somebody has touched the page. */
export const isPlayRefused = (failure: unknown): boolean =>
  failure instanceof DOMException && failure.name === "NotAllowedError";

/** Plays a take from its first bytes on, in the way that its format allows. */
export function playLive(
  parts: LiveParts,
  { format, sampleRate }: { format: SpeechFormat; sampleRate: number | undefined },
): LivePlayer {
  if (format === "wav" || format === "pcm") return playPcm(parts, format === "pcm" ? sampleRate : undefined);
  if (format === "mp3" && canPlayThroughMediaSource()) return playThroughMediaSource(parts);
  return playElements(parts);
}
