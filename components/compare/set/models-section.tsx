"use client";

import { Plus, SlidersHorizontal, X } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { optionCount } from "@/components/chat/use-answer-request";
import { ModelPicker } from "@/components/shared/model-picker";
import { UndoNotice } from "@/components/shared/undo-notice";
import { Button, IconButton } from "@/components/ui/button";
import { type ColumnSetup, mostColumns, newSetup } from "@/lib/compare/column-setup";
import type { SetColumn } from "@/lib/compare/set/prompt-set";
import { dropAnswers } from "@/lib/compare/set/set-store";
import { randomUuid } from "@/lib/core/random-uuid";
import { SetSection } from "./set-section";
import type { PromptSetState } from "./use-prompt-set";

type ModelsSectionProps = { state: PromptSetState; onOptions: (columnId: string) => void };

/** Who is asked. A model that has answered can be taken out, and others can join it at any time. */
export function ModelsSection({ state, onOptions }: ModelsSectionProps) {
  const t = useTranslations("promptSet");
  const { set, change, runner, phase, models } = state;
  const [removed, setRemoved] = useState<{ column: SetColumn; at: number }>();
  const idle = phase === "idle";
  const configure = (id: string, next: Partial<ColumnSetup>) =>
    change({
      columns: set.columns.map((column) =>
        column.id === id ? { ...column, setup: { ...column.setup, ...next } } : column,
      ),
    });
  const remove = (column: SetColumn, at: number) => {
    change({ columns: set.columns.filter(({ id }) => id !== column.id) });
    setRemoved({ column, at });
  };
  const forget = ({ column: { id } }: { column: SetColumn }) => {
    runner.forget(id);
    dropAnswers(set.id, id).catch(() => {});
    setRemoved(undefined);
  };
  return (
    <SetSection title={t("models")}>
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
        {set.columns.map((column, at) => {
          const { id, setup } = column;
          const asked = runner.cellsOf(id).some((cell) => cell !== undefined);
          const options = optionCount("chat", setup) + (setup.systemPrompt.trim() === "" ? 0 : 1);
          return (
            <li key={id} className="flex items-center gap-0.5 rounded-lg border border-line">
              <div className="min-w-0 grow">
                {asked ? (
                  <p className="truncate px-2.5 py-1.5 text-sm font-medium">{setup.model}</p>
                ) : (
                  <ModelPicker
                    models={models.models}
                    value={setup.model}
                    onChange={(model) => configure(id, { model })}
                  />
                )}
              </div>
              {!asked && (
                <IconButton
                  size="icon-small"
                  label={t("options", { place: at + 1 })}
                  className={options > 0 ? "w-auto px-1.5 text-accent" : ""}
                  onClick={() => onOptions(id)}
                >
                  <SlidersHorizontal size={15} />
                  {options > 0 && <span className="text-xs tabular-nums">{options}</span>}
                </IconButton>
              )}
              <IconButton
                size="icon-small"
                label={t("removeModel", { place: at + 1 })}
                disabled={!idle}
                onClick={() => remove(column, at)}
              >
                <X size={15} />
              </IconButton>
            </li>
          );
        })}
      </ul>
      <div>
        <Button
          size="small"
          disabled={!idle || set.columns.length >= mostColumns}
          onClick={() => change({ columns: [...set.columns, { id: randomUuid(), setup: newSetup(null) }] })}
        >
          <Plus size={15} aria-hidden /> {t("addModel")}
        </Button>
      </div>
      {removed && (
        <UndoNotice
          key={removed.column.id}
          text={t("modelRemoved")}
          onUndo={() => {
            change(({ columns }) => ({ columns: columns.toSpliced(removed.at, 0, removed.column) }));
            setRemoved(undefined);
          }}
          onGone={() => forget(removed)}
        />
      )}
    </SetSection>
  );
}
