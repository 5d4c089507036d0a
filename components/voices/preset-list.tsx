"use client";

import { useTranslations } from "use-intl";
import { useVoiceNames } from "@/components/shared/voice-names";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { presetVoice } from "@/lib/voices/chosen-voice";
import { AuditionState } from "./audition-state";
import { ListenButton } from "./listen-button";
import { useVoiceSettings } from "./use-voice-settings";
import type { VoicesPage } from "./use-voices-page";
import { VoiceTools } from "./voice-tools";

/** The voices that every account has, of one model at a time. */
export function PresetList({ page }: { page: VoicesPage }) {
  const t = useTranslations("voices");
  const { presetName } = useVoiceNames();
  const { set } = useVoiceSettings();
  const { auditions, comparison, sentence, sayable, presetModel, models } = page;
  const speaking = models.filter(({ voices }) => voices.length > 0);
  if (!presetModel) return null;
  return (
    <section aria-label={t("presets")} className="grid grid-cols-1 gap-3">
      <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div>
          <h2 className="text-base font-semibold">{t("presets")}</h2>
          <p className="text-sm text-ink-muted">{t("presetsHint")}</p>
        </div>
        {speaking.length > 1 && (
          <SegmentedChoice
            label={t("presetsOf")}
            value={presetModel.id}
            options={speaking.map(({ id }) => ({ value: id, label: id.split("/").at(-1) ?? id }))}
            onChange={(id) => set({ presetsOf: id })}
          />
        )}
      </header>
      <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2 xl:grid-cols-4">
        {presetModel.voices.map((preset) => {
          const candidate = { model: presetModel, voice: presetVoice(preset.id) };
          const name = presetName(preset);
          return (
            <li
              key={preset.id}
              aria-label={name}
              className="grid min-w-0 grid-cols-1 content-start gap-1.5 rounded-card border border-line bg-surface p-2.5 has-[[role=alert]]:col-span-full"
            >
              <div className="flex min-w-0 items-center gap-2.5">
                <ListenButton
                  auditions={auditions}
                  candidate={candidate}
                  name={name}
                  sentence={sentence}
                  disabled={!sayable}
                />
                <span className="min-w-0 text-sm font-medium">{name}</span>
              </div>
              <VoiceTools candidate={candidate} name={name} comparison={comparison} />
              <AuditionState auditions={auditions} candidate={candidate} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
