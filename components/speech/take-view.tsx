"use client";

import { Download, Pause, Play, Repeat } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { selectClass } from "@/components/shared/select-class";
import { useVoiceNames } from "@/components/shared/voice-names";
import { Button, IconButton } from "@/components/ui/button";
import type { Take } from "@/lib/speech/take";
import { playbackRates } from "@/lib/speech/take-sound";
import { formatClock, formatSeconds, formatYuan } from "@/lib/ui/format";
import { saveTake } from "./save-take";
import { TakeState } from "./take-state";
import type { SpeechFeedActions } from "./use-speech-page";
import { useTakeSound } from "./use-take-sound";
import { useWaveform, Waveform } from "./waveform";

type TakeViewProps = {
  take: Take;
  groupId: string;
  feed: SpeechFeedActions;
  own: readonly { uri: string; name: string }[];
  heardAt: number | undefined;
};

/** One voice's reading: heard as it comes in, then from anywhere. */
export function TakeView({ take, groupId, feed, own, heardAt }: TakeViewProps) {
  const t = useTranslations("speech");
  const { voiceName } = useVoiceNames();
  const sound = useTakeSound(take, groupId, heardAt);
  const [loop, setLoop] = useState(false);
  const { state } = take;
  const isThere = state === "complete" || state === "partly";
  const found = useWaveform(take, isThere);
  const voice = voiceName(take.voice, own);
  return (
    <section
      aria-label={`${voice} · ${take.model}`}
      className="grid min-w-0 gap-1.5 rounded-lg bg-sunken p-2.5"
    >
      <p className="flex flex-wrap gap-x-2 text-xs">
        <span className="font-medium">{voice}</span>
        <span className="text-ink-muted wrap-anywhere">{take.model}</span>
        {take.style && <span className="text-ink-muted wrap-anywhere">“{take.style}”</span>}
      </p>
      {(isThere || state === "coming" || sound.mode === "live") && (
        <div className="flex min-w-0 items-center gap-2">
          <Button
            size="icon"
            shape="pill"
            variant="solid"
            aria-label={t(sound.playing ? "pause" : "play")}
            title={t(sound.playing ? "pause" : "play")}
            onClick={sound.toggle}
          >
            {sound.playing ? (
              <Pause size={16} fill="currentColor" aria-hidden />
            ) : (
              <Play size={16} fill="currentColor" aria-hidden />
            )}
          </Button>
          <span className="whitespace-nowrap text-xs text-ink-muted tabular-nums">
            {formatClock(sound.time * 1000)}
            {found && ` / ${formatClock(found.seconds * 1000)}`}
          </span>
          {found ? (
            <Waveform found={found} time={sound.time} onSeek={sound.seek} />
          ) : (
            <span className="h-10 min-w-0 grow text-xs leading-10 text-ink-faint">
              {found === null && t("noWaveform")}
            </span>
          )}
        </div>
      )}
      {isThere && (
        <div className="flex flex-wrap items-center gap-1">
          <IconButton
            size="icon-small"
            variant="toggle"
            label={t("loop")}
            aria-pressed={loop}
            onClick={() => {
              setLoop(!loop);
              sound.setLoop(!loop);
            }}
          >
            <Repeat size={15} />
          </IconButton>
          <select
            aria-label={t("rate")}
            defaultValue={1}
            onChange={({ target }) => sound.setRate(Number(target.value))}
            className={selectClass}
          >
            {playbackRates.map((rate) => (
              <option key={rate} value={rate}>
                {t("times", { value: String(rate) })}
              </option>
            ))}
          </select>
          <IconButton
            size="icon-small"
            label={t("save", { name: voice })}
            onClick={() => void saveTake(take, voice)}
          >
            <Download size={15} />
          </IconButton>
          <Numbers take={take} seconds={found?.seconds} firstSoundMs={sound.firstSoundMs} />
        </div>
      )}
      {(sound.failed || sound.refused) && (
        <p role="status" className="text-xs text-warning">
          {t(sound.refused ? "playRefused" : "playFailed")}
        </p>
      )}
      <TakeState take={take} feed={feed} />
    </section>
  );
}

type NumbersProps = { take: Take; seconds: number | undefined; firstSoundMs: number | undefined };

/** How long it is, how long it took, what it cost. What is unknown is left out. */
function Numbers({ take, seconds, firstSoundMs }: NumbersProps) {
  const t = useTranslations("speech");
  const words = useTranslations("shared");
  const [only, ...others] = take.parts;
  const wall = others.length === 0 ? only?.output.durationMs : undefined;
  const { price } = take;
  const told = [
    seconds !== undefined && t("seconds", { seconds: formatSeconds(seconds * 1000) }),
    firstSoundMs !== undefined && t("firstSound", { seconds: formatSeconds(firstSoundMs) }),
    wall !== undefined && t("inAll", { seconds: formatSeconds(wall) }),
    price === null
      ? words("priceUnknown")
      : price === 0
        ? words("priceFree")
        : words("priceKnown", { amount: formatYuan(price) }),
  ].filter((text) => typeof text === "string");
  return (
    <p className="ms-auto flex flex-wrap justify-end gap-x-2.5 text-xs text-ink-faint tabular-nums">
      {told.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </p>
  );
}
