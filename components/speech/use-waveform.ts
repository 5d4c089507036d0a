"use client";

import { useEffect, useState } from "react";
import type { Peaks } from "@/lib/sound/peaks";
import { soundOf } from "@/lib/sound/sound-of";
import type { Take } from "@/lib/speech/take";
import { whenOnline } from "@/lib/ui/when-online";

/** The loudness of a take that is there; null where this browser cannot decode it, undefined until it is known. */
export function useWaveform(take: Take, wanted: boolean): Peaks | null | undefined {
  const key = wanted ? take.parts.map((part) => soundOf(part)?.mediaId).join(" ") : "";
  const [found, setFound] = useState<{ key: string; peaks: Peaks | null }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the sound is another
  useEffect(() => {
    if (key === "") return;
    const stopping = new AbortController();
    void whenOnline(() => import("@/lib/speech/whole-sound"))
      .then(({ waveformOf }) => waveformOf(take, stopping.signal))
      .then((peaks) => (peaks.seconds > 0 ? peaks : null))
      .catch(() => null)
      .then((peaks) => stopping.signal.aborted || setFound({ key, peaks }));
    return () => stopping.abort();
  }, [key]);
  return found?.key === key ? found.peaks : undefined;
}
