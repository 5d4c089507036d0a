"use client";

import { Ear, LoaderCircle, Square } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { inputClass } from "@/components/shared/field";
import { selectClass } from "@/components/shared/select-class";
import { useElapsed } from "@/components/shared/use-elapsed";
import { Button } from "@/components/ui/button";
import { formatSeconds } from "@/lib/ui/format";
import { fitsSeconds } from "@/lib/voices/spoken-rate";
import type { VoiceMakerState } from "./use-voice-maker";

/** What is said in the recording: a model writes it down, the person corrects it. */
export function WordsField({ maker }: { maker: VoiceMakerState }) {
  const t = useTranslations("voices");
  const id = useId();
  const { draft, words, transcriber, transcribers, settings, clip, part, check } = maker;
  const { state } = words;
  const listening = state.step === "listening";
  const elapsed = useElapsed(listening ? state.since : 0, listening);
  const text = draft.text;
  const fits = check ? fitsSeconds(text, check.seconds) : "fits";
  const seconds = formatSeconds((check?.seconds ?? 0) * 1000);
  const moved =
    state.step === "written" &&
    part !== undefined &&
    (Math.abs(state.part.from - part.from) > 0.2 || Math.abs(state.part.to - part.to) > 0.2);
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t("words")}
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={3}
        value={text}
        aria-describedby={`${id}-hint`}
        aria-busy={listening}
        onChange={({ target }) => draft.change({ text: target.value })}
        className={`${inputClass} field-sizing-content min-h-20 resize-none`}
      />
      <p id={`${id}-hint`} className="text-xs text-ink-muted">
        {t("wordsHint")}
      </p>
      <p role="status" className="text-xs text-warning empty:hidden">
        {state.step === "written" && state.heard === "" && text === "" && t("nothingHeard")}
        {moved && t("partChanged")} {fits === "tooMuch" && t("tooMuchText", { seconds })}
        {fits === "tooLittle" && t("tooLittleText", { seconds })}
      </p>
      <div className="flex flex-wrap items-center gap-2 text-xs text-ink-muted">
        {listening ? (
          <>
            <LoaderCircle size={14} className="animate-spin text-accent" aria-hidden />
            <span className="tabular-nums">
              {t("listening", { model: transcriber?.id ?? "", seconds: formatSeconds(elapsed) })}
            </span>
            <Button size="small" onClick={words.stop}>
              <Square size={11} fill="currentColor" aria-hidden /> {t("stopListening")}
            </Button>
          </>
        ) : (
          transcriber && (
            <Button
              size="small"
              disabled={!clip || !check || check.loudness === undefined}
              onClick={words.listen}
            >
              <Ear size={14} aria-hidden /> {t(text === "" ? "writeDown" : "writeAgain")}
            </Button>
          )
        )}
        {!transcriber && <span>{t("noTranscriber")}</span>}
        {transcriber && !listening && (
          <label className="flex min-w-0 flex-wrap items-center gap-1.5">
            {t("writeWith")}
            <select
              value={transcriber.id}
              onChange={({ target }) => settings.set({ transcriber: target.value })}
              className={`${selectClass} min-w-0 max-w-full`}
            >
              {transcribers.map(({ id: model }) => (
                <option key={model}>{model}</option>
              ))}
            </select>
            {transcriber.free && <span>{t("writeFree")}</span>}
          </label>
        )}
      </div>
      {state.step === "failed" && (
        <ErrorNotice
          error={state.error}
          action={
            <Button size="small" onClick={words.listen}>
              {t("tryAgain")}
            </Button>
          }
        />
      )}
    </div>
  );
}
