"use client";

import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Field, inputClass } from "@/components/shared/field";
import { faultOf, type NumberParameter, ranges } from "@/lib/image/parameters";

export type ParameterFieldProps = {
  value: unknown;
  /** Which of the chosen models are not sent it. */
  note: string | undefined;
  /** Undefined sends nothing. */
  onChange: (value: unknown) => void;
};

/** What is wrong with a number, in words; nothing when it can be sent. */
export function useFault(name: NumberParameter, value: unknown): string | undefined {
  const t = useTranslations("image");
  const fault = value === undefined ? undefined : faultOf(name, value);
  const { min, max } = ranges[name];
  return fault && t(`fault.${fault}`, { min: String(min), max: String(max) });
}

const textOf = (value: unknown) => (value === undefined ? "" : String(value));

/** What was typed as a number; what is none stays as it was typed, and is told. */
function read(text: string): unknown {
  if (text.trim() === "") return undefined;
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

/** What a person types for a number, kept as they typed it. */
export function useTypedNumber({ value, onChange }: Pick<ParameterFieldProps, "value" | "onChange">) {
  const [text, setText] = useState(() => textOf(value));
  // Set from outside: settings that are used again, or a reset.
  useEffect(() => setText((typed) => (read(typed) === value ? typed : textOf(value))), [value]);
  const set = (typed: string) => {
    setText(typed);
    onChange(read(typed));
  };
  return { text, set };
}

/** One number: typed, or by the slider where the range is short. */
export function NumberField({
  name,
  value,
  note,
  onChange,
}: ParameterFieldProps & { name: NumberParameter }) {
  const t = useTranslations("image");
  const id = useId();
  const { text, set } = useTypedNumber({ value, onChange });
  const fault = useFault(name, value);
  const { min, max, step } = ranges[name];
  return (
    <Field
      id={id}
      name={name}
      help={[t(`help.${name}`), `${min} – ${max}`, note].filter(Boolean).join(" ")}
      fault={fault}
      onReset={value === undefined ? undefined : () => set("")}
    >
      <div className="flex items-center gap-2">
        <input
          type="range"
          aria-label={name}
          min={min}
          max={max}
          step={step}
          value={typeof value === "number" ? value : min}
          onChange={(event) => set(event.target.value)}
          className="min-w-0 grow accent-(--accent)"
        />
        <input
          id={id}
          inputMode="decimal"
          value={text}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-help`}
          onChange={(event) => set(event.target.value)}
          className={`${inputClass} max-w-20 tabular-nums`}
        />
      </div>
    </Field>
  );
}
