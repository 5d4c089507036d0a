import type { RecordingPurpose } from "@/lib/history/recording-record";
import { Capture, type EndedBy } from "./capture";
import { failureOf, missingSupport, type RecorderFailure } from "./failure";
import { closeMicrophone, openMicrophone } from "./microphone";
import type { SoundMeter } from "./sound-meter";

/** What was recorded. It stays stored until it is discarded. */
export type Recording = {
  id: string;
  /** When it began, in epoch milliseconds. */
  createdAt: number;
  /** Its type is the one that the browser recorded. */
  file: Blob;
  seconds: number;
  endedBy: EndedBy;
  /** Whether anything was heard; nothing where this browser does not tell. */
  heard: boolean | undefined;
};

export type RecorderState =
  | { step: "idle" }
  /** The browser asks the person for the microphone. */
  | { step: "asking" }
  /** `silent`: for three seconds nothing was heard. `unsaved`: the browser stores nothing, so a reload would lose it. */
  | { step: "recording"; silent: boolean; unsaved: boolean }
  | { step: "paused"; unsaved: boolean }
  | { step: "finishing" }
  | { step: "done"; recording: Recording }
  | { step: "failed"; reason: RecorderFailure };

/** After this a person is told that nothing is heard. */
const silentSeconds = 3;

type RecorderOptions = { purpose: RecordingPurpose; maxSeconds: number; onChange: () => void };

/**
 * Records one thing after the other. What is recorded lies in this browser from the first slices on, and goes only by
 * `discard` or `cancel`.
 */
export class SoundRecorder {
  private current: RecorderState = { step: "idle" };
  private capture: Capture | undefined;
  /** Which request for the microphone counts. */
  private asked = 0;
  private readonly options: RecorderOptions;

  constructor(options: RecorderOptions) {
    this.options = options;
  }

  get state(): RecorderState {
    return this.current;
  }

  /** Seconds recorded so far. */
  get seconds(): number {
    return this.capture?.seconds ?? 0;
  }

  /** How loud it is, while it records. */
  get meter(): SoundMeter | undefined {
    return this.capture?.meter;
  }

  /** Asks for the microphone and records. What was recorded before stays stored. Never rejects. */
  async start(microphone?: string): Promise<void> {
    const { step } = this.current;
    if (step !== "idle" && step !== "done" && step !== "failed") return;
    this.letGo();
    const missing = missingSupport();
    if (missing) return this.tell({ step: "failed", reason: missing });
    this.asked += 1;
    const asked = this.asked;
    this.tell({ step: "asking" });
    try {
      const stream = await openMicrophone(microphone);
      if (asked !== this.asked) return closeMicrophone(stream);
      this.record(stream);
    } catch (thrown) {
      if (asked === this.asked) this.tell({ step: "failed", reason: failureOf(thrown) });
    }
  }

  pause(): void {
    this.capture?.pause();
    this.look("paused");
  }

  resume(): void {
    this.capture?.resume();
    this.look("recording");
  }

  /** Ends the recording: `done` follows once it is stored. */
  stop(): void {
    if (this.isGoing()) this.capture?.stop();
    this.look("finishing");
  }

  /** Ends whatever goes on and throws the recording away. */
  cancel(): void {
    if (this.isGoing()) {
      this.capture?.abandon();
    } else if (this.current.step === "done") void this.discard();
    this.asked += 1;
    if (this.current.step !== "finishing") this.tell({ step: "idle" });
  }

  /** Takes the finished recording away: it was used, or is not wanted. */
  async discard(): Promise<void> {
    const writer = this.current.step === "done" ? this.capture?.writer : undefined;
    if (!writer) return;
    this.capture = undefined;
    this.tell({ step: "idle" });
    await writer.discard();
  }

  /** The page is left: what is being recorded ends and stays stored. */
  close(): void {
    this.asked += 1;
    if (this.isGoing()) this.capture?.stop();
    else this.letGo();
    this.current = { step: "idle" };
  }

  private isGoing(): boolean {
    return this.current.step === "recording" || this.current.step === "paused";
  }

  private letGo(): void {
    this.capture?.writer.release();
    this.capture = undefined;
  }

  private tell(next: RecorderState): void {
    this.current = next;
    this.options.onChange();
  }

  /** Goes to the next state of a recording that goes on. */
  private look(step: "recording" | "paused" | "finishing"): void {
    if (!this.capture || !this.isGoing()) return;
    const { unsaved } = this.capture.writer;
    const silent = this.capture.meter.quietSeconds >= silentSeconds;
    if (step === "recording") this.tell({ step, silent, unsaved });
    else this.tell(step === "paused" ? { step, unsaved } : { step });
  }

  private record(stream: MediaStream): void {
    const { purpose, maxSeconds } = this.options;
    const capture = new Capture(stream, {
      purpose,
      maxSeconds,
      onTick: () => this.current.step === "recording" && this.look("recording"),
      onEnd: (endedBy) => void this.end(capture, endedBy),
    });
    this.capture = capture;
    this.tell({ step: "recording", silent: false, unsaved: false });
  }

  private async end(capture: Capture, endedBy: EndedBy): Promise<void> {
    const { writer, meter, seconds } = capture;
    const file = await writer.file();
    const here = this.capture === capture;
    if (!capture.wanted || file.size === 0) {
      await writer.discard();
      if (here) this.endWithout(capture.wanted);
    } else if (!here || this.current.step === "idle") writer.release();
    else {
      const { heard } = meter.levels;
      const { id, createdAt } = writer;
      this.tell({ step: "done", recording: { id, createdAt, file, seconds, endedBy, heard } });
    }
  }

  private endWithout(wanted: boolean): void {
    this.capture = undefined;
    if (wanted && this.current.step !== "idle") this.tell({ step: "failed", reason: "nothing-recorded" });
  }
}
