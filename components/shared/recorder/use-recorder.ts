"use client";

import { useEffect, useRef, useState } from "react";
import type { RecordingPurpose } from "@/lib/history/recording-record";
import { listMicrophones, type Microphone } from "@/lib/recording/microphone";
import { SoundRecorder } from "@/lib/recording/recorder";

const choiceKey = "microphone";

function chosenBefore(): string | undefined {
  try {
    return localStorage.getItem(choiceKey) ?? undefined;
  } catch {
    return undefined;
  }
}

type RecorderUse = { purpose: RecordingPurpose; maxSeconds: number };

/**
 * Records from a microphone. It stays stored until it is discarded, also when the page goes meanwhile. At the limit it
 * ends by itself.
 */
export function useRecorder({ purpose, maxSeconds }: RecorderUse) {
  const [, redraw] = useState(0);
  const ref = useRef<SoundRecorder>(undefined);
  ref.current ??= new SoundRecorder({ purpose, maxSeconds, onChange: () => redraw((count) => count + 1) });
  const recorder = ref.current;
  const { state } = recorder;
  const { microphones, chosen, choose } = useMicrophones(state.step);
  useEffect(() => () => recorder.close(), [recorder]);
  return {
    state,
    seconds: recorder.seconds,
    maxSeconds,
    /** How loud it is, while it records. */
    meter: recorder.meter,
    /** Those to choose from, once their names may be known. */
    microphones,
    microphone: chosen,
    chooseMicrophone: choose,
    start: () => void recorder.start(chosen),
    pause: () => recorder.pause(),
    resume: () => recorder.resume(),
    /** Ends it; `done` follows. */
    stop: () => recorder.stop(),
    /** Ends whatever goes on and throws it away. */
    cancel: () => recorder.cancel(),
    /** Takes the finished recording away: its bytes are kept elsewhere, or it is not wanted. */
    discard: () => recorder.discard(),
  };
}

export type Recorder = ReturnType<typeof useRecorder>;

/** The microphones, looked for again when one comes or goes or the person has allowed recording. */
function useMicrophones(step: string) {
  const [microphones, setMicrophones] = useState<readonly Microphone[]>([]);
  const [chosen, setChosen] = useState<string>();
  useEffect(() => setChosen(chosenBefore()), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: names are known once the microphone was allowed
  useEffect(() => {
    let current = true;
    const look = () => void listMicrophones().then((found) => current && setMicrophones(found));
    look();
    const { mediaDevices }: { mediaDevices?: MediaDevices } = navigator;
    mediaDevices?.addEventListener("devicechange", look);
    return () => {
      current = false;
      mediaDevices?.removeEventListener("devicechange", look);
    };
  }, [step === "recording"]);
  const choose = (id: string | undefined) => {
    setChosen(id);
    try {
      if (id === undefined) localStorage.removeItem(choiceKey);
      else localStorage.setItem(choiceKey, id);
    } catch {
      // It counts for this page.
    }
  };
  const known = microphones.some(({ id }) => id === chosen);
  return { microphones, chosen: known ? chosen : undefined, choose };
}
