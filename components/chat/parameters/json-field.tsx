"use client";

import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Field, inputClass } from "./field";

type JsonFieldProps = {
  name: string;
  help: string;
  value: object | undefined;
  placeholder: string;
  /** Why an object that is JSON is still refused. */
  refuse?: (value: object) => string | undefined;
  /** Undefined sends nothing. */
  onChange: (value: object | undefined) => void;
};

type Reading = { value: object | undefined } | { fault: string };

function read(text: string): Reading {
  if (text.trim() === "") return { value: undefined };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value };
    return { fault: "{ }" };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

const write = (value: object | undefined) => (value ? JSON.stringify(value, null, 2) : "");

/** A JSON object by hand. Until it can be read nothing of it is sent, and the text says where it breaks. */
export function JsonField({ name, help, value, placeholder, refuse, onChange }: JsonFieldProps) {
  const t = useTranslations("options");
  const id = useId();
  const [text, setText] = useState(() => write(value));
  const reading = read(text);
  // What was typed stays, sent or not, until something else is set from outside: a preset, or a reset.
  const given = useRef(JSON.stringify(value));
  useEffect(() => {
    if (JSON.stringify(value) === given.current) return;
    given.current = JSON.stringify(value);
    setText(write(value));
  }, [value]);
  const refused = "value" in reading && reading.value ? refuse?.(reading.value) : undefined;
  const fault = "fault" in reading ? t("jsonFault", { detail: reading.fault }) : refused;
  const set = (typed: string) => {
    setText(typed);
    const next = read(typed);
    const sent = "value" in next && !(next.value && refuse?.(next.value)) ? next.value : undefined;
    given.current = JSON.stringify(sent);
    onChange(sent);
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
