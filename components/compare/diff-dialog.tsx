"use client";

import { ArrowLeftRight } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/chat/parameters/field";
import { IconButton } from "@/components/ui/button";
import type { ColumnAnswer } from "@/lib/compare/answers";
import { diffTexts } from "@/lib/compare/diff-client";
import { type DiffPart, likeness } from "@/lib/compare/word-diff";

/** How the answer of one column becomes that of another, word by word. */
export function DiffDialog({ answers: all }: { answers: readonly ColumnAnswer[] }) {
  const answers = all.filter(({ text }) => text !== "");
  const t = useTranslations("compare");
  const [from, setFrom] = useState(answers[0]?.columnId);
  const [to, setTo] = useState(answers[1]?.columnId);
  const textOf = (columnId: string | undefined) =>
    answers.find((answer) => answer.columnId === columnId)?.text ?? "";
  const before = textOf(from);
  const after = textOf(to);
  if (answers.length < 2) return <p className="text-ink-muted">{t("diffNeeds")}</p>;
  const swap = () => {
    setFrom(to);
    setTo(from);
  };
  // An answer is never held against itself: the other side takes the place that it leaves.
  const choose = (side: "from" | "to", columnId: string) => {
    if (columnId === (side === "from" ? to : from)) return swap();
    (side === "from" ? setFrom : setTo)(columnId);
  };
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="text-ink-muted">{t("diffHint")}</p>
      <div className="flex flex-wrap items-end gap-2">
        <AnswerChoice
          label={t("diffFrom")}
          answers={answers}
          value={from}
          onChange={(id) => choose("from", id)}
        />
        <IconButton label={t("diffSwap")} onClick={swap}>
          <ArrowLeftRight size={16} />
        </IconButton>
        <AnswerChoice label={t("diffTo")} answers={answers} value={to} onChange={(id) => choose("to", id)} />
      </div>
      <Difference before={before} after={after} />
    </div>
  );
}

type AnswerChoiceProps = {
  label: string;
  answers: readonly ColumnAnswer[];
  value: string | undefined;
  onChange: (columnId: string) => void;
};

function AnswerChoice({ label, answers, value, onChange }: AnswerChoiceProps) {
  const id = useId();
  return (
    <div className="min-w-0 flex-1 basis-48">
      <label htmlFor={id} className="text-xs text-ink-muted">
        {label}
      </label>
      <select id={id} className={inputClass} value={value} onChange={(event) => onChange(event.target.value)}>
        {answers.map(({ columnId, place, model }) => (
          <option key={columnId} value={columnId}>
            {place}. {model}
          </option>
        ))}
      </select>
    </div>
  );
}

type Compared = { before: string; after: string; parts: readonly DiffPart[] | "failed" };

function Difference({ before, after }: { before: string; after: string }) {
  const t = useTranslations("compare");
  const [compared, setCompared] = useState<Compared>();
  useEffect(() => {
    const end = new AbortController();
    void diffTexts(before, after, end.signal)
      .catch(() => "failed" as const)
      .then((parts) => setCompared({ before, after, parts }));
    return () => end.abort();
  }, [before, after]);
  const current = compared?.before === before && compared.after === after ? compared.parts : undefined;
  if (current === undefined) return <p className="text-ink-muted">{t("diffWorking")}</p>;
  if (current === "failed") return <p className="text-danger">{t("diffFailed")}</p>;
  const same = current.every(({ kind }) => kind === "same");
  return (
    <>
      <p role="status" className="text-ink-muted">
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
