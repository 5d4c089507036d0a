import type { LivePlayer, LiveSound } from "./live-player";
import { soundBytes } from "./parts";
import { PcmReader } from "./pcm-reader";

/** Pieces shorter than this are put together, in seconds. */
const leastSeconds = 0.1;
/** So much is decoded ahead of what is heard, in seconds: a long take does not fill the memory. */
const mostAhead = 20;

/** Samples as sound, one piece after the other without a gap. */
class Schedule {
  private readonly context: AudioContext;
  /** When the next piece begins, by the context's clock. */
  private next = 0;
  private scheduled = 0;
  private readonly ending = new Set<Promise<void>>();

  constructor(context: AudioContext) {
    this.context = context;
  }

  /** Resolves when there is room for more. */
  async add(samples: Float32Array<ArrayBuffer>, rate: number): Promise<void> {
    const { context } = this;
    const buffer = context.createBuffer(1, samples.length, rate);
    buffer.copyToChannel(samples, 0);
    const node = context.createBufferSource();
    node.buffer = buffer;
    node.connect(context.destination);
    this.next = Math.max(this.next, context.currentTime + 0.02);
    node.start(this.next);
    this.next += buffer.duration;
    this.scheduled += buffer.duration;
    const ended = new Promise<void>((resolve) => {
      node.onended = () => {
        node.disconnect();
        this.ending.delete(ended);
        resolve();
      };
    });
    this.ending.add(ended);
    while (this.next - context.currentTime > mostAhead && this.ending.size > 0)
      await Promise.race(this.ending);
  }

  get heardSeconds(): number {
    return Math.max(0, this.scheduled - Math.max(0, this.next - this.context.currentTime));
  }

  async end(): Promise<void> {
    await Promise.all(this.ending);
  }
}

function joined(pieces: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/**
 * Plays 16-bit samples from the first ones on.
 * @param rate of raw samples in hertz; without one the parts are WAV files.
 */
export function playPcm({ parts, onFirst, onEnd }: LiveSound, rate: number | undefined): LivePlayer {
  const context = new AudioContext();
  const stopping = new AbortController();
  const { signal } = stopping;
  const schedule = new Schedule(context);
  const work = async () => {
    let reader = new PcmReader(rate);
    let current = "";
    let waiting: Float32Array[] = [];
    const flush = async () => {
      const samples = joined(waiting);
      waiting = [];
      if (samples.length === 0 || reader.rate === undefined) return;
      const added = schedule.add(samples, reader.rate);
      if (context.state === "running") onFirst();
      await added;
    };
    const play = async () => {
      for await (const { part, bytes } of soundBytes(parts, signal)) {
        if (part !== current) {
          await flush();
          reader = new PcmReader(rate);
          current = part;
        }
        waiting.push(reader.push(bytes));
        const length = waiting.reduce((sum, piece) => sum + piece.length, 0);
        if (reader.rate !== undefined && length / reader.rate >= leastSeconds) await flush();
        signal.throwIfAborted();
      }
      await flush();
    };
    // What has come is heard to its end, whatever became of the rest.
    await play().finally(() => signal.aborted || schedule.end());
  };
  const resume = () => void context.resume().catch(() => {});
  resume();
  work()
    .then(
      () => signal.aborted || onEnd(),
      (failure: unknown) => signal.aborted || onEnd(failure),
    )
    .finally(() => context.close().catch(() => {}));
  return {
    pause: () => void context.suspend().catch(() => {}),
    resume,
    close: () => {
      stopping.abort();
      void context.close().catch(() => {});
    },
    time: () => schedule.heardSeconds,
  };
}
