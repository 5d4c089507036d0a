"use client";

import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useMemo, useRef } from "react";
import { useTranslations } from "use-intl";
import { formatSeconds } from "@/lib/ui/format";
import { type ClipFrames, type ClipPart, frameSeconds } from "@/lib/voices/clip-frames";
import { moveEnd } from "@/lib/voices/clip-speech";

const strokes = 240;
const height = 80;

function pathOf({ peak }: ClipFrames, view: ClipPart): string {
  const loudest = peak.reduce((most, value) => Math.max(most, value), 0.01);
  const first = view.from / frameSeconds;
  const perStroke = (view.to - view.from) / frameSeconds / strokes;
  return Array.from({ length: strokes }, (_, at) => {
    const from = Math.floor(first + at * perStroke);
    const to = Math.max(from + 1, Math.floor(first + (at + 1) * perStroke));
    const loud = peak.subarray(from, to).reduce((most, value) => Math.max(most, value), 0) / loudest;
    const half = Math.max(0.6, (loud * (height - 6)) / 2);
    return `M${at + 0.5} ${(height / 2 - half).toFixed(1)}V${(height / 2 + half).toFixed(1)}`;
  }).join("");
}

type ClipWaveProps = {
  frames: ClipFrames;
  /** What is in sight. */
  view: ClipPart;
  part: ClipPart;
  onChange: (part: ClipPart) => void;
  /** The share of the part that was heard, or nothing while it is silent. */
  progress: (() => number) | undefined;
};

/** A recording over its length, and the part of it that is chosen: two ends to drag, or to move by the arrow keys. */
export function ClipWave({ frames, view, part, onChange, progress }: ClipWaveProps) {
  const t = useTranslations("voices");
  const ref = useRef<HTMLDivElement>(null);
  const path = useMemo(() => pathOf(frames, view), [frames, view]);
  const length = view.to - view.from;
  const place = (seconds: number) => Math.min(100, Math.max(0, ((seconds - view.from) / length) * 100));
  const left = place(part.from);
  const right = place(part.to);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out like this everywhere
    <div ref={ref} role="group" aria-label={t("waveform")} className="relative mx-2.5 h-20 select-none">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${strokes} ${height}`}
        preserveAspectRatio="none"
        className="absolute inset-0 size-full"
      >
        <path d={path} strokeWidth={0.6} className="stroke-ink-faint/60" />
        <g style={{ clipPath: `inset(0 ${100 - right}% 0 ${left}%)` }}>
          <path d={path} strokeWidth={0.6} className="stroke-accent" />
        </g>
      </svg>
      <div
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 border-y-2 border-accent bg-accent/10"
        style={{ left: `${left}%`, width: `${right - left}%` }}
      />
      {progress && <Playhead progress={progress} left={left} right={right} />}
      {(["from", "to"] as const).map((end) => (
        <Handle
          key={end}
          end={end}
          frames={frames}
          view={view}
          part={part}
          place={end === "from" ? left : right}
          area={ref}
          onChange={onChange}
        />
      ))}
    </div>
  );
}

type HandleProps = Pick<ClipWaveProps, "frames" | "view" | "part" | "onChange"> & {
  end: "from" | "to";
  place: number;
  area: RefObject<HTMLDivElement | null>;
};

function Handle({ end, frames, view, part, place, area, onChange }: HandleProps) {
  const t = useTranslations("voices");
  const at = part[end];
  const move = (seconds: number) => onChange(moveEnd(part, end, seconds, frames));
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const box = area.current?.getBoundingClientRect();
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const share = (event.clientX - box.left) / box.width;
    move(view.from + Math.min(1, Math.max(0, share)) * (view.to - view.from));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 1 : 0.1;
    const next = {
      ArrowLeft: at - step,
      ArrowDown: at - step,
      ArrowRight: at + step,
      ArrowUp: at + step,
      Home: 0,
      End: frames.seconds,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    move(next);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t(end === "from" ? "partFrom" : "partTo")}
      aria-valuemin={0}
      aria-valuemax={Number(frames.seconds.toFixed(2))}
      aria-valuenow={Number(at.toFixed(2))}
      aria-valuetext={t("partAt", { seconds: formatSeconds(at * 1000) })}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
      }}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 z-1 -ms-4 flex w-8 cursor-ew-resize touch-none justify-center"
      style={{ left: `${place}%` }}
    >
      <span className="h-full w-1.5 rounded-full bg-accent" />
      <span
        className={`absolute size-4 rounded-full border-2 border-surface bg-accent ${end === "from" ? "top-0 -mt-1.5" : "bottom-0 -mb-1.5"}`}
      />
    </div>
  );
}

/** Where it is heard, drawn without drawing the page anew. */
function Playhead({ progress, left, right }: { progress: () => number; left: number; right: number }) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef({ progress, left, right });
  latest.current = { progress, left, right };
  useEffect(() => {
    let frame = requestAnimationFrame(function draw() {
      const { progress: heard, left: start, right: end } = latest.current;
      if (ref.current) ref.current.style.left = `${start + (end - start) * heard()}%`;
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return <div ref={ref} aria-hidden="true" className="absolute inset-y-0 w-0.5 bg-ink" />;
}
