"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { Field, inputClass } from "@/components/shared/field";
import type { ParameterFieldProps } from "./number-field";

/** What must not be in a picture, in words. */
export function TextField({
  name,
  value,
  note,
  onChange,
}: ParameterFieldProps & { name: "negative_prompt" }) {
  const t = useTranslations("image");
  const id = useId();
  return (
    <Field
      id={id}
      name={name}
      help={[t(`help.${name}`), note].filter(Boolean).join(" ")}
      onReset={value === undefined ? undefined : () => onChange(undefined)}
    >
      <textarea
        id={id}
        rows={2}
        dir="auto"
        value={typeof value === "string" ? value : ""}
        aria-describedby={`${id}-help`}
        onChange={(event) => onChange(event.target.value)}
        className={`${inputClass} field-sizing-content max-h-40 resize-none`}
      />
    </Field>
  );
}
