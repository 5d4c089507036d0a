import { type AppError, AppFailure } from "@/lib/core/app-error";
import { isPlayRefused, type LivePlayer, playLive } from "@/lib/sound/live-player";
import { claimSound } from "@/lib/sound/one-sound";
import { type Reader, Reading } from "./reading";

export type ReadAloudState =
  | { step: "idle" }
  /** Nothing is heard yet. */
  | { step: "preparing" }
  | { step: "playing" }
  | { step: "paused" }
  /** The browser wants a click first. */
  | { step: "refused" }
  /** There are no words in the answer. */
  | { step: "silent" }
  /** Without an error: the browser cannot play it. */
  | { step: "failed"; error: AppError | undefined };

/** Reads one answer aloud, while it is written or afterwards. */
export class ReadAloud {
  private current: ReadAloudState = { step: "idle" };
  private reading: Reading | undefined;
  private player: LivePlayer | undefined;
  private giveBack: (() => void) | undefined;
  /** The piece that was last handed to the player. */
  private at = 0;
  private readonly onChange: () => void;
  private readonly pauseForOther = () => this.pause();

  constructor(onChange: () => void) {
    this.onChange = onChange;
  }

  get state(): ReadAloudState {
    return this.current;
  }

  /** Yuan that this reading has cost so far; null when the price is not known. */
  get price(): number | null {
    return this.reading?.price ?? 0;
  }

  /** Begins with an answer; its words are told by `take`. @param temporary nothing of it is to stay. */
  start(answerId: string, reader: Reader, temporary: boolean): void {
    this.stop();
    this.reading = new Reading({
      answerId,
      reader,
      temporary,
      heard: () => this.player?.time() ?? 0,
      onChange: this.onChange,
    });
    this.play(0);
  }

  /** The answer as it is now. @param growing more of it may come. */
  take(text: string, growing: boolean): void {
    this.reading?.take(text, growing);
    if (this.reading?.silent) this.endWith({ step: "silent" });
  }

  pause(): void {
    if (this.current.step !== "playing" && this.current.step !== "preparing") return;
    this.player?.pause();
    this.tell({ step: "paused" });
  }

  /** Goes on after a pause. */
  resume(): void {
    if (this.current.step !== "paused" || !this.player) return;
    this.giveBack = claimSound(this.pauseForOther);
    this.player.resume();
    this.tell({ step: "playing" });
  }

  /** Goes on where it failed, or begins where the browser wanted a click. */
  retry(): void {
    if (this.current.step === "failed" || this.current.step === "refused") this.play(this.at);
  }

  stop(): void {
    void this.reading?.close().catch(() => {}); // housekeeping takes away what could not be
    this.reading = undefined;
    this.endWith({ step: "idle" });
  }

  private play(from: number): void {
    const { reading } = this;
    if (!reading) return;
    this.player?.close();
    this.at = from;
    this.giveBack = claimSound(this.pauseForOther);
    const onPart = (at: number) => {
      this.at = at;
    };
    this.tell({ step: "preparing" });
    this.player = playLive(
      {
        parts: (signal) => reading.parts(from, onPart, signal),
        onFirst: () => this.current.step === "preparing" && this.tell({ step: "playing" }),
        onEnd: (failure) => this.end(failure),
      },
      { format: "mp3", sampleRate: undefined },
    );
  }

  private end(failure: unknown): void {
    if (failure === undefined) this.stop();
    else if (isPlayRefused(failure)) this.endWith({ step: "refused" });
    else this.endWith({ step: "failed", error: failure instanceof AppFailure ? failure.error : undefined });
  }

  private endWith(state: ReadAloudState): void {
    this.player?.close();
    this.player = undefined;
    this.giveBack?.();
    this.giveBack = undefined;
    this.tell(state);
  }

  private tell(state: ReadAloudState): void {
    this.current = state;
    this.onChange();
  }
}
