"use client";

import { Play } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { CreationItem } from "@/lib/history/creation-record";
import { usePoster, useResultUrl } from "./use-result-url";

/** Whether somebody wants to see a clip, and how. */
export type Playing = "no" | "here" | "large";

type ClipPlayerProps = {
  item: CreationItem;
  /** What the clip shows, in words. */
  prompt: string;
  playing: Playing;
  onPlay: () => void;
};

const fill = "absolute inset-0 size-full object-contain";

/**
 * A clip: a picture of it until somebody wants to see it, then the browser's own player. Before that nothing of the
 * clip is read, so many of them cost little.
 */
export function ClipPlayer({ item, prompt, playing, onPlay }: ClipPlayerProps) {
  const t = useTranslations("video");
  const poster = usePoster(item);
  const [broken, setBroken] = useState(false);
  const wanted = playing !== "no";
  const original = useResultUrl(item.mediaId, wanted);
  const ref = useRef<HTMLVideoElement>(null);
  const shown = original !== undefined;
  useEffect(() => {
    const { current: video } = ref;
    if (!shown || !video) return;
    video.focus();
    // On phones the player's own button does it.
    if (playing === "large") void video.requestFullscreen?.().catch(() => {});
  }, [shown, playing]);
  if (broken)
    return (
      <p className="absolute inset-0 flex items-center justify-center p-3 text-center text-sm text-ink-muted">
        {t("notShown")}
      </p>
    );
  if (shown)
    return (
      <video
        ref={ref}
        className={`${fill} bg-black`}
        src={original}
        controls
        autoPlay
        loop
        playsInline
        aria-label={t("clip", { prompt })}
        onError={() => setBroken(true)}
        {...(poster && { poster })}
      />
    );
  return (
    <>
      {/* biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise */}
      {poster && <img src={poster} alt={t("clip", { prompt })} draggable={false} className={fill} />}
      <button
        type="button"
        aria-label={t("play", { prompt })}
        aria-busy={wanted}
        className="group/play absolute inset-0 flex items-center justify-center -outline-offset-2"
        onClick={onPlay}
      >
        <span className="flex size-14 items-center justify-center rounded-full bg-black/55 text-white shadow-float transition-transform group-hover/play:scale-105 group-focus-visible/play:scale-105">
          <Play size={24} fill="currentColor" aria-hidden className="ms-1" />
        </span>
      </button>
    </>
  );
}
