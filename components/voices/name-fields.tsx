"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { selectClass } from "@/components/shared/select-class";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { suggestName } from "@/lib/voices/voice-name";
import type { VoiceMakerState } from "./use-voice-maker";

/** How the voice is called, for which model it is made, and how it is sent. */
export function NameFields({ maker }: { maker: VoiceMakerState }) {
  const t = useTranslations("voices");
  const { settings, makers, model } = maker;
  const modelId = useId();
  return (
    <div className="grid grid-cols-1 gap-3">
      <div className="grid gap-3 md:grid-cols-2">
        <NameField maker={maker} />
        <div className="grid content-start gap-1">
          <label htmlFor={modelId} className="text-sm font-medium">
            {t("model")}
          </label>
          {makers.length === 0 ? (
            <p className="text-sm text-warning">{t("noModels")}</p>
          ) : (
            <select
              id={modelId}
              value={model?.id}
              onChange={({ target }) => settings.set({ model: target.value })}
              className={`${selectClass} w-full`}
            >
              {makers.map(({ id }) => (
                <option key={id}>{id}</option>
              ))}
            </select>
          )}
          <p className="text-xs text-ink-muted">{t("modelHint")}</p>
        </div>
      </div>
      <details className="group text-sm">
        <summary className="flex items-center gap-1 text-xs text-ink-muted">
          <ChevronDown
            size={14}
            aria-hidden
            className="-rotate-90 transition-transform group-open:rotate-0"
          />
          {t("advanced")}
        </summary>
        <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
          <SegmentedChoice
            label={t("form")}
            value={settings.form}
            options={[
              { value: "file", label: t("formFile") },
              { value: "base64", label: t("formBase64") },
            ]}
            onChange={(form) => settings.set({ form })}
          />
          <p className="text-xs text-ink-muted">{t("formHint")}</p>
        </div>
      </details>
    </div>
  );
}

function NameField({ maker }: { maker: VoiceMakerState }) {
  const t = useTranslations("voices");
  const id = useId();
  const { settings, wrongName, voices } = maker;
  const { name } = settings;
  // A field that nobody has touched yet is not wrong.
  const told = wrongName !== "none" ? wrongName : undefined;
  const suggestion = suggestName(name, voices);
  return (
    <div className="grid content-start gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {t("name")}
      </label>
      <input
        id={id}
        value={name}
        dir="ltr"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-invalid={told !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => settings.set({ name: target.value })}
        className={`${inputClass} font-mono`}
      />
      <p id={`${id}-hint`} role="status" className={`text-xs ${told ? "text-danger" : "text-ink-muted"}`}>
        {told ? t(`nameProblem.${told}`, { name: suggestion, count: [...name].length }) : t("nameHint")}
      </p>
      {wrongName && wrongName !== "long" && (
        <Button
          size="small"
          className="justify-self-start"
          onClick={() => settings.set({ name: suggestion })}
        >
          {t("takeName", { name: suggestion })}
        </Button>
      )}
    </div>
  );
}
