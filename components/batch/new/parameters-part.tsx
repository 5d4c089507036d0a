"use client";

import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import type { NewBatchState } from "./use-new-batch";

type NumberParameter = { name: string; min: number; max: number; step: number };

/** Those that a batch is mostly asked with; ranges by the contract. */
const numbers: readonly NumberParameter[] = [
  { name: "max_tokens", min: 1, max: 1_000_000, step: 1 },
  { name: "temperature", min: 0, max: 2, step: 0.05 },
  { name: "top_p", min: 0, max: 1, step: 0.01 },
];
const budget: NumberParameter = { name: "thinking_budget", min: 128, max: 32_768, step: 1 };

/** What is asked of the model beside the messages; what is not set is not sent. */
export function ParametersPart({ form: { draft, models, setWrongNumbers } }: { form: NewBatchState }) {
  const t = useTranslations("batch.new.table");
  const { parameters, models: chosen } = draft.draft.table;
  const known = models.filter(({ id }) => chosen.includes(id));
  const unknown = chosen.some((id) => !models.find((model) => model.id === id)?.catalogued);
  const thinks = unknown || known.some(({ thinking }) => thinking === "switchable");
  const budgets = unknown || known.some(({ thinkingBudget }) => thinkingBudget);
  const set = (name: string, value: unknown) => {
    const { [name]: _, ...others } = parameters;
    draft.setTable({ parameters: value === undefined ? others : { ...others, [name]: value } });
  };
  const shown = budgets ? [...numbers, budget] : numbers;
  return (
    <fieldset className="flex flex-wrap items-end gap-x-4 gap-y-2 px-3">
      <legend className="sr-only">{t("parameters")}</legend>
      {shown.map((parameter) => (
        <NumberField
          key={parameter.name}
          parameter={parameter}
          value={parameters[parameter.name]}
          onChange={(value) => set(parameter.name, value)}
          onWrong={(wrong) => setWrongNumbers((before) => withName(before, parameter.name, wrong))}
        />
      ))}
      {thinks && (
        <label className="flex h-9 items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={parameters["enable_thinking"] === true}
            onChange={({ target }) => set("enable_thinking", target.checked || undefined)}
          />
          {t("thinking")} <span className="font-mono text-xs text-ink-faint">enable_thinking</span>
        </label>
      )}
    </fieldset>
  );
}

type NumberFieldProps = {
  parameter: NumberParameter;
  value: unknown;
  onChange: (value: number | undefined) => void;
  onWrong: (wrong: boolean) => void;
};

const withName = (names: readonly string[], name: string, has: boolean) => {
  const others = names.filter((one) => one !== name);
  return has ? [...others, name] : others;
};

/** A number within its range, or none. What is typed and is none yet stays in the box and is said to be wrong. */
function NumberField({ parameter: { name, min, max, step }, value, onChange, onWrong }: NumberFieldProps) {
  const t = useTranslations("batch.new.table");
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (typeof value === "number" ? String(value) : "");
  const number = Number(shown);
  const wrong =
    shown.trim() !== "" &&
    (!Number.isFinite(number) || number < min || number > max || (step === 1 && !Number.isInteger(number)));
  const change = (text: string) => {
    setTyped(text);
    const next = Number(text);
    const fits = Number.isFinite(next) && next >= min && next <= max && (step < 1 || Number.isInteger(next));
    onChange(text.trim() !== "" && fits ? next : undefined);
    onWrong(text.trim() !== "" && !fits);
  };
  const gone = useRef(onWrong);
  gone.current = onWrong;
  // A model may take it no more: then the box goes, and what is in it.
  useEffect(() => () => gone.current(false), []);
  return (
    <span className="grid w-36 gap-0.5">
      <label htmlFor={id} className="font-mono text-xs font-medium">
        {name}
      </label>
      <input
        id={id}
        inputMode="decimal"
        value={shown}
        placeholder={t("unset")}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => change(target.value)}
        className={inputClass}
      />
      {wrong && (
        <span id={`${id}-wrong`} role="alert" className="text-xs text-danger">
          {t("wrongNumber", { name })} {`${min}–${max}`}
        </span>
      )}
    </span>
  );
}
