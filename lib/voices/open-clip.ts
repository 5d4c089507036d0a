import { err, ok, type Result } from "@/lib/core/result";
import type { ClipFrames, ClipPart } from "./clip-frames";
import type { ClipTask } from "./clip-worker";

/** Why a file cannot become a clip. The words are in the messages of `voices`. */
export const clipProblems = [
  "noSound",
  "undecodable",
  "tooLarge",
  "farTooLong",
  "empty",
  "notKept",
  "notRead",
] as const;
export type ClipProblem = (typeof clipProblems)[number];

/** Hertz of what is sent: the highest at which SiliconFlow speaks, and all that a voice needs. */
const rate = 44_100;

/** Longer ones take more memory than a page should have; 30 seconds are cut out of them. */
const mostSeconds = 600;
/** Of a file that does not say its length no more is decoded: a browser's own recording of ten minutes is smaller. */
const mostUnmeasuredBytes = 10_000_000;

/** A clip in a worker of its own. `close` gives its memory back. */
export type OpenedClip = {
  frames: ClipFrames;
  /** A part as a WAV file: one channel, 16 bit. */
  cut: (part: ClipPart) => Promise<Blob>;
  close: () => void;
};

/** The length that a file says, in seconds: infinite where it says none, nothing where it is no sound for this browser. */
function toldSeconds(file: Blob): Promise<number | undefined> {
  const audio = new Audio();
  const url = URL.createObjectURL(file);
  return new Promise<number | undefined>((resolve) => {
    audio.addEventListener("loadedmetadata", () => resolve(audio.duration), { once: true });
    audio.addEventListener("error", () => resolve(undefined), { once: true });
    audio.preload = "metadata";
    audio.src = url;
  }).finally(() => {
    audio.removeAttribute("src");
    URL.revokeObjectURL(url);
  });
}

async function decode(file: Blob): Promise<Result<AudioBuffer, ClipProblem>> {
  const told = await toldSeconds(file);
  if (told !== undefined && Number.isFinite(told) && told > mostSeconds) return err("farTooLong");
  // What the element cannot read may still be decoded, if it is small.
  if ((told === undefined || !Number.isFinite(told)) && file.size > mostUnmeasuredBytes)
    return err("tooLarge");
  try {
    const sound = await new OfflineAudioContext(1, 1, rate).decodeAudioData(await file.arrayBuffer());
    return sound.length === 0 ? err("empty") : ok(sound);
  } catch {
    return err("undecodable");
  }
}

/** Decodes a file, measures it in a worker, and keeps it there to be cut. */
export async function openClip(file: Blob): Promise<Result<OpenedClip, ClipProblem>> {
  const decoded = await decode(file);
  if (!decoded.ok) return decoded;
  const sound = decoded.value;
  const channels = Array.from({ length: sound.numberOfChannels }, (_, channel) =>
    sound.getChannelData(channel).slice(),
  );
  const desk = new ClipDesk();
  try {
    const task = { kind: "open", channels, rate: sound.sampleRate } as const;
    const frames = await desk.ask<ClipFrames>(
      task,
      channels.map(({ buffer }) => buffer),
    );
    const cut = (part: ClipPart) => desk.ask<Blob>({ kind: "cut", part });
    return ok({ frames, cut, close: () => desk.close() });
  } catch {
    desk.close();
    return err("undecodable");
  }
}

type Unnumbered<Task> = Task extends unknown ? Omit<Task, "id"> : never;

/** Asks a worker, and gives each answer to who asked for it. */
class ClipDesk {
  private readonly worker = new Worker(new URL("./clip-worker.ts", import.meta.url), { type: "module" });
  private lastId = 0;

  ask<Answer>(task: Unnumbered<ClipTask>, transfer: Transferable[] = []): Promise<Answer> {
    this.lastId += 1;
    const id = this.lastId;
    const { worker } = this;
    return new Promise((resolve, reject) => {
      const end = new AbortController();
      const { signal } = end;
      worker.addEventListener(
        "message",
        ({ data }: MessageEvent<{ id: number; answer: Answer }>) => {
          if (data.id !== id) return;
          end.abort();
          resolve(data.answer);
        },
        { signal },
      );
      worker.addEventListener(
        "error",
        () => {
          end.abort();
          reject(new Error("The clip cannot be read."));
        },
        { signal },
      );
      worker.postMessage({ ...task, id }, transfer);
    });
  }

  close(): void {
    this.worker.terminate();
  }
}
