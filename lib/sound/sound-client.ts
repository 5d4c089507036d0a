import type { SoundFacts, SoundLevels } from "./read-sound";

/** Below this nothing is heard: -50 dBFS. */
const quiet = 10 ** (-50 / 20);

let worker: Worker | undefined;
let lastId = 0;

function ask<Answer>(what: "facts" | "levels", file: Blob, without: Answer): Promise<Answer> {
  worker ??= new Worker(new URL("./sound-worker.ts", import.meta.url), { type: "module" });
  const started = worker;
  lastId += 1;
  const id = lastId;
  return new Promise((resolve) => {
    const end = (answer: Answer) => {
      started.removeEventListener("message", answered);
      started.removeEventListener("error", failed);
      resolve(answer);
    };
    const answered = ({ data }: MessageEvent<{ id: number; found: Answer }>) => {
      if (data.id === id) end(data.found);
    };
    const failed = () => {
      if (worker === started) worker = undefined;
      started.terminate();
      end(without);
    };
    started.addEventListener("message", answered);
    started.addEventListener("error", failed);
    started.postMessage({ id, file, what });
  });
}

/** How long a sound is, by its file. Nothing is decoded. Never rejects. */
export const soundFacts = (file: Blob): Promise<SoundFacts> =>
  ask<SoundFacts>("facts", file, { seconds: undefined, sound: undefined });

/** How loud a sound of any length is over its length; nothing for what this browser cannot decode. Never rejects. */
export const soundLevels = (file: Blob): Promise<SoundLevels | undefined> =>
  ask<SoundLevels | undefined>("levels", file, undefined);

/** Nothing can be heard in it. */
export const isSilent = ({ peaks }: { peaks: Float32Array }): boolean => peaks.every((peak) => peak < quiet);
