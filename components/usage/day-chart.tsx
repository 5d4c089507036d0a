"use client";

import { type PointerEvent, useState } from "react";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { type DayBar, type DayBars, roundUp } from "@/lib/usage/day-bars";
import { type Grouping, type Measure, measures } from "@/lib/usage/usage-view";
import { seriesOf } from "./series";
import { useUsageWords } from "./use-usage-words";

const height = 100;
/** Of a day's place; a few days would be blocks otherwise. */
const barWidth = (days: number) => Math.min(0.8, 0.1 + days * 0.06);

type DayChartProps = {
  bars: DayBars;
  by: Grouping;
  measure: Measure;
  onMeasure: (measure: Measure) => void;
};

/**
 * Bars by day, in parts. A day is looked at with the pointer, a finger or the arrow keys: an invisible native slider lies
 * over the bars and says what they show.
 */
export function DayChart({ bars, by, measure, onMeasure }: DayChartProps) {
  const words = useUsageWords();
  const { t } = words;
  const [place, setPlace] = useState(bars.days.length - 1);
  const at = Math.min(place, bars.days.length - 1);
  const end = roundUp(bars.greatest);
  const label = (value: number) => (measure === "spending" ? words.yuan(value) : words.number(value));
  const day = bars.days[at];
  const told = day && dayWords(day, words);
  const point = (event: PointerEvent<HTMLInputElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - left) / width;
    setPlace(Math.max(0, Math.min(bars.days.length - 1, Math.floor(share * bars.days.length))));
  };
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="text-sm font-semibold">{t("chart")}</h2>
        <SegmentedChoice
          label={t("measure")}
          value={measure}
          options={measures.map((value) => ({ value, label: t(`measures.${value}`) }))}
          onChange={onMeasure}
        />
      </figcaption>
      <p aria-hidden className="min-h-5 text-xs text-ink-muted tabular-nums">
        {told}
      </p>
      <div className="grid grid-cols-[auto_1fr] gap-x-2">
        <div
          aria-hidden
          className="flex h-44 flex-col justify-between text-end text-xs text-ink-faint tabular-nums"
        >
          {[end, end / 2, 0].map((value) => (
            <span key={value} className="-my-2 leading-4">
              {label(value)}
            </span>
          ))}
        </div>
        <div className="relative h-44 rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-accent">
          <Bars bars={bars} at={at} end={end} />
          <input
            type="range"
            min={0}
            max={bars.days.length - 1}
            value={at}
            aria-label={`${t("chart")}, ${t(`groupings.${by}`)}`}
            aria-valuetext={told ?? ""}
            onChange={({ target }) => setPlace(Number(target.value))}
            onPointerMove={point}
            onPointerDown={point}
            className="absolute inset-0 size-full cursor-crosshair opacity-0"
          />
        </div>
        <div
          aria-hidden
          className="col-start-2 flex justify-between pt-1 *:only:mx-auto text-xs whitespace-nowrap text-ink-faint tabular-nums"
        >
          {marks(bars.days).map((marked) => (
            <span key={marked}>{words.shortDay(marked)}</span>
          ))}
        </div>
      </div>
    </figure>
  );
}

const marks = (days: readonly DayBar[]): string[] => {
  const [first, middle, last] = [days[0], days[Math.floor((days.length - 1) / 2)], days.at(-1)];
  const shown = days.length < 3 ? days : [first, middle, last];
  return shown.flatMap((bar) => bar?.day ?? []);
};

const dayWords = ({ day, sums }: DayBar, words: ReturnType<typeof useUsageWords>): string =>
  words.t("dayValue", {
    day: words.day(day),
    spent: words.spending(sums),
    tokens: words.number(sums.inputTokens + sums.outputTokens),
    calls: words.number(sums.calls),
  });

function Bars({ bars, at, end }: { bars: DayBars; at: number; end: number }) {
  const width = barWidth(bars.days.length);
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${bars.days.length} ${height}`}
      preserveAspectRatio="none"
      className="size-full overflow-visible"
    >
      <rect x={at} y={0} width={1} height={height} className="fill-sunken" />
      {[0, height / 2, height].map((y) => (
        <line
          key={y}
          x1={0}
          x2={bars.days.length}
          y1={y}
          y2={y}
          vectorEffect="non-scaling-stroke"
          className="stroke-line"
        />
      ))}
      {bars.days.map(({ day, parts }, place) => (
        <g key={day} transform={`translate(${place + (1 - width) / 2} 0)`}>
          {stacked(parts, end).map(({ from, to, part }) => (
            <rect
              key={part}
              y={height - to}
              width={width}
              height={to - from}
              className={seriesOf(part, bars.shown).fill}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

/** The parts of a bar from the bottom up, as heights; those of nothing are left out. */
function stacked(parts: readonly number[], end: number) {
  let from = 0;
  return parts.flatMap((value, part) => {
    const to = from + (value / end) * height;
    const piece = { from, to, part };
    from = to;
    return value > 0 ? [piece] : [];
  });
}
