"use client";

import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Field, inputClass } from "@/components/shared/field";
import { ranges, wrongOptions } from "@/lib/rerank/options";
import type { RerankForm } from "./use-rerank-form";

const numbers = ["topN", "maxChunks", "overlap"] as const;

/** What can be sent beside query and documents, folded away; who takes it is said. */
export function OptionsPart({ form: { settings, set, models } }: { form: RerankForm }) {
  const t = useTranslations("rerank");
  const id = useId();
  const wrong = wrongOptions(settings);
  const instructed = models.filter(({ instruction }) => instruction !== false).map((model) => model.id);
  const unknown = models.filter(({ instruction }) => instruction === null).map((model) => model.id);
  const chunked = models.filter(({ chunks }) => chunks).map((model) => model.id);
  const isSet = settings.instruction.trim() !== "" || numbers.some((name) => settings[name] !== "");
  const takenBy = (ids: readonly string[]) =>
    ids.length === 0
      ? t("takenByNone")
      : ids.length < models.length
        ? t("takenBy", { models: ids.join(", ") })
        : "";
  const [open, setOpen] = useState(isSet);
  useEffect(() => {
    // What is set is in sight; what is emptied again does not fold away under the hands.
    if (isSet) setOpen(true);
  }, [isSet]);
  return (
    <details
      className="px-3 pt-2 text-sm"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className="w-fit text-xs text-ink-muted hover:text-ink">{t("options")}</summary>
      <div className="grid gap-x-4 sm:grid-cols-3">
        <div className="sm:col-span-3">
          <Field
            id={`${id}-instruction`}
            name="instruction"
            help={[
              t("instructionHelp"),
              takenBy(instructed),
              unknown.length > 0 && t("instructionUnknown", { models: unknown.join(", ") }),
            ]
              .filter(Boolean)
              .join(" ")}
            onReset={settings.instruction === "" ? undefined : () => set({ instruction: "" })}
          >
            <input
              id={`${id}-instruction`}
              type="text"
              value={settings.instruction}
              placeholder={t("instructionPlaceholder")}
              aria-describedby={`${id}-instruction-help`}
              onChange={({ target }) => set({ instruction: target.value })}
              className={inputClass}
            />
          </Field>
        </div>
        {numbers.map((option) => (
          <Field
            key={option}
            id={`${id}-${option}`}
            name={ranges[option].name}
            help={[t(`help.${option}`), option === "topN" ? "" : takenBy(chunked)].join(" ")}
            fault={wrong.includes(option) ? t("wrongNumber", { name: ranges[option].name }) : undefined}
            onReset={settings[option] === "" ? undefined : () => set({ [option]: "" })}
          >
            <input
              id={`${id}-${option}`}
              type="text"
              inputMode="numeric"
              value={settings[option]}
              aria-invalid={wrong.includes(option)}
              aria-describedby={`${id}-${option}-help`}
              onChange={({ target }) => set({ [option]: target.value })}
              className={inputClass}
            />
          </Field>
        ))}
      </div>
    </details>
  );
}
