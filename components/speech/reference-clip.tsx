"use client";

import { FolderOpen, X } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { Button, IconButton } from "@/components/ui/button";
import { formatSeconds } from "@/lib/ui/format";
import { ReferenceRecorder } from "./reference-recorder";
import { mostReferenceSeconds } from "./use-reference";
import type { SpeechFormState } from "./use-speech-form";

/** A recording to speak like for once, and what is said in it. */
export function ReferenceClip({ form: { reference, settings } }: { form: SpeechFormState }) {
  const t = useTranslations("speech");
  const { input, choose } = useFilePicker({
    label: t("addRecording"),
    accept: "audio/*",
    onFiles: ([file]) => void (file && reference.add(file)),
  });
  const textId = useId();
  const { kept, problem, reading } = reference;
  const seconds = kept?.kind === "audio" ? kept.seconds : undefined;
  return (
    <section aria-label={t("recording")} className="mx-3 mt-2 grid gap-2 rounded-lg bg-sunken p-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {input}
        <Button size="small" onClick={choose}>
          <FolderOpen size={14} aria-hidden /> {t("addRecording")}
        </Button>
        {kept && (
          <span className="flex min-w-0 items-center gap-1">
            <span className="truncate">{kept.name}</span>
            {seconds !== undefined && (
              <span className="whitespace-nowrap text-xs text-ink-muted">
                {t("seconds", { seconds: formatSeconds(seconds * 1000) })}
              </span>
            )}
            <IconButton size="icon-small" label={t("removeRecording")} onClick={reference.remove}>
              <X size={14} />
            </IconButton>
          </span>
        )}
        <p role="status" className="text-xs text-ink-muted">
          {reading ? t("recordingReading") : !kept && t("recordingHint", { seconds: mostReferenceSeconds })}
        </p>
      </div>
      <ReferenceRecorder onRecorded={reference.add} />
      {problem && (
        <p role="alert" className="text-xs text-danger">
          {t(`recordingProblem.${problem}`)}
        </p>
      )}
      <label htmlFor={textId} className="grid gap-1">
        <span className="text-xs text-ink-muted">
          {t("recordingText")} · {t("recordingTextHint")}
        </span>
        <textarea
          id={textId}
          rows={1}
          dir="auto"
          value={settings.referenceText}
          onChange={(event) => settings.set({ referenceText: event.target.value })}
          className={inputClass}
        />
      </label>
    </section>
  );
}
