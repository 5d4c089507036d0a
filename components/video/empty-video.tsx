"use client";

import { useTranslations } from "use-intl";
import { Examples } from "@/components/shared/examples";

const examples = ["example1", "example2", "example3", "example4"] as const;

/** The first thing a person sees: what this is good for, and words to begin with. A click costs nothing. */
export function EmptyVideo({ onPick }: { onPick: (prompt: string) => void }) {
  const t = useTranslations("video");
  return (
    <section aria-label={t("emptyTitle")} className="mx-auto w-full max-w-3xl px-4 py-8">
      <h2 className="text-2xl font-semibold tracking-tight">{t("emptyTitle")}</h2>
      <p className="mt-1 text-ink-muted">{t("emptyHint")}</p>
      <p className="mt-5 text-sm text-ink-muted">{t("examples")}</p>
      <div className="mt-2">
        <Examples
          examples={examples.map((id) => ({ id, title: t(`${id}Title`), text: t(`${id}Prompt`) }))}
          onChoose={onPick}
        />
      </div>
    </section>
  );
}
