import { LevelHistory } from "./level-history";

const perSecond = 20;
const shownSeconds = 30;

/** Listens to a microphone beside its recorder. Where the browser lets it hear nothing it claims nothing. */
export class SoundMeter {
  readonly levels = new LevelHistory(perSecond * shownSeconds);
  /** False while the recording pauses: what is said then is not part of it. */
  listening = true;
  private readonly context: AudioContext | undefined;
  private readonly timer: ReturnType<typeof setInterval> | undefined;

  constructor(stream: MediaStream) {
    if (!("AudioContext" in window)) return;
    const context = new AudioContext();
    this.context = context;
    const analyser = context.createAnalyser();
    try {
      // Firefox refuses a microphone whose sample rate is not that of the speakers.
      context.createMediaStreamSource(stream).connect(analyser);
    } catch {
      return;
    }
    void context.resume().catch(() => {});
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      if (!this.listening || context.state !== "running") return;
      analyser.getFloatTimeDomainData(samples);
      this.levels.add(samples);
    }, 1000 / perSecond);
  }

  get quietSeconds(): number {
    return this.levels.quietFor / perSecond;
  }

  /** It was too loud a moment ago. */
  get clipping(): boolean {
    return this.levels.clippedWithin(perSecond);
  }

  close(): void {
    clearInterval(this.timer);
    void this.context?.close().catch(() => {});
  }
}
