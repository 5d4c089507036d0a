"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { findMedia } from "@/lib/files/media-shelf";
import { isSilent, soundLevels } from "@/lib/sound/sound-client";
import { PlayerBar, PlayerTools } from "./player-bar";
import { useFileSound } from "./use-file-sound";

type Levels = Awaited<ReturnType<typeof soundLevels>>;

/** What was decoded is not decoded again when a card is drawn anew: 3 KB for a minute. */
const known = new Map<string, Promise<Levels>>();
const mostKnown = 100;

function levelsOf(mediaId: string): Promise<Levels> {
  const found = known.get(mediaId) ?? findMedia(mediaId).then((file) => file && soundLevels(file));
  known.delete(mediaId);
  known.set(mediaId, found);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  return found;
}

type SoundPlayerProps = {
  mediaId: string;
  /** Whether it can be repeated and played at other speeds. */
  tools?: boolean;
};

/** A recording of this browser: its waveform, and to be heard from anywhere. Says when nothing can be heard in it. */
export function SoundPlayer({ mediaId, tools = true }: SoundPlayerProps) {
  const t = useTranslations("sound");
  const [levels, setLevels] = useState<Levels | null>();
  const sound = useFileSound(() => findMedia(mediaId));
  useEffect(() => {
    let current = true;
    void levelsOf(mediaId).then((found) => current && setLevels(found ?? null));
    return () => {
      current = false;
    };
  }, [mediaId]);
  return (
    <div className="grid min-w-0 gap-1">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <div className="min-w-0 grow basis-56">
          <PlayerBar
            playing={sound.playing}
            time={sound.time}
            found={levels}
            onToggle={sound.toggle}
            onSeek={sound.seek}
          />
        </div>
        {tools && (
          <span className="flex items-center gap-1">
            <PlayerTools onLoop={sound.setLoop} onRate={sound.setRate} />
          </span>
        )}
      </div>
      {(sound.failed || (levels && isSilent(levels))) && (
        <p role="status" className="text-xs text-warning">
          {t(sound.failed ? "playFailed" : "silent")}
        </p>
      )}
    </div>
  );
}
