"use client";

import { Pause, Play, Repeat } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { selectClass } from "@/components/shared/select-class";
import { Button, IconButton } from "@/components/ui/button";
import type { Peaks } from "@/lib/sound/peaks";
import { playbackRates } from "@/lib/sound/playback";
import { formatClock } from "@/lib/ui/format";
import { Waveform } from "./waveform";

type PlayerBarProps = {
  playing: boolean;
  /** Seconds from the beginning. */
  time: number;
  /** The waveform: null where this browser cannot decode it, undefined until it is known. */
  found: Peaks | null | undefined;
  onToggle: () => void;
  onSeek: (seconds: number) => void;
};

/** Plays and pauses, and goes to any place of the waveform. */
export function PlayerBar({ playing, time, found, onToggle, onSeek }: PlayerBarProps) {
  const t = useTranslations("sound");
  return (
    <div className="flex min-w-0 items-center gap-2">
      <Button
        size="icon"
        shape="pill"
        variant="solid"
        aria-label={t(playing ? "pause" : "play")}
        title={t(playing ? "pause" : "play")}
        onClick={onToggle}
      >
        {playing ? (
          <Pause size={16} fill="currentColor" aria-hidden />
        ) : (
          <Play size={16} fill="currentColor" aria-hidden />
        )}
      </Button>
      <span className="whitespace-nowrap text-xs text-ink-muted tabular-nums">
        {formatClock(time * 1000)}
        {found && ` / ${formatClock(found.seconds * 1000)}`}
      </span>
      {found ? (
        <Waveform found={found} time={time} onSeek={onSeek} />
      ) : (
        <span className="h-10 min-w-0 grow text-xs leading-10 text-ink-faint">
          {found === null && t("noWaveform")}
        </span>
      )}
    </div>
  );
}

type PlayerToolsProps = { onLoop: (loop: boolean) => void; onRate: (rate: number) => void };

/** Repeats, and plays slower or faster. */
export function PlayerTools({ onLoop, onRate }: PlayerToolsProps) {
  const t = useTranslations("sound");
  const [loop, setLoop] = useState(false);
  return (
    <>
      <IconButton
        size="icon-small"
        variant="toggle"
        label={t("loop")}
        aria-pressed={loop}
        onClick={() => {
          setLoop(!loop);
          onLoop(!loop);
        }}
      >
        <Repeat size={15} />
      </IconButton>
      <select
        aria-label={t("rate")}
        defaultValue={1}
        onChange={({ target }) => onRate(Number(target.value))}
        className={selectClass}
      >
        {playbackRates.map((rate) => (
          <option key={rate} value={rate}>
            {t("times", { value: String(rate) })}
          </option>
        ))}
      </select>
    </>
  );
}
