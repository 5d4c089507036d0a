"use client";

import { Pause, Play, Scissors, Sparkles, ZoomIn, ZoomOut } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { formatSeconds } from "@/lib/ui/format";
import { mostClipSeconds } from "@/lib/voices/clip-check";
import type { ClipPart } from "@/lib/voices/clip-frames";
import { bestPart, withoutSilence } from "@/lib/voices/clip-speech";
import type { OpenedClip } from "@/lib/voices/open-clip";
import { ClipWave } from "./clip-wave";
import { useClipSound } from "./use-clip-sound";

/** Longer clips can be looked at closely: a part of them is narrow on a phone. */
const zoomableSeconds = 20;

const roundedSeconds = (seconds: number) => formatSeconds(seconds * 1000);

type ClipTrimmerProps = { clip: OpenedClip; part: ClipPart; onChange: (part: ClipPart) => void };

/** The recording as it is heard and cut. */
export function ClipTrimmer({ clip, part, onChange }: ClipTrimmerProps) {
  const t = useTranslations("voices");
  const sound = useClipSound();
  const [zoomed, setZoomed] = useState<ClipPart>();
  const { frames } = clip;
  const whole = { from: 0, to: frames.seconds };
  const playing = sound.playing === "part";
  const change = (next: ClipPart) => {
    sound.stop();
    onChange(next);
  };
  const cut = withoutSilence(frames, part);
  const saves = cut ? part.to - part.from - (cut.to - cut.from) : 0;
  const zoom = () => {
    const margin = (part.to - part.from) / 2;
    setZoomed({ from: Math.max(0, part.from - margin), to: Math.min(frames.seconds, part.to + margin) });
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      <ClipWave
        frames={frames}
        view={zoomed ?? whole}
        part={part}
        onChange={change}
        progress={playing ? sound.progress : undefined}
      />
      <div className="flex flex-wrap items-center gap-1.5">
        <Button
          variant="solid"
          onClick={() => (playing ? sound.stop() : void sound.play("part", () => clip.cut(part)))}
        >
          {playing ? (
            <Pause size={15} fill="currentColor" aria-hidden />
          ) : (
            <Play size={15} fill="currentColor" aria-hidden />
          )}
          {t(playing ? "pausePart" : "playPart")}
        </Button>
        <span className="text-sm tabular-nums">
          {t("partLength", {
            part: roundedSeconds(part.to - part.from),
            whole: roundedSeconds(frames.seconds),
          })}
        </span>
        <span className="ms-auto flex flex-wrap gap-1.5">
          {cut && saves > 0.3 && (
            <Button size="small" onClick={() => change(cut)}>
              <Scissors size={14} aria-hidden /> {t("cutSilence")}
            </Button>
          )}
          {frames.seconds > 12 && (
            <Button size="small" onClick={() => change(bestPart(frames))}>
              <Sparkles size={14} aria-hidden /> {t("bestPart")}
            </Button>
          )}
          {frames.seconds < mostClipSeconds && part.to - part.from < frames.seconds - 0.05 && (
            <Button size="small" variant="ghost" onClick={() => change(whole)}>
              {t("wholeClip")}
            </Button>
          )}
          {frames.seconds > zoomableSeconds && (
            <Button size="small" variant="ghost" onClick={() => (zoomed ? setZoomed(undefined) : zoom())}>
              {zoomed ? <ZoomOut size={14} aria-hidden /> : <ZoomIn size={14} aria-hidden />}
              {t(zoomed ? "zoomOut" : "zoomIn")}
            </Button>
          )}
        </span>
      </div>
      <p className="text-xs text-ink-faint">{t("handleHint")}</p>
    </div>
  );
}
