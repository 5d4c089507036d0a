"use client";

import { ArrowLeftRight } from "lucide-react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { WordDifference } from "@/components/shared/word-difference";
import { IconButton } from "@/components/ui/button";
import type { ColumnAnswer } from "@/lib/compare/answers";

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
      <WordDifference before={before} after={after} />
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
