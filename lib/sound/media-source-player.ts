import type { LivePlayer, LiveSound } from "./live-player";
import { soundBytes } from "./parts";

const mp3 = "audio/mpeg";

export const canPlayThroughMediaSource = (): boolean =>
  typeof MediaSource !== "undefined" && MediaSource.isTypeSupported(mp3);

const happens = (target: EventTarget, name: string, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    target.addEventListener(name, () => resolve(), { once: true, signal });
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

/** What was heard this long ago is given up when the browser's buffer is full, in seconds. */
const keptSeconds = 5;

/** Adds bytes; where the buffer is full it waits until more of it has been heard. */
async function append(buffer: SourceBuffer, bytes: Uint8Array, audio: HTMLAudioElement, signal: AbortSignal) {
  for (;;) {
    signal.throwIfAborted();
    try {
      buffer.appendBuffer(bytes.slice());
      return await happens(buffer, "updateend", signal);
    } catch (failure) {
      if (!(failure instanceof DOMException) || failure.name !== "QuotaExceededError") throw failure;
      await happens(audio, "timeupdate", signal);
      const until = audio.currentTime - keptSeconds;
      if (until <= 0) continue;
      buffer.remove(0, until);
      await happens(buffer, "updateend", signal);
    }
  }
}

/** Plays MP3 from its first bytes on; the parts follow each other without a gap. */
export function playThroughMediaSource({ parts, onFirst, onEnd }: LiveSound): LivePlayer {
  const audio = new Audio();
  const stopping = new AbortController();
  const { signal } = stopping;
  const source = new MediaSource();
  const url = URL.createObjectURL(source);
  audio.src = url;
  audio.addEventListener("playing", onFirst, { once: true, signal });
  const work = async () => {
    await happens(source, "sourceopen", signal);
    URL.revokeObjectURL(url);
    const buffer = source.addSourceBuffer(mp3);
    // A pause before the first sound ends the promise, not the sound.
    const starting = audio.play().catch((failure: unknown) => {
      if (!(failure instanceof DOMException) || failure.name !== "AbortError") throw failure;
    });
    const refused = starting.then(() => new Promise<never>(() => {}));
    const broken = happens(audio, "error", signal).then(() => Promise.reject(audio.error));
    const fill = async () => {
      let failure: unknown;
      try {
        for await (const { bytes } of soundBytes(parts, signal)) await append(buffer, bytes, audio, signal);
      } catch (thrown) {
        signal.throwIfAborted();
        failure = thrown;
      }
      // What has come is heard to its end, whatever became of the rest.
      if (buffer.buffered.length > 0) {
        const ended = happens(audio, "ended", signal);
        source.endOfStream();
        await ended;
      } else failure ??= new Error("Nothing came that could be heard.");
      if (failure !== undefined) throw failure;
    };
    await Promise.race([fill(), refused, broken]);
  };
  work().then(
    () => signal.aborted || onEnd(),
    (failure: unknown) => signal.aborted || onEnd(failure),
  );
  return {
    pause: () => audio.pause(),
    resume: () => void audio.play().catch(() => {}),
    close: () => {
      stopping.abort();
      audio.pause();
      URL.revokeObjectURL(url);
      audio.removeAttribute("src");
      audio.load();
    },
    time: () => audio.currentTime,
  };
}
