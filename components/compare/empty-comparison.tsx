"use client";

import { useTranslations } from "use-intl";

const examples = ["example1", "example2", "example3", "example4"] as const;

/** What comparing is good for, ready to run with one click. */
export function EmptyComparison({ onPick }: { onPick: (prompt: string) => void }) {
  const t = useTranslations("compare");
  return (
    <section aria-label={t("emptyTitle")} className="mx-auto w-full max-w-3xl px-4 pb-3">
      <h1 className="text-lg font-semibold tracking-tight">{t("emptyTitle")}</h1>
      <p className="text-sm text-ink-muted">{t("emptyHint")}</p>
      <ul className="mt-2 flex flex-wrap gap-2">
        {examples.map((example) => (
          <li key={example}>
            <button
              type="button"
              title={t(`${example}Prompt`)}
              onClick={() => onPick(t(`${example}Prompt`))}
              className="rounded-full border border-line bg-surface px-3 py-1 text-sm transition-colors hover:border-accent hover:bg-accent-soft"
            >
              {t(`${example}Title`)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
