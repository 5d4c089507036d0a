"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { selectClass } from "@/components/shared/select-class";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { soundFormats } from "@/lib/sound/sound-format";
import { gainRange, speedRange } from "@/lib/speech/settings";
import type { SpeechFormState } from "./use-speech-form";

const formatNames = { mp3: "MP3", wav: "WAV", pcm: "PCM", opus: "Opus" } as const;

/** As what the sound comes, how fast and how loud it is. */
export function SoundOptions({ form: { settings, rates } }: { form: SpeechFormState }) {
  const t = useTranslations("speech");
  const rateId = useId();
  const { format, sampleRate, speed, gain, set } = settings;
  const rate = sampleRate !== undefined && rates.includes(sampleRate) ? String(sampleRate) : "";
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2 border-t border-line px-3 py-2">
      <SegmentedChoice
        label={t("format")}
        value={format}
        options={soundFormats.map((value) => ({ value, label: formatNames[value] }))}
        onChange={(next) => set({ format: next })}
      />
      <span className="flex items-center gap-2 text-xs text-ink-muted">
        <label htmlFor={rateId} className="whitespace-nowrap">
          {t("sampleRate")}
        </label>
        <select
          id={rateId}
          value={format === "pcm" && rate === "" ? "44100" : rate}
          onChange={({ target }) => set({ sampleRate: target.value ? Number(target.value) : undefined })}
          className={selectClass}
        >
          {format !== "pcm" && <option value="">{t("anyRate")}</option>}
          {rates.map((hertz) => (
            <option key={hertz} value={hertz}>
              {t("hertz", { rate: String(hertz) })}
            </option>
          ))}
        </select>
      </span>
      <Slider
        label={t("speed")}
        value={speed}
        range={speedRange}
        text={t("times", { value: String(speed) })}
        onChange={(next) => set({ speed: next })}
      />
      <Slider
        label={t("gain")}
        value={gain}
        range={gainRange}
        text={t("decibel", { value: String(gain) })}
        onChange={(next) => set({ gain: next })}
      />
      {(format === "pcm" || format === "opus") && (
        <p className="w-full text-xs text-ink-faint">{t(format === "pcm" ? "pcmNote" : "opusNote")}</p>
      )}
    </div>
  );
}

type SliderProps = {
  label: string;
  value: number;
  range: { min: number; max: number; step: number };
  text: string;
  onChange: (value: number) => void;
};

function Slider({ label, value, range, text, onChange }: SliderProps) {
  const id = useId();
  return (
    <span className="flex items-center gap-2 text-xs text-ink-muted">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={range.min}
        max={range.max}
        step={range.step}
        value={value}
        aria-valuetext={text}
        onChange={({ target }) => onChange(Number(target.value))}
        className="w-28 accent-(--accent)"
      />
      <output htmlFor={id} className="w-14 tabular-nums">
        {text}
      </output>
    </span>
  );
}
