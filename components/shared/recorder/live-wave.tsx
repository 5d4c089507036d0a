"use client";

import { useEffect, useRef } from "react";
import type { SoundMeter } from "@/lib/recording/sound-meter";
import { cn } from "@/lib/ui/cn";

const frameMs = 1000 / 30;
/** For somebody who asked for less motion. */
const calmFrameMs = 1000;
const bar = { width: 2, gap: 1 };
/** Speech is some 20 dB below full scale: drawn as it is, it would be flat. */
const shown = (level: number) => Math.min(1, Math.sqrt(level));

function draw(canvas: HTMLCanvasElement, meter: SoundMeter | undefined): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const scale = devicePixelRatio;
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== width * scale || canvas.height !== height * scale) {
    canvas.width = width * scale;
    canvas.height = height * scale;
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.fillStyle = getComputedStyle(canvas).color;
  const step = bar.width + bar.gap;
  for (let ago = 0; ago * step < width; ago += 1) {
    const tall = Math.max(1, shown(meter?.levels.levelAt(ago) ?? 0) * height);
    context.fillRect(width - (ago + 1) * step, (height - tall) / 2, bar.width, tall);
  }
}

type LiveWaveProps = { meter: SoundMeter | undefined; className?: string };

/** How loud it is and was of late, the newest at the end. Nothing for screen readers: they are told the state. */
export function LiveWave({ meter, className }: LiveWaveProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pause = matchMedia("(prefers-reduced-motion: reduce)").matches ? calmFrameMs : frameMs;
    let last = Number.NEGATIVE_INFINITY;
    let frame = 0;
    const next = (now: number) => {
      frame = requestAnimationFrame(next);
      if (now - last < pause || !ref.current) return;
      last = now;
      draw(ref.current, meter);
    };
    frame = requestAnimationFrame(next);
    return () => cancelAnimationFrame(frame);
  }, [meter]);
  return <canvas ref={ref} aria-hidden className={cn("block min-w-0 text-accent", className)} />;
}
