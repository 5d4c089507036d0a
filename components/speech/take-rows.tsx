"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { ModelPicker } from "@/components/shared/model-picker";
import type { ToldModel } from "@/components/shared/model-trigger";
import { selectClass } from "@/components/shared/select-class";
import { useVoiceNames } from "@/components/shared/voice-names";
import { Button, IconButton } from "@/components/ui/button";
import { AppFailure } from "@/lib/core/app-error";
import type { SpeechModel } from "@/lib/models/speech-model";
import { priceOfBytes } from "@/lib/models/speech-price";
import { mostTakes } from "@/lib/speech/settings";
import { cn } from "@/lib/ui/cn";
import { formatYuan } from "@/lib/ui/format";
import { presetVoice, referenceVoice } from "@/lib/voices/chosen-voice";
import type { SpeechFormState } from "./use-speech-form";

type Words = ReturnType<typeof useTranslations<"speech">>;

function factsOf(model: SpeechModel, t: Words): string {
  if (!model.catalogued) return t("uncatalogued");
  const price = priceOfBytes(1000, model);
  if (price === null) return t("priceUnknown");
  return price === 0 ? t("free") : t("perThousand", { price: formatYuan(price) });
}

/** Who speaks: a model and a voice for each take, side by side. */
export function TakeRows({ form }: { form: SpeechFormState }) {
  const t = useTranslations("speech");
  const words = useTranslations("errors");
  const { takes, models, own } = form;
  const told = models.map(
    (model): ToldModel => ({ id: model.id, free: model.free, facts: factsOf(model, t) }),
  );
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 pt-2">
      <ul aria-label={t("takes")} className="contents">
        {takes.map((take, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a take is its place
            key={at}
            aria-label={t("take", { number: at + 1 })}
            className="flex min-w-0 max-w-full flex-wrap items-center gap-1 rounded-lg border border-line bg-surface pe-1"
          >
            <ModelPicker
              models={told}
              value={take.model.id}
              onChange={(model) => form.changeTake(at, { model })}
            />
            <VoiceSelect form={form} at={at} />
            {takes.length > 1 && (
              <IconButton
                size="icon-small"
                label={t("removeTake", { number: at + 1 })}
                onClick={() => form.removeTake(at)}
              >
                <X size={14} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {takes.length > 0 && takes.length < mostTakes && (
        <Button size="small" variant="ghost" onClick={form.addTake}>
          <Plus size={14} aria-hidden /> {t("addTake")}
        </Button>
      )}
      {own.error && (
        <p role="status" className="text-xs text-warning">
          {t("voicesFailed", {
            reason: words(`${own.error instanceof AppFailure ? own.error.error.code : "internal"}.title`),
          })}
        </p>
      )}
    </div>
  );
}

function VoiceSelect({ form, at }: { form: SpeechFormState; at: number }) {
  const t = useTranslations("speech");
  const { presetName } = useVoiceNames();
  const take = form.takes[at];
  if (!take) return null;
  const { model, voice } = take;
  const own = form.ownOf(model);
  const isListed =
    voice === referenceVoice ||
    model.voices.some(({ id }) => presetVoice(id) === voice) ||
    own.some(({ uri }) => uri === voice);
  return (
    <select
      aria-label={t("voiceOf", { number: at + 1 })}
      value={voice}
      onChange={(event) => form.changeTake(at, { voice: event.target.value })}
      className={cn(selectClass, "min-w-0 max-w-64 border-transparent")}
    >
      {model.voices.length > 0 && (
        <optgroup label={t("presets")}>
          {model.voices.map((preset) => (
            <option key={preset.id} value={presetVoice(preset.id)}>
              {presetName(preset)}
            </option>
          ))}
        </optgroup>
      )}
      {own.length > 0 && (
        <optgroup label={t("ownVoices")}>
          {own.map(({ uri, name }) => (
            <option key={uri} value={uri}>
              {name || t("unnamedVoice")}
            </option>
          ))}
        </optgroup>
      )}
      {/* The list may not have come, or an address names a voice that is gone: it is sent as it is. */}
      {!isListed && <option value={voice}>{t("unlistedVoice")}</option>}
      {(model.customVoice !== false || voice === referenceVoice) && (
        <option value={referenceVoice}>{t("fromRecording")}</option>
      )}
    </select>
  );
}
