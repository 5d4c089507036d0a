"use client";

import { useTranslations } from "use-intl";
import { Examples } from "@/components/shared/examples";
import { byteCount, priceOfBytes } from "@/lib/models/speech-price";
import { formatYuan } from "@/lib/ui/format";
import type { SpeechFormState } from "./use-speech-form";

const examples = ["example1", "example2", "example3"] as const;

type EmptySpeechProps = { form: SpeechFormState; onRun: (text: string) => void };

/** The first thing a person sees: texts to hear with one click, each with what it costs. */
export function EmptySpeech({ form, onRun }: EmptySpeechProps) {
  const t = useTranslations("speech");
  const [take] = form.takes;
  const titleOf = (example: (typeof examples)[number]) => {
    const title = t(`${example}Title`);
    const price = take && priceOfBytes(byteCount(t(`${example}Text`)), take.model);
    return typeof price === "number"
      ? t("exampleCost", { title, amount: formatYuan(price) })
      : t("exampleUnknown", { title });
  };
  return (
    <section aria-label={t("emptyTitle")} className="mx-auto w-full max-w-3xl px-4 py-8">
      <h2 className="text-2xl font-semibold tracking-tight">{t("emptyTitle")}</h2>
      <p className="mt-1 text-ink-muted">{t("emptyHint")}</p>
      <div className="mt-5">
        <Examples
          examples={examples.map((id) => ({ id, title: titleOf(id), text: t(`${id}Text`) }))}
          onChoose={onRun}
        />
      </div>
    </section>
  );
}
