"use client";

import { useTranslations } from "use-intl";
import { OptionsSide } from "@/components/chat/parameters/options-side";
import { useOptions } from "@/components/chat/use-options";
import { chatFields } from "@/lib/chat/parameters";
import { type ColumnSetup, newSetup } from "@/lib/compare/column-setup";
import type { PromptSetState } from "./use-prompt-set";

type SetColumnOptionsProps = { state: PromptSetState; columnId: string; onClose: () => void };

/** Instructions, parameters, form of the answer and raw JSON of one model of a set. */
export function SetColumnOptions({ state, columnId, onClose }: SetColumnOptionsProps) {
  const t = useTranslations("promptSet");
  const presets = useOptions();
  const { set, change, models } = state;
  const at = set.columns.findIndex(({ id }) => id === columnId);
  const setup = set.columns[at]?.setup ?? newSetup(null);
  const model = models.models.find(({ id }) => id === setup.model);
  const configure = (next: Partial<ColumnSetup>) =>
    change(({ columns }) => ({
      columns: columns.map((column) =>
        column.id === columnId ? { ...column, setup: { ...column.setup, ...next } } : column,
      ),
    }));
  return (
    <OptionsSide
      key={columnId}
      kind="chat"
      title={t("options", { place: at + 1 })}
      hint={setup.model}
      options={{
        ...presets,
        options: setup.options,
        setOptions: (next) => configure({ options: { ...setup.options, ...next } }),
      }}
      model={model}
      modelId={setup.model}
      adapted={model ? chatFields(setup.options, model).adapted : []}
      systemPrompt={setup.systemPrompt}
      onSystemPrompt={(systemPrompt) => configure({ systemPrompt })}
      onSystemPromptDone={() => {}}
      onApply={(preset) =>
        configure({
          options: preset.options,
          ...(preset.systemPrompt !== undefined && { systemPrompt: preset.systemPrompt }),
          ...(preset.model && { model: preset.model }),
        })
      }
      remember={() => () => configure(setup)}
      onClose={onClose}
    />
  );
}
