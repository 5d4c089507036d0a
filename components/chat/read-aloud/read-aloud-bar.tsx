"use client";

import { LoaderCircle, Pause, Play, Volume2, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { selectClass } from "@/components/shared/select-class";
import { useVoiceNames } from "@/components/shared/voice-names";
import { Button, IconButton } from "@/components/ui/button";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import type { SpeechModel } from "@/lib/models/speech-model";
import type { ReadAloudState } from "@/lib/read-aloud/read-aloud";
import type { Reader } from "@/lib/read-aloud/reading";
import type { ReadAloudSettings } from "@/lib/read-aloud/settings";
import { formatYuan } from "@/lib/ui/format";
import { presetVoice } from "@/lib/voices/chosen-voice";
import type { OwnVoice } from "@/lib/voices/voice";

const speeds = [0.75, 1, 1.25, 1.5, 2];

type Choices = { models: readonly SpeechModel[]; own: readonly OwnVoice[] };

type ReadAloudBarProps = {
  state: ReadAloudState;
  price: number | null;
  reader: Reader | undefined;
  choices: Choices;
  /** Why it is not known who can read. */
  failure: Error | null;
  /** It is known that nobody can. */
  noReader: boolean;
  settings: ReadAloudSettings;
  onSet: (change: Partial<ReadAloudSettings>) => void;
  onPause: () => void;
  onResume: () => void;
  onRetry: () => void;
  onStop: () => void;
};

/** What is read, by whom and at which cost; pauses and ends it. */
export function ReadAloudBar(props: ReadAloudBarProps) {
  const { state, price, reader, choices, failure, noReader, settings } = props;
  const { onSet, onPause, onResume, onRetry, onStop } = props;
  const t = useTranslations("readAloud");
  const paused = state.step === "paused";
  const goes = state.step === "playing" || state.step === "preparing" || paused;
  return (
    <div className="mx-auto mb-2 w-full max-w-3xl px-3 sm:px-4">
      <section
        aria-label={t("title")}
        className="rounded-card border border-line bg-raised px-3 py-2 text-sm shadow-sm"
      >
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          {goes && !failure ? (
            <IconButton
              size="icon-small"
              variant="solid"
              label={t(paused ? "resume" : "pause")}
              onClick={paused ? onResume : onPause}
            >
              {paused ? <Play size={14} /> : <Pause size={14} />}
            </IconButton>
          ) : (
            <Volume2 size={16} className="text-ink-faint" aria-hidden />
          )}
          <p role="status" className="flex items-center gap-1.5">
            {t(`step.${failure || noReader ? "failed" : state.step}`)}
            {state.step === "preparing" && !failure && (
              <LoaderCircle size={14} className="animate-spin text-ink-faint" aria-hidden />
            )}
          </p>
          {/* What failed may have cost nothing: the price is told again once it goes on. */}
          {state.step !== "failed" && <Price price={price} />}
          <div className="ms-auto flex items-center gap-2">
            {reader && <VoiceSelect reader={reader} choices={choices} onSet={onSet} />}
            <select
              aria-label={t("speed")}
              value={settings.speed}
              onChange={(event) => onSet({ speed: Number(event.target.value) })}
              className={selectClass}
            >
              {speeds.map((speed) => (
                <option key={speed} value={speed}>
                  {t("times", { speed })}
                </option>
              ))}
            </select>
            <IconButton size="icon-small" label={t("stop")} onClick={onStop}>
              <X size={16} />
            </IconButton>
          </div>
        </div>
        <label className="mt-1.5 flex w-fit items-center gap-2 text-xs text-ink-muted">
          <input
            type="checkbox"
            checked={settings.always}
            onChange={(event) => onSet({ always: event.target.checked })}
          />
          {t("always")}
        </label>
        <Trouble state={state} failure={failure} noReader={noReader} onRetry={onRetry} />
      </section>
    </div>
  );
}

function Price({ price }: { price: number | null }) {
  const t = useTranslations("readAloud");
  if (price === 0) return null;
  return (
    <p className="text-xs text-ink-faint tabular-nums">
      {price === null ? t("priceUnknown") : t("price", { amount: formatYuan(price) })}
    </p>
  );
}

type VoiceSelectProps = { reader: Reader; choices: Choices; onSet: ReadAloudBarProps["onSet"] };

function VoiceSelect({ reader, choices: { models, own }, onSet }: VoiceSelectProps) {
  const t = useTranslations("readAloud");
  const { presetName } = useVoiceNames();
  const voicesOf = (model: SpeechModel) => [
    ...model.voices.map((voice) => ({ value: presetVoice(voice.id), name: presetName(voice) })),
    ...own.filter((voice) => voice.model === model.id).map(({ uri, name }) => ({ value: uri, name })),
  ];
  const choose = (chosen: string) => {
    const [model, voice] = chosen.split("\n");
    if (model && voice) onSet({ model, voice });
  };
  return (
    <select
      aria-label={t("voice")}
      value={`${reader.model.id}\n${reader.voice}`}
      onChange={(event) => choose(event.target.value)}
      className={`${selectClass} max-w-44`}
    >
      {models.map((model) => (
        <optgroup key={model.id} label={model.id}>
          {voicesOf(model).map(({ value, name }) => (
            <option key={value} value={`${model.id}\n${value}`}>
              {name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

type TroubleProps = {
  state: ReadAloudState;
  failure: Error | null;
  noReader: boolean;
  onRetry: () => void;
};

const errorOf = (failure: Error): AppError =>
  failure instanceof AppFailure ? failure.error : appError("internal");

/** Why it is not heard, and what to do. */
function Trouble({ state, failure, noReader, onRetry }: TroubleProps) {
  const t = useTranslations("readAloud");
  const retry = (
    <Button size="small" onClick={onRetry}>
      {t(state.step === "refused" ? "begin" : "retry")}
    </Button>
  );
  const error = failure ? errorOf(failure) : state.step === "failed" ? state.error : undefined;
  if (error)
    return (
      <div className="mt-2">
        <ErrorNotice error={error} action={retry} />
      </div>
    );
  if (!noReader && state.step !== "failed" && state.step !== "refused") return null;
  return (
    <div role="alert" className="mt-2 flex flex-wrap items-center gap-2 text-warning">
      <p>{t(noReader ? "noVoice" : state.step === "refused" ? "refused" : "cannotPlay")}</p>
      {retry}
    </div>
  );
}
