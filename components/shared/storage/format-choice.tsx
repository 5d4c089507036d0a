"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import type { ExportFormat } from "@/lib/history/archive/archive-protocol";

export type Format = ExportFormat | "picture";

type FormatChoiceProps<Value extends Format> = {
  value: Value;
  options: readonly Value[];
  disabled: boolean;
  onChange: (value: Value) => void;
};

/** In what format to export, and what that keeps. */
export function FormatChoice<Value extends Format>({
  value,
  options,
  disabled,
  onChange,
}: FormatChoiceProps<Value>) {
  const t = useTranslations("archive");
  const hintId = useId();
  const choose = (chosen: string) => {
    const found = options.find((option) => option === chosen);
    if (found) onChange(found);
  };
  return (
    <div className="grid gap-1.5">
      <select
        aria-label={t("format")}
        aria-describedby={hintId}
        value={value}
        disabled={disabled}
        onChange={(event) => choose(event.target.value)}
        className="h-9 w-full min-w-0 rounded-lg border border-line bg-surface px-2.5 text-base text-ink sm:text-sm"
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {t(`format-${option as Format}`)}
          </option>
        ))}
      </select>
      <p id={hintId} className="text-xs text-ink-muted">
        {t(`hint-${value as Format}`)}
      </p>
    </div>
  );
}
