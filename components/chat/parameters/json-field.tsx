"use client";

import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Field, inputClass } from "@/components/shared/field";

type JsonFieldProps = {
  name: string;
  help: string;
  value: object | undefined;
  /** What was typed before and is not sent, in the place of `value`. */
  draft?: string | undefined;
  placeholder: string;
  /** Why an object that is JSON is still refused. */
  refuse?: (value: object) => string | undefined;
  /** Undefined sends nothing; `draft` is then what was typed. */
  onChange: (value: object | undefined, draft: string | undefined) => void;
};

type Reading = { value: object | undefined } | { fault: string };

export function readJsonObject(text: string): Reading {
  if (text.trim() === "") return { value: undefined };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value };
    return { fault: "{ }" };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

export const writeJsonObject = (value: object | undefined) => (value ? JSON.stringify(value, null, 2) : "");

/** A JSON object by hand. Until it can be read nothing of it is sent, and the text says where it breaks. */
export function JsonField({ name, help, value, draft, placeholder, refuse, onChange }: JsonFieldProps) {
  const t = useTranslations("options");
  const id = useId();
  const [text, setText] = useState(() => draft ?? writeJsonObject(value));
  const reading = readJsonObject(text);
  // What was typed stays, sent or not, until something else is set from outside: a preset, or a reset.
  const given = useRef(JSON.stringify([value, draft]));
  useEffect(() => {
    if (JSON.stringify([value, draft]) === given.current) return;
    given.current = JSON.stringify([value, draft]);
    setText(draft ?? writeJsonObject(value));
  }, [value, draft]);
  const refused = "value" in reading && reading.value ? refuse?.(reading.value) : undefined;
  const fault = "fault" in reading ? t("jsonFault", { detail: reading.fault }) : refused;
  const set = (typed: string) => {
    setText(typed);
    const next = readJsonObject(typed);
    const sent = "value" in next && !(next.value && refuse?.(next.value)) ? next.value : undefined;
    const unsent = sent || typed.trim() === "" ? undefined : typed;
    given.current = JSON.stringify([sent, unsent]);
    onChange(sent, unsent);
  };
  return (
    <Field id={id} name={name} help={help} fault={fault} onReset={text === "" ? undefined : () => set("")}>
      <textarea
        id={id}
        rows={2}
        spellCheck={false}
        value={text}
        placeholder={placeholder}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-help`}
        onChange={(event) => set(event.target.value)}
        className={`${inputClass} field-sizing-content max-h-72 min-h-14 resize-none font-mono`}
      />
    </Field>
  );
}
