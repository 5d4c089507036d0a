"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { selectClass } from "@/components/shared/select-class";
import { WordDifference } from "@/components/shared/word-difference";
import type { Transcript } from "@/lib/transcription/transcript";
import { cn } from "@/lib/ui/cn";

/** How what one model heard differs from what another did. */
export function CompareTranscripts({ transcripts }: { transcripts: readonly Transcript[] }) {
  const t = useTranslations("transcription");
  const [first, setFirst] = useState(transcripts[0]?.id);
  const [second, setSecond] = useState(transcripts[1]?.id);
  const of = (id: string | undefined, otherwise: number) =>
    transcripts.find((transcript) => transcript.id === id) ?? transcripts[otherwise];
  const before = of(first, 0);
  const after = of(second, 1);
  if (!before || !after) return null;
  return (
    <section aria-label={t("compare")} className="grid gap-2 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <Choice label={t("compareFirst")} all={transcripts} value={before.id} onChange={setFirst} />
        <span className="text-ink-muted">{t("compareWith")}</span>
        <Choice label={t("compareSecond")} all={transcripts} value={after.id} onChange={setSecond} />
      </div>
      <WordDifference before={before.text} after={after.text} by="character" />
    </section>
  );
}

type ChoiceProps = {
  label: string;
  all: readonly Transcript[];
  value: string;
  onChange: (id: string) => void;
};

function Choice({ label, all, value, onChange }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      className={cn(selectClass, "min-w-0 max-w-full")}
    >
      {all.map(({ id, model }) => (
        <option key={id} value={id}>
          {model}
        </option>
      ))}
    </select>
  );
}
