"use client";

import { useEffect, useRef, useState } from "react";
import type { Take } from "@/lib/speech/take";
import { TakeSound } from "@/lib/speech/take-sound";

const tickMs = 100;
/** What was asked for longer ago than this is not played by itself: the page was away meanwhile. */
const freshMs = 60_000;

/** Presses of the button that have been heard by themselves: a card that is drawn again is silent. */
const heard = new Set<string>();

/** The player of one take. `heardAt`: it is to be heard as it comes in, and since when somebody waits. */
export function useTakeSound(take: Take, groupId: string, heardAt: number | undefined) {
  const [, redraw] = useState(0);
  const { place } = take;
  const soundRef = useRef<TakeSound>(undefined);
  const latest = useRef(take);
  latest.current = take;
  const soundNow = () => {
    soundRef.current ??= new TakeSound(
      { groupId, place },
      () => latest.current,
      () => redraw((count) => count + 1),
    );
    return soundRef.current;
  };
  useEffect(
    () => () => {
      soundRef.current?.close();
      soundRef.current = undefined;
    },
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the player stays the same as long as the card is drawn
  useEffect(() => {
    if (heardAt === undefined || heard.has(groupId) || Date.now() - heardAt > freshMs) return;
    heard.add(groupId);
    void soundNow().play(heardAt);
  }, [heardAt, groupId]);
  const state = soundNow().state;
  useEffect(() => {
    if (!state.playing) return;
    const timer = setInterval(() => redraw((count) => count + 1), tickMs);
    return () => clearInterval(timer);
  }, [state.playing]);
  return {
    ...state,
    time: soundNow().time,
    toggle: () => (state.playing ? soundNow().pause() : void soundNow().play()),
    seek: (seconds: number) => void soundNow().seek(seconds),
    setRate: (rate: number) => soundNow().setRate(rate),
    setLoop: (loop: boolean) => soundNow().setLoop(loop),
  };
}
