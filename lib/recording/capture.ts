import type { RecordingPurpose } from "@/lib/history/recording-record";
import { closeMicrophone } from "./microphone";
import { RecordingWriter } from "./recording-store";
import { SoundMeter } from "./sound-meter";
import { bitsPerSecond, recordableType } from "./sound-type";
import { Stopwatch } from "./stopwatch";

/** A crash loses no more than this. */
const sliceMs = 2000;
const tickMs = 100;
/** Some browsers tell the end of a very short recording before its bytes. */
const lateMs = 500;

/** `limit`: it was as long as allowed. `microphone`: it was unplugged or taken away. */
export type EndedBy = "person" | "limit" | "microphone";

type CaptureParts = {
  purpose: RecordingPurpose;
  maxSeconds: number;
  /** Something that is shown may have changed. */
  onTick: () => void;
  /** It is over, with whatever came, and the microphone is closed. */
  onEnd: (endedBy: EndedBy) => void;
};

/** One recording, from an open microphone to stored slices. Closes the microphone whatever happens. */
export class Capture {
  readonly meter: SoundMeter;
  readonly writer: RecordingWriter;
  /** False once it was abandoned. */
  wanted = true;
  private readonly stream: MediaStream;
  private readonly recorder: MediaRecorder;
  private readonly watch = new Stopwatch();
  private readonly parts: CaptureParts;
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly awake: Promise<WakeLockSentinel | undefined>;
  private endedBy: EndedBy = "person";
  private ended = false;
  private arrived = () => {};

  /** Throws when this browser cannot record the stream, which is closed then. */
  constructor(stream: MediaStream, parts: CaptureParts) {
    this.stream = stream;
    this.parts = parts;
    try {
      const mimeType = recordableType((type) => MediaRecorder.isTypeSupported(type));
      this.recorder = new MediaRecorder(stream, {
        audioBitsPerSecond: bitsPerSecond(parts.maxSeconds),
        ...(mimeType !== undefined && { mimeType }),
      });
      this.recorder.addEventListener("dataavailable", ({ data }) => this.take(data));
      this.recorder.addEventListener("stop", () => void this.finish());
      this.recorder.addEventListener("error", () => this.stop("microphone"));
      this.recorder.start(sliceMs);
    } catch (thrown) {
      closeMicrophone(stream);
      throw thrown;
    }
    this.writer = new RecordingWriter(parts.purpose);
    this.meter = new SoundMeter(stream);
    this.watch.start();
    for (const track of stream.getTracks()) track.addEventListener("ended", () => this.stop("microphone"));
    this.timer = setInterval(() => this.tick(), tickMs);
    // A phone that goes to sleep stops recording.
    const { wakeLock }: { wakeLock?: WakeLock } = navigator;
    this.awake = wakeLock?.request("screen").catch(() => undefined) ?? Promise.resolve(undefined);
  }

  get seconds(): number {
    return Math.min(this.watch.seconds, this.parts.maxSeconds);
  }

  pause(): void {
    if (this.recorder.state !== "recording") return;
    this.recorder.pause();
    this.watch.stop();
    this.meter.listening = false;
  }

  resume(): void {
    if (this.recorder.state !== "paused") return;
    this.recorder.resume();
    this.watch.start();
    this.meter.listening = true;
  }

  /** Ends it; `onEnd` is told once all bytes are stored. */
  stop(endedBy: EndedBy = "person"): void {
    if (this.ended) return;
    this.ended = true;
    this.endedBy = endedBy;
    this.watch.stop();
    this.meter.close();
    clearInterval(this.timer);
    // A recorder whose microphone went has stopped by itself, and its last bytes are on their way.
    if (this.recorder.state !== "inactive") this.recorder.stop();
    closeMicrophone(this.stream);
    void this.awake.then((lock) => lock?.release()).catch(() => {});
  }

  /** Ends it because nobody wants it. */
  abandon(): void {
    this.wanted = false;
    void this.writer.discard();
    this.stop();
  }

  private tick(): void {
    this.endAtLimit();
    if (!this.ended) this.parts.onTick();
  }

  private endAtLimit(): void {
    if (this.watch.seconds >= this.parts.maxSeconds) this.stop("limit");
  }

  private take(slice: Blob): void {
    if (slice.size === 0) return;
    const type = this.recorder.mimeType || slice.type;
    void this.writer.append(slice, type, this.seconds);
    this.arrived();
    // The timer of a tab that nobody sees may run once a minute.
    this.endAtLimit();
  }

  private async finish(): Promise<void> {
    this.stop("microphone"); // unless somebody did
    if (this.writer.bytes === 0)
      await new Promise<void>((resolve) => {
        this.arrived = resolve;
        setTimeout(resolve, lateMs);
      });
    this.parts.onEnd(this.endedBy);
  }
}
