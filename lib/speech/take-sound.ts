import { AppFailure } from "@/lib/core/app-error";
import { isPlayRefused, type LivePlayer, playLive } from "@/lib/sound/live-player";
import { claimSound } from "@/lib/sound/one-sound";
import { soundOf } from "@/lib/sound/sound-of";
import type { Take } from "./take";
import { type TakeAddress, takeParts } from "./take-parts";

/** How a take is heard: as it comes in, or from its whole file. */
export type SoundState = {
  mode: "silent" | "live" | "whole";
  playing: boolean;
  /** From asking for it to the first sound, in milliseconds; only of a take that was heard by itself. */
  firstSoundMs: number | undefined;
  /** The browser wants a click first. */
  refused: boolean;
  failed: boolean;
};

const silent = { mode: "silent", playing: false, refused: false, failed: false } as const;

/** A file that is or becomes ready to play. */
type Whole = {
  /** Of which parts it is made. */
  key: string;
  opening?: Promise<HTMLAudioElement | undefined>;
  opened: { audio: HTMLAudioElement; url: string } | undefined;
};

/** The player of one take: live while it comes in, its file once it is there. */
export class TakeSound {
  private current: SoundState = { ...silent, firstSoundMs: undefined };
  private live: LivePlayer | undefined;
  private whole: Whole | undefined;
  private opening = 0;
  private rate = 1;
  private loop = false;
  private readonly address: TakeAddress;
  private readonly takeNow: () => Take;
  private readonly onChange: () => void;
  private readonly pauseForOther = () => this.pause();
  private giveBack: (() => void) | undefined;

  /** @param takeNow the take as it is now: parts of it come in. */
  constructor(address: TakeAddress, takeNow: () => Take, onChange: () => void) {
    this.address = address;
    this.takeNow = takeNow;
    this.onChange = onChange;
  }

  get state(): SoundState {
    return this.current;
  }

  /** Seconds from the beginning. */
  get time(): number {
    if (this.live) return this.live.time();
    return this.whole?.opened?.audio.currentTime ?? 0;
  }

  /** Begins, or goes on. @param askedAt when it was asked for, in epoch milliseconds, to tell how long it took. */
  async play(askedAt?: number): Promise<void> {
    this.giveBack = claimSound(this.pauseForOther);
    const { state } = this.takeNow();
    if (this.live) {
      this.live.resume();
      this.tell({ playing: true, refused: false });
    } else if (state === "waiting" || state === "coming") this.startLive(askedAt);
    else await this.playWhole(askedAt);
  }

  pause(): void {
    this.opening += 1;
    this.live?.pause();
    this.whole?.opened?.audio.pause();
    if (this.current.playing) this.tell({ playing: false });
  }

  /** Goes to a moment of the whole file. */
  async seek(seconds: number): Promise<void> {
    const wasPlaying = this.current.playing;
    this.endLive();
    const audio = await this.open();
    if (!audio) return;
    audio.currentTime = seconds;
    this.tell({ mode: "whole" });
    if (wasPlaying) await this.playWhole();
  }

  setRate(rate: number): void {
    this.rate = rate;
    if (this.whole?.opened) this.whole.opened.audio.playbackRate = rate;
    this.leaveLive();
  }

  setLoop(loop: boolean): void {
    this.loop = loop;
    if (this.whole?.opened) this.whole.opened.audio.loop = loop;
    this.leaveLive();
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

  /** Repeating and another speed need the whole file: it goes on there, at the same moment. */
  private leaveLive(): void {
    if (this.live) void this.seek(this.live.time());
  }

  private toldFirst(askedAt: number | undefined): void {
    if (askedAt !== undefined) this.tell({ firstSoundMs: Date.now() - askedAt });
  }

  private startLive(askedAt: number | undefined): void {
    this.endWhole();
    this.tell({ ...silent, mode: "live", playing: true });
    const onFirst = () => this.toldFirst(askedAt);
    const onEnd = (failure?: unknown) => {
      this.endLive();
      const refused = isPlayRefused(failure);
      // What could not be played as it came in may be playable as a file: it need not be what was asked for.
      if (failure !== undefined && !refused && this.takeNow().state === "complete")
        return void this.playWhole(askedAt);
      // Why nothing more came is told where the take is.
      const failed = failure !== undefined && !refused && !(failure instanceof AppFailure);
      this.tell({ ...silent, refused, failed });
    };
    this.live = playLive({ parts: takeParts(this.address), onFirst, onEnd }, this.takeNow());
  }

  private async playWhole(askedAt?: number): Promise<void> {
    this.opening += 1;
    const opening = this.opening;
    this.tell({ ...silent, mode: "whole", playing: true });
    const audio = await this.open();
    if (opening !== this.opening) return;
    if (!audio) return this.tell({ ...silent, failed: true });
    try {
      await audio.play();
      this.toldFirst(askedAt);
    } catch (failure) {
      if (opening === this.opening)
        this.tell({ ...silent, refused: isPlayRefused(failure), failed: !isPlayRefused(failure) });
    }
  }

  /** The whole file in an element, once for all who ask; made anew when parts have come since. */
  private open(): Promise<HTMLAudioElement | undefined> {
    const take = this.takeNow();
    const key = take.parts.map((part) => soundOf(part)?.mediaId ?? "").join(" ");
    if (this.whole?.key !== key) {
      this.endWhole();
      this.whole = { key, opened: undefined };
      this.whole.opening = this.load(take, this.whole);
    }
    return this.whole.opening ?? Promise.resolve(undefined);
  }

  private async load(take: Take, whole: Whole): Promise<HTMLAudioElement | undefined> {
    const { playableSound } = await import("./whole-sound");
    const blob = await playableSound(take).catch(() => undefined);
    if (!blob || this.whole !== whole) return undefined;
    const url = URL.createObjectURL(blob);
    const audio = new Audio(url);
    audio.loop = this.loop;
    audio.playbackRate = this.rate;
    audio.addEventListener("ended", () => this.tell({ playing: false }));
    whole.opened = { audio, url };
    return audio;
  }

  private endLive(): void {
    this.live?.close();
    this.live = undefined;
  }

  private endWhole(): void {
    const { audio, url } = this.whole?.opened ?? {};
    this.whole = undefined;
    audio?.pause();
    audio?.removeAttribute("src");
    if (url !== undefined) URL.revokeObjectURL(url);
  }
}
