"use client";

import { Download } from "lucide-react";
import { useTranslations } from "use-intl";
import { PlayerBar, PlayerTools } from "@/components/shared/sound/player-bar";
import { useVoiceNames } from "@/components/shared/voice-names";
import { IconButton } from "@/components/ui/button";
import { isSilent } from "@/lib/sound/sound-client";
import type { Take } from "@/lib/speech/take";
import { cn } from "@/lib/ui/cn";
import { formatSeconds, formatYuan } from "@/lib/ui/format";
import { saveTake } from "./save-take";
import { TakeState } from "./take-state";
import type { SpeechFeedActions } from "./use-speech-page";
import { useTakeSound } from "./use-take-sound";
import { useWaveform } from "./use-waveform";

type TakeViewProps = {
  take: Take;
  groupId: string;
  feed: SpeechFeedActions;
  own: readonly { uri: string; name: string }[];
  heardAt: number | undefined;
  /** In a blind round the letter that stands for it; nothing else may tell who it is while it is sealed. */
  lane?: { letter: string; sealed: boolean };
};

/** Nothing but a line: the shape of a voice may be known. */
const flat = new Float32Array(1);

/** One voice's reading: heard as it comes in, then from anywhere. */
export function TakeView({ take, groupId, feed, own, heardAt, lane }: TakeViewProps) {
  const t = useTranslations("speech");
  const blind = useTranslations("blind");
  const { voiceName } = useVoiceNames();
  const sound = useTakeSound(take, groupId, heardAt);
  const { state } = take;
  const isThere = state === "complete" || state === "partly";
  const found = useWaveform(take, isThere);
  const voice = voiceName(take.voice, own);
  const named = lane === undefined;
  const sealed = lane?.sealed === true;
  return (
    <section
      aria-label={sealed ? lane.letter : `${voice} · ${take.model}`}
      className={cn("grid min-w-0 content-start gap-1.5 p-2.5", named && "rounded-lg bg-sunken")}
    >
      <p className="flex flex-wrap gap-x-2 text-xs empty:hidden">
        {named && <span className="font-medium">{voice}</span>}
        {named && <span className="text-ink-muted wrap-anywhere">{take.model}</span>}
        {take.style && <span className="text-ink-muted wrap-anywhere">“{take.style}”</span>}
      </p>
      {(isThere || state === "coming" || sound.mode === "live") && (
        <PlayerBar
          playing={sound.playing}
          time={sound.time}
          found={found && sealed ? { ...found, peaks: flat } : found}
          onToggle={sound.toggle}
          onSeek={sound.seek}
        />
      )}
      {isThere && (
        <div className="flex flex-wrap items-center gap-1">
          <PlayerTools onLoop={sound.setLoop} onRate={sound.setRate} />
          {!sealed && (
            <>
              <IconButton
                size="icon-small"
                label={t("save", { name: voice })}
                onClick={() => void saveTake(take, voice)}
              >
                <Download size={15} />
              </IconButton>
              <Numbers take={take} seconds={found?.seconds} firstSoundMs={sound.firstSoundMs} />
            </>
          )}
        </div>
      )}
      {(sound.failed || sound.refused) && (
        <p role="status" className="text-xs text-warning">
          {t(sound.refused ? "playRefused" : "playFailed")}
        </p>
      )}
      {found && isSilent(found) && (
        <p role="status" className="text-xs text-warning">
          {t("silent")}
        </p>
      )}
      <TakeState take={take} feed={feed} />
      {sealed && take.error && <p className="text-xs text-ink-muted">{blind("failureHint")}</p>}
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
