"use client";

import { useEffect, useRef, useState } from "react";
import { claimSound } from "@/lib/sound/one-sound";

const tickMs = 100;

type Opened = { audio: HTMLAudioElement; url: string };

/** The element that plays a file, made when it is first wanted; nothing when the file is gone. */
async function openSound(load: () => Promise<Blob | undefined>): Promise<Opened | undefined> {
  const file = await load();
  if (!file) return undefined;
  const url = URL.createObjectURL(file);
  return { audio: new Audio(url), url };
}

/** Plays a file of this browser. `load` is asked for it once, when it is first to be heard. */
export function useFileSound(load: () => Promise<Blob | undefined>) {
  const [, redraw] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const opening = useRef<Promise<Opened | undefined>>(undefined);
  const opened = useRef<Opened>(undefined);
  const settings = useRef({ loop: false, rate: 1 });
  const giveBack = useRef<() => void>(undefined);
  const open = async () => {
    opening.current ??= openSound(load);
    const made = opening.current;
    const found = await made;
    if (!found || opening.current !== made) return undefined;
    if (!opened.current) {
      opened.current = found;
      found.audio.addEventListener("pause", () => setPlaying(false));
      found.audio.addEventListener("ended", () => setPlaying(false));
    }
    found.audio.loop = settings.current.loop;
    found.audio.playbackRate = settings.current.rate;
    return found.audio;
  };
  const play = async () => {
    giveBack.current = claimSound(() => opened.current?.audio.pause());
    const audio = await open();
    if (!audio) return setFailed(true);
    try {
      setPlaying(true);
      await audio.play();
      setFailed(false);
    } catch {
      setPlaying(false);
      setFailed(true);
    }
  };
  useEffect(
    () => () => {
      void opening.current?.then((found) => {
        found?.audio.pause();
        found?.audio.removeAttribute("src");
        if (found) URL.revokeObjectURL(found.url);
      });
      opening.current = undefined;
      opened.current = undefined;
      giveBack.current?.();
    },
    [],
  );
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => redraw((count) => count + 1), tickMs);
    return () => clearInterval(timer);
  }, [playing]);
  return {
    playing,
    failed,
    time: opened.current?.audio.currentTime ?? 0,
    toggle: () => (playing ? opened.current?.audio.pause() : void play()),
    seek: (seconds: number) =>
      void open().then((audio) => {
        if (audio) audio.currentTime = seconds;
        redraw((count) => count + 1);
      }),
    setLoop: (loop: boolean) => {
      settings.current.loop = loop;
      if (opened.current) opened.current.audio.loop = loop;
    },
    setRate: (rate: number) => {
      settings.current.rate = rate;
      if (opened.current) opened.current.audio.playbackRate = rate;
    },
  };
}
