"use client";

import { useEffect, useRef, useState } from "react";
import type { Recording } from "@/lib/recording/recorder";
import { removeRecording } from "@/lib/recording/recording-store";
import type { Recorder } from "./use-recorder";

/**
 * Hands each finished recording over once. What is taken is kept there from then on; what is not taken stays stored,
 * and is given as `left`.
 */
export function useHandOver({ state }: Recorder, take: (recording: Recording) => Promise<boolean>) {
  const recording = state.step === "done" ? state.recording : undefined;
  const [left, setLeft] = useState<Recording>();
  const handOver = async (recorded: Recording) => {
    setLeft(undefined);
    const taken = await take(recorded).catch(() => false);
    if (taken)
      await removeRecording(recorded.id).catch(() => {}); // it is offered again, at worst
    else setLeft(recorded);
  };
  const latest = useRef(handOver);
  latest.current = handOver;
  useEffect(() => {
    if (recording) void latest.current(recording);
  }, [recording]);
  return {
    /** The finished recording. */
    recording,
    left: left && left === recording ? left : undefined,
    again: () => left && void handOver(left),
  };
}
