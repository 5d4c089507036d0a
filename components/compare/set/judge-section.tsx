"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { ModelPicker } from "@/components/shared/model-picker";
import { type Judge, namesOf } from "@/lib/compare/set/prompt-set";
import { Labelled, SetSection } from "./set-section";
import type { PromptSetState } from "./use-prompt-set";

const kinds = ["none", "exact", "contains", "regex", "schema", "model"] as const;

/** How the answers are judged. What is set here judges stored answers as well, without asking the models again. */
export function JudgeSection({ state }: { state: PromptSetState }) {
  const t = useTranslations("promptSet");
  const { set, change, models, phase } = state;
  const { judge } = set;
  const id = useId();
  const to = (next: Judge) => change({ judge: next });
  const last = namesOf(set.rows).at(-1);
  const expected =
    "expected" in judge ? judge.expected : namesOf(set.rows).length > 1 && last ? `{{${last}}}` : "";
  const fresh: Record<Judge["kind"], Judge> = {
    none: { kind: "none" },
    exact: { kind: "exact", expected, trim: true, ignoreCase: false },
    contains: { kind: "contains", expected, ignoreCase: true },
    regex: { kind: "regex", pattern: expected, flags: "i" },
    schema: { kind: "schema", schema: '{\n  "type": "object"\n}' },
    model: {
      kind: "model",
      model: models.models.find(({ free, json }) => free && json)?.id ?? null,
      rubric: t("rubricExample").replace(/\{\{[^{}]*\}\}/, expected || "…"),
      passMark: 6,
    },
  };
  return (
    <SetSection title={t("judge")}>
      <fieldset disabled={phase !== "idle"} className="grid gap-2.5">
        <Labelled id={`${id}-kind`} label={t("judgeKind")}>
          <select
            id={`${id}-kind`}
            value={judge.kind}
            onChange={(event) => {
              const chosen = kinds.find((kind) => kind === event.target.value);
              if (chosen) to(fresh[chosen]);
            }}
            className={inputClass}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`judges.${kind}`)}
              </option>
            ))}
          </select>
        </Labelled>
        {(judge.kind === "exact" || judge.kind === "contains") && (
          <Text
            label={t("expected")}
            hint={t("expectedHint")}
            value={judge.expected}
            onChange={(text) => to({ ...judge, expected: text })}
          />
        )}
        {judge.kind === "exact" && (
          <Check label={t("trim")} checked={judge.trim} onChange={(trim) => to({ ...judge, trim })} />
        )}
        {(judge.kind === "exact" || judge.kind === "contains") && (
          <Check
            label={t("ignoreCase")}
            checked={judge.ignoreCase}
            onChange={(ignoreCase) => to({ ...judge, ignoreCase })}
          />
        )}
        {judge.kind === "regex" && (
          <>
            <Text
              mono
              label={t("pattern")}
              hint={t("patternHint")}
              fault={patternFault(judge)}
              value={judge.pattern}
              onChange={(pattern) => to({ ...judge, pattern })}
            />
            <Labelled id={`${id}-flags`} label={t("flags")}>
              <input
                id={`${id}-flags`}
                maxLength={8}
                value={judge.flags}
                onChange={(event) => to({ ...judge, flags: event.target.value })}
                className={`${inputClass} max-w-24 font-mono`}
              />
            </Labelled>
          </>
        )}
        {judge.kind === "schema" && (
          <Text
            mono
            label={t("schema")}
            hint={t("schemaHint")}
            fault={jsonFault(judge.schema, (detail) => t("jsonFault", { detail }))}
            value={judge.schema}
            onChange={(schema) => to({ ...judge, schema })}
          />
        )}
        {judge.kind === "model" && (
          <>
            <div className="rounded-lg border border-line">
              <ModelPicker
                models={models.models}
                value={judge.model}
                onChange={(model) => to({ ...judge, model })}
              />
            </div>
            <Text
              label={t("rubric")}
              hint={t("rubricHint")}
              value={judge.rubric}
              onChange={(rubric) => to({ ...judge, rubric })}
            />
            <Labelled id={`${id}-pass`} label={t("passMark")}>
              <input
                id={`${id}-pass`}
                type="range"
                min={0}
                max={10}
                step={0.5}
                value={judge.passMark}
                aria-valuetext={t("score", { score: judge.passMark })}
                onChange={(event) => to({ ...judge, passMark: Number(event.target.value) })}
              />
              <output htmlFor={`${id}-pass`} className="text-xs tabular-nums">
                {t("score", { score: judge.passMark })}
              </output>
            </Labelled>
          </>
        )}
      </fieldset>
    </SetSection>
  );
}

function patternFault({ pattern, flags }: Extract<Judge, { kind: "regex" }>): string | undefined {
  try {
    new RegExp(pattern.replace(/\{\{[^{}]*\}\}/g, "x"), flags);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function jsonFault(text: string, words: (detail: string) => string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return words(error instanceof Error ? error.message : String(error));
  }
}

type TextProps = {
  label: string;
  hint: string;
  fault?: string | undefined;
  mono?: boolean;
  value: string;
  onChange: (text: string) => void;
};

function Text({ label, hint, fault, mono = false, value, onChange }: TextProps) {
  const id = useId();
  return (
    <Labelled id={id} label={label} hint={hint} fault={fault}>
      <textarea
        id={id}
        rows={1}
        spellCheck={!mono}
        value={value}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
        className={`${inputClass} field-sizing-content max-h-60 resize-none ${mono ? "font-mono" : ""}`}
      />
    </Labelled>
  );
}

type CheckProps = { label: string; checked: boolean; onChange: (checked: boolean) => void };

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className="flex items-center gap-2 text-xs">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} /> {label}
    </label>
  );
}
