"use client";

import { useTranslations } from "use-intl";
import { Examples } from "@/components/shared/examples";

const examples = ["example1", "example2", "example3", "example4"] as const;

type EmptyImageProps = { onRun: (prompt: string) => void };

/** The first thing a person sees: what this is good for, ready to run with one click. */
export function EmptyImage({ onRun }: EmptyImageProps) {
  const t = useTranslations("image");
  return (
    <section aria-label={t("emptyTitle")} className="mx-auto w-full max-w-3xl px-4 py-8">
      <h2 className="text-2xl font-semibold tracking-tight">{t("emptyTitle")}</h2>
      <p className="mt-1 text-ink-muted">{t("emptyHint")}</p>
      <div className="mt-5">
        <Examples
          examples={examples.map((id) => ({ id, title: t(`${id}Title`), text: t(`${id}Prompt`) }))}
          onChoose={onRun}
        />
      </div>
    </section>
  );
}
