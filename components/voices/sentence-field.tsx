"use client";

import { RotateCcw } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { IconButton } from "@/components/ui/button";
import { formatYuan } from "@/lib/ui/format";
import { auditionPrice } from "@/lib/voices/auditions";
import { useVoiceSettings } from "./use-voice-settings";
import { mostSentenceCharacters, type VoicesPage } from "./use-voices-page";

/** What all voices are heard with, and what that costs. */
export function SentenceField({ page }: { page: VoicesPage }) {
  const t = useTranslations("voices");
  const settings = useVoiceSettings();
  const id = useId();
  const { sentence, presetModel } = page;
  return (
    <div className="grid gap-1 rounded-card border border-line bg-surface p-3 sm:p-4">
      <label htmlFor={id} className="text-sm font-medium">
        {t("sentence")}
      </label>
      <div className="flex items-start gap-1">
        <textarea
          id={id}
          dir="auto"
          rows={1}
          value={sentence}
          aria-describedby={`${id}-cost`}
          onChange={({ target }) => settings.set({ sentence: target.value })}
          className={`${inputClass} field-sizing-content max-h-32 min-w-0 resize-none`}
        />
        {settings.sentence !== "" && (
          <IconButton label={t("sentenceReset")} onClick={() => settings.set({ sentence: "" })}>
            <RotateCcw size={15} />
          </IconButton>
        )}
      </div>
      <p id={`${id}-cost`} role="status" className="text-xs text-ink-muted">
        {presetModel && <Cost sentence={sentence} price={auditionPrice(presetModel, sentence)} />}
      </p>
    </div>
  );
}

function Cost({ sentence, price }: { sentence: string; price: number | null }) {
  const t = useTranslations("voices");
  const count = [...sentence].length;
  if (sentence.trim() === "") return <span className="text-warning">{t("sentenceEmpty")}</span>;
  if (count > mostSentenceCharacters)
    return <span className="text-warning">{t("sentenceLong", { count, most: mostSentenceCharacters })}</span>;
  if (price === null) return t("sentenceUnknown");
  return price === 0 ? t("sentenceFree") : t("sentencePrice", { amount: formatYuan(price) });
}
