"use client";

import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/ui/button";
import { ModelPicker } from "./model-picker";
import type { ToldModel } from "./model-trigger";

type ModelRowsProps = {
  /** The ids of the chosen models, and all that can be chosen. */
  chosen: readonly string[];
  told: readonly ToldModel[];
  onChange: (at: number, id: string) => void;
  onRemove: (at: number) => void;
  /** Nothing when no more can be added. */
  onAdd: (() => void) | undefined;
  /** What can be set for one model. */
  more?: (id: string) => ReactNode;
  /** What stands behind the models. */
  children?: ReactNode;
};

/** Models side by side: one or several. */
export function ModelRows({ chosen, told, onChange, onRemove, onAdd, more, children }: ModelRowsProps) {
  const t = useTranslations("modelRows");
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 pt-2">
      <ul aria-label={t("models")} className="contents">
        {chosen.map((id, at) => (
          <li
            key={id}
            aria-label={t("model", { number: at + 1 })}
            className="flex min-w-0 max-w-full flex-wrap items-center rounded-lg border border-line bg-surface pe-1"
          >
            <ModelPicker models={told} value={id} onChange={(model) => onChange(at, model)} />
            {more?.(id)}
            {chosen.length > 1 && (
              <IconButton
                size="icon-small"
                label={t("removeModel", { number: at + 1 })}
                onClick={() => onRemove(at)}
              >
                <X size={14} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {onAdd && (
        <Button size="small" variant="ghost" onClick={onAdd}>
          <Plus size={14} aria-hidden /> {t("addModel")}
        </Button>
      )}
      {children}
    </div>
  );
}
