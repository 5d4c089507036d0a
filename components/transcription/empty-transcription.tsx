"use client";

import { useQuery } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { PageError } from "@/components/shared/creations/lazy-parts";
import { Examples } from "@/components/shared/examples";
import type { AppError } from "@/lib/core/app-error";
import { modelQueries } from "@/lib/models/model-queries";
import type { SpeechModel } from "@/lib/models/speech-model";
import { byteCount, priceOfBytes } from "@/lib/models/speech-price";
import { speakExample, speaksExamples } from "@/lib/transcription/speak-example";
import { formatYuan } from "@/lib/ui/format";

const examples = ["example1", "example2"] as const;

type EmptyTranscriptionProps = { onFiles: (files: readonly File[]) => Promise<void> };

/** The first thing a person sees. Who has no recording at hand has a text spoken for a try. */
export function EmptyTranscription({ onFiles }: EmptyTranscriptionProps) {
  const t = useTranslations("transcription");
  const model = useQuery(modelQueries.speech()).data?.models.find(speaksExamples);
  const [speaking, setSpeaking] = useState(false);
  const [failure, setFailure] = useState<AppError>();
  const speak = async (text: string) => {
    if (!model) return;
    setSpeaking(true);
    setFailure(undefined);
    const spoken = await speakExample(model, text);
    if (spoken.ok) await onFiles([spoken.value]);
    else setFailure(spoken.error);
    setSpeaking(false);
  };
  return (
    <section aria-label={t("emptyTitle")} className="mx-auto w-full max-w-3xl px-4 py-8">
      <h2 className="text-2xl font-semibold tracking-tight">{t("emptyTitle")}</h2>
      <p className="mt-1 text-ink-muted">{t("emptyHint")}</p>
      {model && (
        <div className="mt-5 grid gap-2.5">
          <p role="status" className="flex items-center gap-2 text-sm text-ink-muted">
            {speaking && <LoaderCircle size={15} className="animate-spin text-accent" aria-hidden />}
            {t(speaking ? "emptySpeaking" : "emptyTry")}
          </p>
          <Examples
            examples={examples.map((id) => ({
              id,
              title: t("exampleTitle", { language: t(`${id}Language`), cost: costOf(t(`${id}Text`), model) }),
              text: t(`${id}Text`),
            }))}
            disabled={speaking}
            onChoose={(text) => void speak(text)}
          />
        </div>
      )}
      {failure && <PageError error={failure} />}
    </section>
  );
}

/** Yuan, or a question mark where the price is not known. */
function costOf(text: string, model: SpeechModel): string {
  const price = priceOfBytes(byteCount(text), model);
  return price === null ? "?" : formatYuan(price);
}
