"use client";

import { useTranslations } from "use-intl";

const examples = ["example1", "example2", "example3", "example4"] as const;

/** The first thing a person sees: what this is good for, and words to begin with. A click costs nothing. */
export function EmptyVideo({ onPick }: { onPick: (prompt: string) => void }) {
  const t = useTranslations("video");
  return (
    <section aria-label={t("emptyTitle")} className="mx-auto w-full max-w-3xl px-4 py-8">
      <h2 className="text-2xl font-semibold tracking-tight">{t("emptyTitle")}</h2>
      <p className="mt-1 text-ink-muted">{t("emptyHint")}</p>
      <p className="mt-5 text-sm text-ink-muted">{t("examples")}</p>
      <ul className="mt-2 grid gap-2.5 sm:grid-cols-2">
        {examples.map((example) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => onPick(t(`${example}Prompt`))}
              className="h-full w-full rounded-card border border-line bg-surface px-4 py-3 text-start transition-colors hover:border-accent hover:bg-accent-soft"
            >
              <span className="block text-sm font-medium">{t(`${example}Title`)}</span>
              <span className="mt-0.5 block text-sm text-ink-muted">{t(`${example}Prompt`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
