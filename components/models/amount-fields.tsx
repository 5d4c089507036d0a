"use client";

import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { mostOfAnything, readAmount, type Workload, type WorkloadField } from "@/lib/models/workload";

type AmountFieldsProps = {
  fields: readonly WorkloadField[];
  workload: Workload;
  onChange: (some: Partial<Workload>) => void;
};

/** What one call holds, and how many there are in a day. */
export function AmountFields({ fields, workload, onChange }: AmountFieldsProps) {
  const t = useTranslations("catalogue");
  return (
    <fieldset>
      <legend className="sr-only">{t("workload")}</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
        {fields.map((field) => (
          <AmountField
            key={field}
            field={field}
            value={workload[field]}
            onChange={(value) => onChange({ [field]: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}

type AmountFieldProps = { field: WorkloadField; value: number; onChange: (value: number) => void };

/** A whole number. What is none yet stays as it is typed, is told, and changes nothing. */
function AmountField({ field, value, onChange }: AmountFieldProps) {
  const t = useTranslations("catalogue");
  const id = useId();
  const [text, setText] = useState(String(value));
  useEffect(() => setText((typed) => (readAmount(typed) === value ? typed : String(value))), [value]);
  const wrong = readAmount(text) === undefined;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs text-ink-muted">
        {t(`amounts.${field}`)}
      </label>
      <input
        id={id}
        inputMode="numeric"
        value={text}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => {
          setText(target.value);
          const amount = readAmount(target.value);
          if (amount !== undefined) onChange(amount);
        }}
        className={`${inputClass} tabular-nums`}
      />
      {wrong && (
        <p id={`${id}-wrong`} className="text-xs text-danger">
          {t("wrongAmount", { most: mostOfAnything })}
        </p>
      )}
    </div>
  );
}
