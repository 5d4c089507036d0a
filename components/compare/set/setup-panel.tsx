"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { Button } from "@/components/ui/button";
import { mostConcurrency } from "@/lib/history/set-record";
import { cn } from "@/lib/ui/cn";
import { JudgeSection } from "./judge-section";
import { ModelsSection } from "./models-section";
import { PromptsSection } from "./prompts-section";
import { Labelled, SetSection } from "./set-section";
import type { PromptSetState } from "./use-prompt-set";

type SetupPanelProps = {
  state: PromptSetState;
  onOptions: (columnId: string) => void;
  onCopy: () => void;
};

/** What a set asks, whom, how many at a time, and how the answers are judged. */
export function SetupPanel({ state, onOptions, onCopy }: SetupPanelProps) {
  const t = useTranslations("promptSet");
  const { set, change, runner, phase } = state;
  const id = useId();
  const concurrency = (typed: string) => {
    const value = Number(typed);
    if (Number.isInteger(value) && value >= 1 && value <= mostConcurrency) change({ concurrency: value });
  };
  return (
    <aside
      aria-label={t("setup")}
      className="w-92 shrink-0 overflow-y-auto overscroll-contain border-e border-line bg-surface px-4 pb-8 max-lg:w-full max-lg:border-e-0"
    >
      {runner.begun && (
        <div className="mt-3 grid justify-items-start gap-2 rounded-card bg-accent-soft px-3 py-2 text-xs">
          <p>{t("locked")}</p>
          <Button size="small" onClick={onCopy}>
            {t("editCopy")}
          </Button>
        </div>
      )}
      <PromptsSection state={state} />
      <ModelsSection state={state} onOptions={onOptions} />
      <JudgeSection state={state} />
      <SetSection title={t("concurrency")}>
        <Labelled
          id={id}
          label={t("concurrency")}
          hint={t("concurrencyHint", { most: mostConcurrency })}
          hidden
        >
          <input
            id={id}
            inputMode="numeric"
            defaultValue={set.concurrency}
            disabled={phase !== "idle"}
            aria-describedby={`${id}-hint`}
            onChange={(event) => concurrency(event.target.value)}
            onBlur={(event) => {
              event.target.value = String(set.concurrency);
            }}
            className={cn(inputClass, "max-w-20")}
          />
        </Labelled>
      </SetSection>
    </aside>
  );
}
