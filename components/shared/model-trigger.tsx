import { ChevronsUpDown } from "lucide-react";
import type { ModelSummary } from "@/lib/models/model-summary";

export type ModelPickerProps = {
  models: readonly ModelSummary[];
  /** The id of the chosen model; one that is not in the list is shown by its id. */
  value: string | null;
  onChange: (id: string) => void;
  notice?: string | undefined;
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
