import { ChevronsUpDown } from "lucide-react";
import type { ModelSummary } from "@/lib/models/model-summary";

/** A model whose facts are in words already, for pages that show other facts than a chat does. */
export type ToldModel = { id: string; free: boolean | null; facts: string };
export type PickerModel = ModelSummary | ToldModel;

export type ModelPickerProps = {
  models: readonly PickerModel[];
  /** The id of the chosen model; one that is not in the list is shown by its id. */
  value: string | null;
  onChange: (id: string) => void;
  notice?: string | undefined;
  /** Opened at once, because somebody has asked for it. */
  open?: boolean;
  /** Told when the list is left without a choice. */
  onClose?: () => void;
};

export const modelTriggerClass =
  "flex h-9 min-w-0 max-w-full items-center gap-2 rounded-lg px-2.5 text-sm font-medium hover:bg-sunken data-popup-open:bg-sunken";

export function ModelTriggerFace({ text }: { text: string }) {
  return (
    <>
      <span className="truncate">{text}</span>
      <ChevronsUpDown size={14} className="shrink-0 text-ink-faint" aria-hidden />
    </>
  );
}
