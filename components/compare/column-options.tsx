"use client";

import { useTranslations } from "use-intl";
import { OptionsSide } from "@/components/chat/parameters/options-side";
import { useOptions } from "@/components/chat/use-options";
import { chatFields } from "@/lib/chat/parameters";
import { carryOver, newSetup } from "@/lib/compare/column-setup";
import type { ComparisonState } from "./use-comparison";

/** What a change of the options concerns. */
export type OptionsScope = "all" | { columnId: string };

type ColumnOptionsProps = { state: ComparisonState; scope: OptionsScope; onClose: () => void };

/** Instructions, parameters, form of the answer and tools of one column, or of all of them together. */
export function ColumnOptions({ state, scope, onClose }: ColumnOptionsProps) {
  const t = useTranslations("compare");
  const presets = useOptions();
  const { comparison, columns, models } = state;
  const all = scope === "all";
  const at = all ? 0 : columns.findIndex(({ id }) => id === scope.columnId);
  const setup = columns[at]?.setup ?? newSetup(null);
  const model = all ? undefined : models.models.find(({ id }) => id === setup.model);
  const concerns = (columnId: string) => all || columnId === scope.columnId;

  const setOptions = (change: Partial<typeof setup.options>) =>
    comparison.configureAll((other, id) =>
      concerns(id) ? { ...other, options: carryOver(setup.options, change, other.options) } : other,
    );
  const setInstructions = (systemPrompt: string) =>
    comparison.configureAll((other, id) => (concerns(id) ? { ...other, systemPrompt } : other));
  return (
    <OptionsSide
      key={all ? "all" : scope.columnId}
      kind="chat"
      title={all ? t("optionsAll") : t("optionsColumn", { place: at + 1 })}
      hint={all ? t("optionsAllHint") : setup.model}
      options={{ ...presets, options: setup.options, setOptions }}
      model={model}
      modelId={setup.model}
      adapted={model ? chatFields(setup.options, model).adapted : []}
      systemPrompt={setup.systemPrompt}
      onSystemPrompt={setInstructions}
      onSystemPromptDone={() => void comparison.settleInstructions()}
      onApply={(preset) => {
        setOptions(preset.options);
        if (preset.systemPrompt !== undefined) {
          setInstructions(preset.systemPrompt);
          void comparison.settleInstructions();
        }
        if (preset.model && !all) comparison.configure(scope.columnId, { model: preset.model });
      }}
      remember={() => {
        const before = new Map(columns.map(({ id, setup: kept }) => [id, kept]));
        return () => {
          comparison.configureAll((now, id) => before.get(id) ?? now);
          void comparison.settleInstructions();
        };
      }}
      onClose={onClose}
    />
  );
}
