"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { diffTexts } from "@/lib/diff/diff-client";
import { type DiffPart, type DiffUnit, likeness } from "@/lib/diff/word-diff";

type Compared = { before: string; after: string; parts: readonly DiffPart[] | "failed" };

type WordDifferenceProps = {
  before: string;
  after: string;
  /** How alike they are is said above. */
  figure?: boolean;
  /** What is compared in Chinese; words unless told. */
  by?: DiffUnit;
};

/** How one text becomes another, word by word. */
export function WordDifference({ before, after, figure = true, by }: WordDifferenceProps) {
  const t = useTranslations("compare");
  const [compared, setCompared] = useState<Compared>();
  useEffect(() => {
    const end = new AbortController();
    void diffTexts({ before, after, by }, end.signal)
      .catch(() => "failed" as const)
      .then((parts) => setCompared({ before, after, parts }));
    return () => end.abort();
  }, [before, after, by]);
  const current = compared?.before === before && compared.after === after ? compared.parts : undefined;
  if (current === undefined) return <p className="text-ink-muted">{t("diffWorking")}</p>;
  if (current === "failed") return <p className="text-danger">{t("diffFailed")}</p>;
  const same = current.every(({ kind }) => kind === "same");
  return (
    <>
      <p role="status" className={figure || same ? "text-ink-muted" : "sr-only"}>
        {same ? t("diffSame") : t("diffAlike", { percent: Math.floor(likeness(current) * 100) })}
      </p>
      <section
        aria-label={t("diff")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        className="max-h-[55dvh] overflow-y-auto rounded-card border border-line bg-surface p-3 leading-7 whitespace-pre-wrap wrap-anywhere"
      >
        {current.map(({ kind, text }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one difference never change
          <Part key={at} kind={kind} text={text} />
        ))}
      </section>
    </>
  );
}

/** What went is struck through and what came is underlined: colour alone says nothing to everybody. */
function Part({ kind, text }: DiffPart) {
  const t = useTranslations("compare");
  if (kind === "same") return text;
  return kind === "removed" ? (
    <del title={t("diffRemoved")} className="bg-danger-soft text-danger">
      {text}
    </del>
  ) : (
    <ins title={t("diffAdded")} className="bg-accent-soft text-accent">
      {text}
    </ins>
  );
}
