"use client";

import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Field, inputClass } from "@/components/shared/field";
import { faultOf, type Parameter } from "@/lib/chat/parameters";
import type { ModelSummary } from "@/lib/models/model-summary";

type ParameterFieldProps = {
  parameter: Parameter;
  value: unknown;
  model: ModelSummary | undefined;
  /** Undefined sends nothing. */
  onChange: (value: unknown) => void;
};

const textOf = (value: unknown) =>
  Array.isArray(value) ? value.join("\n") : value === undefined ? "" : String(value);

/** What was typed, as the parameter takes it; undefined when nothing was. */
function read(parameter: Parameter, text: string): unknown {
  if (text === "") return undefined;
  if (parameter.kind === "texts") return text.split("\n").filter((line) => line !== "");
  const number = Number(text);
  // What is no number is kept as it was typed, and told.
  return parameter.kind === "text" || parameter.kind === "choice" || Number.isNaN(number) ? text : number;
}

function rangeOf(parameter: Parameter): string | undefined {
  if (parameter.kind !== "number" && parameter.kind !== "integer") return undefined;
  return parameter.max === null ? `≥ ${parameter.min}` : `${parameter.min} – ${parameter.max}`;
}

/** One parameter by hand. What is out of range is said and not sent; what was typed stays. */
export function ParameterField({ parameter, value, model, onChange }: ParameterFieldProps) {
  const t = useTranslations("options");
  const id = useId();
  const [text, setText] = useState(() => textOf(value));
  // Set from outside: a preset, or a reset.
  useEffect(() => {
    setText((typed) =>
      JSON.stringify(read(parameter, typed)) === JSON.stringify(value) ? typed : textOf(value),
    );
  }, [parameter, value]);
  const set = (typed: string) => {
    setText(typed);
    onChange(read(parameter, typed));
  };
  const fault = value === undefined ? undefined : faultOf(parameter, value, model);
  const { name } = parameter;
  const range = rangeOf(parameter);
  const control = { id, value: text, "aria-invalid": fault !== undefined, "aria-describedby": `${id}-help` };
  return (
    <Field
      id={id}
      name={name}
      help={range ? `${t(`help.${name}`)} ${range}` : t(`help.${name}`)}
      fault={
        fault && t(`fault.${fault}`, { range: range ?? "", most: "most" in parameter ? parameter.most : 0 })
      }
      onReset={value === undefined ? undefined : () => set("")}
    >
      {parameter.kind === "choice" ? (
        <select {...control} className={inputClass} onChange={(event) => set(event.target.value)}>
          <option value="">{t("notSent")}</option>
          {parameter.values(model).map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : parameter.kind === "texts" || parameter.kind === "text" ? (
        <textarea
          {...control}
          rows={1}
          className={`${inputClass} field-sizing-content max-h-40 resize-none font-mono`}
          onChange={(event) => set(event.target.value)}
        />
      ) : (
        <NumberControl parameter={parameter} text={text} control={control} onText={set} />
      )}
    </Field>
  );
}

type NumberControlProps = {
  parameter: Extract<Parameter, { kind: "number" | "integer" }>;
  text: string;
  control: { id: string; value: string; "aria-invalid": boolean; "aria-describedby": string };
  onText: (text: string) => void;
};

/** A number to type, with a slider beside it where the range has two ends. */
function NumberControl({ parameter, text, control, onText }: NumberControlProps) {
  const t = useTranslations("options");
  const { min, max, name } = parameter;
  const step = parameter.kind === "number" ? parameter.step : 1;
  return (
    <div className="flex items-center gap-3">
      {max !== null && (
        <input
          type="range"
          aria-label={t("slider", { name })}
          min={min}
          max={max}
          step={step}
          value={text === "" ? (min + max) / 2 : text}
          onChange={(event) => onText(event.target.value)}
          className={text === "" ? "min-w-0 grow accent-accent opacity-40" : "min-w-0 grow accent-accent"}
        />
      )}
      <input
        {...control}
        type="text"
        inputMode="decimal"
        className={max === null ? inputClass : `${inputClass} max-w-20 text-end`}
        onChange={(event) => onText(event.target.value.trim())}
      />
    </div>
  );
}
