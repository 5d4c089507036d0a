"use client";

import { LoaderCircle, Pause, Play, Square } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { formatYuan } from "@/lib/ui/format";
import { auditionPrice, type Candidate } from "@/lib/voices/auditions";
import { type Auditions, keyOf } from "./use-auditions";
import type { ClipSound } from "./use-clip-sound";

type ListenButtonProps = {
  auditions: Auditions;
  candidate: Candidate;
  /** How the voice is called; in a blind comparison its letter. */
  name: string;
  sentence: string;
  disabled: boolean;
};

/** Has a voice say the sentence, or plays what it said before. */
export function ListenButton({ auditions, candidate, name, sentence, disabled }: ListenButtonProps) {
  const t = useTranslations("voices");
  const { sound, of } = auditions;
  const record = of(candidate);
  const spoken = (record?.items.length ?? 0) > 0;
  const speaking = record?.output.state === "running" && !spoken;
  const playing = sound.playing === keyOf(candidate);
  if (speaking)
    return (
      <PlayFace label={t("stop", { name })} onClick={() => auditions.stop(candidate)}>
        <LoaderCircle size={34} className="absolute animate-spin opacity-60" aria-hidden />
        <Square size={12} fill="currentColor" aria-hidden />
        <span role="status" className="sr-only">
          {t("speaking", { name })}
        </span>
      </PlayFace>
    );
  const price = auditionPrice(candidate.model, sentence);
  const label =
    spoken || !price ? t("listen", { name }) : t("listenFor", { name, amount: formatYuan(price) });
  return (
    <PlayFace
      label={playing ? t("pause", { name }) : label}
      disabled={disabled}
      onClick={() => (playing ? sound.stop() : void auditions.listen(candidate))}
    >
      {playing ? (
        <>
          <Progress sound={sound} />
          <Pause size={15} fill="currentColor" aria-hidden />
        </>
      ) : (
        <Play size={15} fill="currentColor" aria-hidden />
      )}
    </PlayFace>
  );
}

type PlayFaceProps = {
  label: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
};

/** A round button that plays. */
export function PlayFace({ label, disabled, onClick, children }: PlayFaceProps) {
  return (
    <Button
      size="icon"
      shape="pill"
      variant="solid"
      className="relative"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}

const radius = 16;
const round = 2 * Math.PI * radius;

/** How much was heard, drawn around the button without drawing the page anew. */
export function Progress({ sound }: { sound: ClipSound }) {
  const ref = useRef<SVGCircleElement>(null);
  const { progress } = sound;
  const latest = useRef(progress);
  latest.current = progress;
  useEffect(() => {
    let frame = requestAnimationFrame(function draw() {
      ref.current?.setAttribute("stroke-dashoffset", String(round * (1 - latest.current())));
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <svg viewBox="0 0 36 36" aria-hidden="true" className="absolute inset-0 size-full -rotate-90">
      <circle
        ref={ref}
        cx={18}
        cy={18}
        r={radius}
        fill="none"
        stroke="currentColor"
        strokeWidth={2.5}
        strokeDasharray={round}
        strokeDashoffset={round}
      />
    </svg>
  );
}
