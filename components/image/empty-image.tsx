"use client";

import { useTranslations } from "use-intl";

const examples = ["example1", "example2", "example3", "example4"] as const;

type EmptyImageProps = { onRun: (prompt: string) => void };

/** The first thing a person sees: what this is good for, ready to run with one click. */
export function EmptyImage({ onRun }: EmptyImageProps) {
  const t = useTranslations("image");
  return (
    <section aria-label={t("emptyTitle")} className="mx-auto w-full max-w-3xl px-4 py-8">
      <h2 className="text-2xl font-semibold tracking-tight">{t("emptyTitle")}</h2>
      <p className="mt-1 text-ink-muted">{t("emptyHint")}</p>
      <ul className="mt-5 grid gap-2.5 sm:grid-cols-2">
        {examples.map((example) => (
          <li key={example}>
            <button
              type="button"
              onClick={() => onRun(t(`${example}Prompt`))}
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
