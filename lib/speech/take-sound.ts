import { isPlayRefused, type LivePlayer, playLive } from "./live-player";
import { claimSound } from "./one-sound";
import { soundOf, type Take } from "./take";
import type { TakeAddress } from "./take-bytes";

/** How a take is heard: as it comes in, or from its whole file. */
export type SoundState = {
  mode: "silent" | "live" | "whole";
  playing: boolean;
  /** From asking for it to the first sound, in milliseconds; only of a take heard as it came in. */
  firstSoundMs: number | undefined;
  /** The browser wants a click first. */
  refused: boolean;
  failed: boolean;
};

const silent = { mode: "silent", playing: false, refused: false, failed: false } as const;

export const playbackRates = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

type Whole = { audio: HTMLAudioElement; url: string; key: string };

/** The player of one take: live while it comes in, its file once it is there. */
export class TakeSound {
  private current: SoundState = { ...silent, firstSoundMs: undefined };
  private live: LivePlayer | undefined;
  private whole: Whole | undefined;
  private opening = 0;
  private rate = 1;
  private loop = false;
  private readonly address: TakeAddress;
  private readonly onChange: () => void;
  private readonly pauseForOther = () => this.pause();
  private giveBack: (() => void) | undefined;

  constructor(address: TakeAddress, onChange: () => void) {
    this.address = address;
    this.onChange = onChange;
  }

  get state(): SoundState {
    return this.current;
  }

  /** Seconds from the beginning. */
  get time(): number {
    if (this.live) return this.live.time();
    return this.whole?.audio.currentTime ?? 0;
  }

  /** Begins, or goes on. @param askedAt when it was asked for, in epoch milliseconds, to tell how long it took. */
  async play(take: Take, askedAt?: number): Promise<void> {
    this.giveBack = claimSound(this.pauseForOther);
    if (this.live) {
      this.live.resume();
      this.tell({ playing: true, refused: false });
    } else if (take.state === "waiting" || take.state === "coming") this.startLive(take, askedAt);
    else await this.playWhole(take);
  }

  pause(): void {
    this.opening += 1;
    this.live?.pause();
    this.whole?.audio.pause();
    if (this.current.playing) this.tell({ playing: false });
  }

  /** Goes to a moment of the whole file. */
  async seek(take: Take, seconds: number): Promise<void> {
    const wasPlaying = this.current.playing;
    this.endLive();
    const audio = await this.open(take);
    if (!audio) return;
    audio.currentTime = seconds;
    this.tell({ mode: "whole" });
    if (wasPlaying) await this.playWhole(take);
  }

  setRate(rate: number): void {
    this.rate = rate;
    if (this.whole) this.whole.audio.playbackRate = rate;
  }

  setLoop(loop: boolean): void {
    this.loop = loop;
    if (this.whole) this.whole.audio.loop = loop;
  }

  close(): void {
    this.opening += 1;
    this.endLive();
    this.endWhole();
    this.giveBack?.();
    this.current = { ...silent, firstSoundMs: undefined };
  }

  private tell(change: Partial<SoundState>): void {
    this.current = { ...this.current, ...change };
    this.onChange();
  }

  private startLive({ format, sampleRate }: Take, askedAt: number | undefined): void {
    this.endWhole();
    this.tell({ ...silent, mode: "live", playing: true });
    const onFirst = () => {
      if (askedAt !== undefined) this.tell({ firstSoundMs: Date.now() - askedAt });
    };
    const onEnd = (failure?: unknown) => {
      this.endLive();
      const refused = isPlayRefused(failure);
      this.tell({ ...silent, refused, failed: failure !== undefined && !refused });
    };
    this.live = playLive({ address: this.address, onFirst, onEnd }, { format, sampleRate });
  }

  private async playWhole(take: Take): Promise<void> {
    this.opening += 1;
    const opening = this.opening;
    this.tell({ ...silent, mode: "whole", playing: true });
    const audio = await this.open(take);
    if (opening !== this.opening) return;
    if (!audio) return this.tell({ ...silent, failed: true });
    try {
      await audio.play();
    } catch (failure) {
      if (opening === this.opening)
        this.tell({ ...silent, refused: isPlayRefused(failure), failed: !isPlayRefused(failure) });
    }
  }

  /** The whole file in an element; made anew when parts have come since. */
  private async open(take: Take): Promise<HTMLAudioElement | undefined> {
    const key = take.parts.map((part) => soundOf(part)?.mediaId ?? "").join(" ");
    if (this.whole?.key === key) return this.whole.audio;
    const { playableSound } = await import("./whole-sound");
    const blob = await playableSound(take).catch(() => undefined);
    if (!blob) return undefined;
    this.endWhole();
    const url = URL.createObjectURL(blob);
    const audio = new Audio(url);
    audio.loop = this.loop;
    audio.playbackRate = this.rate;
    audio.addEventListener("ended", () => this.tell({ playing: false }));
    this.whole = { audio, url, key };
    return audio;
  }

  private endLive(): void {
    this.live?.close();
    this.live = undefined;
  }

  private endWhole(): void {
    if (!this.whole) return;
    const { audio, url } = this.whole;
    audio.pause();
    audio.removeAttribute("src");
    URL.revokeObjectURL(url);
    this.whole = undefined;
  }
}
