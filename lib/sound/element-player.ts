import type { LivePlayer, LiveSound } from "./live-player";
import { partPath } from "./parts";

/** Resolves when an element has played to its end. */
function heard(audio: HTMLAudioElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const once = { once: true, signal };
    audio.addEventListener("ended", () => resolve(), once);
    audio.addEventListener("error", () => reject(audio.error), once);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** Plays the parts one after the other in an element, which fetches them itself. */
export function playElements({ parts, onFirst, onEnd }: LiveSound): LivePlayer {
  const audio = new Audio();
  const stopping = new AbortController();
  const { signal } = stopping;
  let before = 0;
  audio.addEventListener("playing", onFirst, { once: true, signal });
  const playPart = async (part: string, whole: boolean) => {
    audio.src = await partPath(part, whole, signal);
    const ending = heard(audio, signal);
    ending.catch(() => {}); // play() says it too
    await audio.play();
    await ending;
  };
  const work = async () => {
    for await (const part of parts(signal)) {
      // The live sound is gone once the run is over: then there is the file.
      await playPart(part, false).catch((failure: unknown) => {
        if (signal.aborted || audio.error === null) throw failure;
        return playPart(part, true);
      });
      // Of a sound that came in no length is known: where it ended says it.
      before += audio.currentTime;
    }
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
      audio.removeAttribute("src");
      audio.load(); // lets the connection go
    },
    time: () => before + (audio.ended ? 0 : audio.currentTime),
  };
}
