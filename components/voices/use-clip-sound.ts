"use client";

import { useEffect, useRef, useState } from "react";

type Outcome = "heard" | "refused" | "unplayable";

/** Plays one sound at a time; another one ends it. */
export function useClipSound() {
  const [playing, setPlaying] = useState<string>();
  const [failed, setFailed] = useState<{ key: string; refused: boolean }>();
  const current = useRef<{ audio: HTMLAudioElement; url: string }>(undefined);
  const turn = useRef(0);
  const end = () => {
    turn.current += 1;
    const { audio, url } = current.current ?? {};
    current.current = undefined;
    audio?.pause();
    audio?.removeAttribute("src");
    if (url !== undefined) URL.revokeObjectURL(url);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the page goes
  useEffect(() => end, []);
  /** Resolves to true when it was heard to its end, and to false when something else took its place. */
  const play = async (key: string, load: () => Promise<Blob | undefined>): Promise<boolean> => {
    end();
    const mine = turn.current;
    const isMine = () => turn.current === mine;
    setFailed(undefined);
    setPlaying(key);
    const blob = await load().catch(() => undefined);
    if (!isMine()) return false;
    const outcome = blob && (await heardToEnd(blob));
    if (!isMine()) return false;
    end();
    setPlaying(undefined);
    // What did not come says so itself.
    if (outcome && outcome !== "heard") setFailed({ key, refused: outcome === "refused" });
    return outcome === "heard";
  };
  const heardToEnd = (blob: Blob): Promise<Outcome> => {
    const url = URL.createObjectURL(blob);
    const audio = new Audio(url);
    current.current = { audio, url };
    return new Promise((resolve) => {
      audio.addEventListener("ended", () => resolve("heard"));
      audio.addEventListener("error", () => resolve("unplayable"));
      audio.addEventListener("emptied", () => resolve("unplayable"));
      audio.play().catch((failure: unknown) => {
        // The browser plays nothing before somebody has touched the page.
        const refused = failure instanceof DOMException && failure.name === "NotAllowedError";
        resolve(refused ? "refused" : "unplayable");
      });
    });
  };
  return {
    /** The key of what is heard, or about to be. */
    playing,
    /** What could not be played; `refused`: the browser waits for a click. */
    failed,
    /** The share that was heard, from 0 to 1. */
    progress: () => {
      const { currentTime = 0, duration = 0 } = current.current?.audio ?? {};
      return duration > 0 && Number.isFinite(duration) ? currentTime / duration : 0;
    },
    play,
    stop: () => {
      end();
      setPlaying(undefined);
    },
  };
}

export type ClipSound = ReturnType<typeof useClipSound>;
