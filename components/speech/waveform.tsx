"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { soundOf } from "@/lib/sound/parts";
import type { Peaks } from "@/lib/speech/peaks";
import type { Take } from "@/lib/speech/take";
import { formatClock } from "@/lib/ui/format";

/** So many strokes are drawn, whatever the length. */
const strokes = 160;
const height = 40;

/** The loudness of a take that is there; null where this browser cannot decode it, undefined until it is known. */
export function useWaveform(take: Take, wanted: boolean): Peaks | null | undefined {
  const key = wanted ? take.parts.map((part) => soundOf(part)?.mediaId).join(" ") : "";
  const [found, setFound] = useState<{ key: string; peaks: Peaks | null }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the sound is another
  useEffect(() => {
    if (key === "") return;
    const stopping = new AbortController();
    void import("@/lib/speech/whole-sound")
      .then(({ waveformOf }) => waveformOf(take, stopping.signal))
      .then((peaks) => (peaks.seconds > 0 ? peaks : null))
      .catch(() => null)
      .then((peaks) => stopping.signal.aborted || setFound({ key, peaks }));
    return () => stopping.abort();
  }, [key]);
  return found?.key === key ? found.peaks : undefined;
}

function pathOf({ peaks }: Peaks): string {
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0.01);
  return Array.from({ length: strokes }, (_, at) => {
    const from = Math.floor((at * peaks.length) / strokes);
    const to = Math.max(from + 1, Math.floor(((at + 1) * peaks.length) / strokes));
    const loud = peaks.subarray(from, to).reduce((most, peak) => Math.max(most, peak), 0) / loudest;
    const half = Math.max(0.5, (loud * height) / 2);
    return `M${at + 0.5} ${(height / 2 - half).toFixed(1)}V${(height / 2 + half).toFixed(1)}`;
  }).join("");
}

type WaveformProps = { found: Peaks; time: number; onSeek: (seconds: number) => void };

/** How loud it is over its length, and where it is heard: a slider, so the arrow keys move too. */
export function Waveform({ found, time, onSeek }: WaveformProps) {
  const t = useTranslations("speech");
  const path = pathOf(found);
  const { seconds } = found;
  const played = Math.min(1, time / seconds);
  return (
    <div className="relative h-10 min-w-0 grow rounded has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${strokes} ${height}`}
        preserveAspectRatio="none"
        className="absolute inset-0 size-full"
      >
        <path d={path} strokeWidth={0.6} className="stroke-ink-faint" />
        <g style={{ clipPath: `inset(0 ${(1 - played) * 100}% 0 0)` }}>
          <path d={path} strokeWidth={0.6} className="stroke-accent" />
        </g>
      </svg>
      <input
        type="range"
        min={0}
        max={seconds}
        step={Math.min(1, seconds / 20)}
        value={Math.min(time, seconds)}
        aria-label={t("position")}
        aria-valuetext={t("positionOf", {
          time: formatClock(time * 1000),
          whole: formatClock(seconds * 1000),
        })}
        onChange={({ target }) => onSeek(Number(target.value))}
        className="absolute inset-0 size-full cursor-pointer opacity-0"
      />
    </div>
  );
}
