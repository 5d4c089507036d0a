"use client";

import { Ellipsis, GripVertical, Maximize2, Minimize2, SlidersHorizontal, Square } from "lucide-react";
import { type KeyboardEvent, lazy } from "react";
import { useTranslations } from "use-intl";
import { optionCount } from "@/components/chat/use-answer-request";
import { ModelPicker } from "@/components/shared/model-picker";
import { IconButton } from "@/components/ui/button";
import { MenuButton } from "@/components/ui/menu-button";
import { newSetup } from "@/lib/compare/column-setup";
import { ColumnFigures } from "./column-figures";
import type { ColumnThread } from "./column-view";
import type { ColumnHandlers, DragHandle } from "./columns-area";
import type { ComparisonState } from "./use-comparison";
import { usePreferences } from "./use-preferences";

const loadMenu = () => import("./column-menu");
const ColumnMenu = lazy(async () => ({ default: (await loadMenu()).ColumnMenu }));

type ColumnHeaderProps = ColumnHandlers & {
  state: ComparisonState;
  columnId: string;
  place: number;
  thread: ColumnThread;
  dragHandle: DragHandle;
  onActive: (columnId: string) => void;
  onInspect: (runId: string) => void;
};

/** Who answers in a column, how fast and at what price, and what can be done with the column. */
export function ColumnHeader(props: ColumnHeaderProps) {
  const { state, columnId, place, thread, dragHandle, onMove, onFocus, onOptions } = props;
  const t = useTranslations("compare");
  const { comparison, columns, models } = state;
  const { layout } = usePreferences();
  const setup = columns.find(({ id }) => id === columnId)?.setup ?? newSetup(null);
  const options = optionCount("chat", setup) + (setup.systemPrompt.trim() === "" ? 0 : 1);
  const focused = layout === "focus";
  const move = (to: number) => {
    if (to < 0 || to >= columns.length) return;
    onMove(columnId, to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    move(place - 1 + step);
  };
  return (
    <header className="border-b border-line bg-surface px-1 py-1">
      <div className="flex items-center gap-0.5">
        <button
          type="button"
          aria-label={t("dragColumn", { place })}
          title={t("dragColumn", { place })}
          className="grid size-7 shrink-0 cursor-grab place-items-center rounded-lg text-ink-faint hover:bg-sunken pointer-coarse:hidden"
          onKeyDown={onKeyDown}
          {...dragHandle}
        >
          <GripVertical size={15} aria-hidden />
        </button>
        <div data-focus-group={`model ${columnId}`} className="min-w-0 grow">
          <ModelPicker
            models={models.models}
            value={setup.model}
            onChange={(model) => comparison.configure(columnId, { model })}
          />
        </div>
        {thread.busy && (
          <IconButton size="icon-small" label={t("stopColumn")} onClick={() => void thread.session.stop()}>
            <Square size={12} fill="currentColor" />
          </IconButton>
        )}
        <IconButton
          size="icon-small"
          label={t("optionsColumn", { place })}
          className={options > 0 ? "w-auto px-1.5 text-accent" : ""}
          onClick={() => onOptions(columnId)}
        >
          <SlidersHorizontal size={15} />
          {options > 0 && <span className="text-xs tabular-nums">{options}</span>}
        </IconButton>
        <IconButton
          size="icon-small"
          label={focused ? t("unfocus") : t("focus")}
          aria-pressed={focused}
          onClick={() => onFocus(columnId)}
        >
          {focused ? <Minimize2 size={15} /> : <Maximize2 size={15} />}
        </IconButton>
        <MenuButton
          label={t("more", { place })}
          icon={<Ellipsis size={15} />}
          preload={loadMenu}
          menu={(opening) => <ColumnMenu {...opening} {...props} onMove={move} />}
        />
      </div>
      <ColumnFigures thread={thread} models={models.models} />
    </header>
  );
}
