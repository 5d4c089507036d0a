"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { Card } from "@/components/shared/card";
import { inputClass } from "@/components/shared/field";
import { selectClass } from "@/components/shared/select-class";

type ModelSectionProps = {
  model: string;
  ids: readonly string[];
  failed: boolean;
  onChange: (model: string) => void;
};

/** Which model stands in the settings; typed where there is no list to choose from. */
export function ModelSection({ model, ids, failed, onChange }: ModelSectionProps) {
  const t = useTranslations("connect");
  const id = useId();
  return (
    <Card title={t("model")}>
      <label htmlFor={id} className="text-sm text-ink-muted">
        {failed ? t("modelsFailed") : t("modelHint")}
      </label>
      {failed ? (
        <input
          id={id}
          value={model}
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
          className={`${inputClass} max-w-md`}
        />
      ) : (
        <select
          id={id}
          value={model}
          onChange={({ target }) => onChange(target.value)}
          className={`${selectClass} w-full min-w-0 max-w-md`}
        >
          {ids.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      )}
    </Card>
  );
}
