"use client";

import { useTranslations } from "use-intl";
import type { Peaks } from "@/lib/sound/peaks";
import { formatClock } from "@/lib/ui/format";

/** So many strokes are drawn, whatever the length. */
const strokes = 160;
const height = 40;

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
  const t = useTranslations("sound");
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
