"use client";

import {
  Brain,
  Columns3,
  Diff,
  FolderHeart,
  LayoutGrid,
  Link2,
  type LucideIcon,
  PanelTop,
  Plus,
  Share2,
  SquareDashedMousePointer,
  Table2,
} from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ModelsError } from "@/components/chat/models-error";
import { Button, IconButton } from "@/components/ui/button";
import { mostColumns, newSetup } from "@/lib/compare/column-setup";
import { type Layout, layouts } from "@/lib/compare/preferences";
import { CompareKinds } from "./compare-kinds";
import type { ComparisonState } from "./use-comparison";
import { usePreferences } from "./use-preferences";

export type CompareDialog = "summary" | "diff" | "sets" | "share";

const layoutIcons: Record<Layout, LucideIcon> = {
  columns: Columns3,
  grid: LayoutGrid,
  tabs: PanelTop,
  focus: SquareDashedMousePointer,
};

type CompareToolbarProps = {
  state: ComparisonState;
  onAdd: (columnId: string) => void;
  onFold: (open: boolean) => void;
  onDialog: (dialog: CompareDialog) => void;
};

/** What concerns all columns: how they lie, one more, what came of them, and how to keep or hand it on. */
export function CompareToolbar({ state, onAdd, onFold, onDialog }: CompareToolbarProps) {
  const t = useTranslations("compare");
  const { comparison, columns, busy, begun, models } = state;
  const { linked, set } = usePreferences();
  const [folded, setFolded] = useState(false);
  const asked = columns.filter(({ setup }) => setup.model !== null).length;
  const full = columns.length >= mostColumns;
  const add = () => {
    const added = comparison.add({ ...(columns.at(-1)?.setup ?? newSetup(null)), model: null });
    if (added) onAdd(added);
  };
  const fold = () => {
    onFold(folded);
    setFolded(!folded);
  };
  const dialogs = [
    { dialog: "summary", Icon: Table2, disabled: !begun },
    { dialog: "diff", Icon: Diff, disabled: !begun },
    { dialog: "sets", Icon: FolderHeart, disabled: false },
    { dialog: "share", Icon: Share2, disabled: false },
  ] as const;
  return (
    <header className="border-b border-line">
      <div
        role="toolbar"
        aria-label={t("title")}
        className="flex min-h-12 flex-wrap items-center gap-1 px-2 py-1 sm:max-lg:ps-14 sm:max-lg:pe-24"
      >
        {/* On a narrow screen the ways into the rail lie over both ends of the first row. */}
        <div className="flex min-h-10 items-center max-sm:w-full max-sm:ps-10 max-sm:pe-23">
          <CompareKinds kind="columns" />
        </div>
        <Layouts />
        <IconButton
          label={t("linkScroll")}
          variant="toggle"
          size="icon-small"
          // Where one column fills the screen no other is seen to scroll along.
          className="max-sm:hidden"
          aria-pressed={linked}
          onClick={() => set({ linked: !linked })}
        >
          <Link2 size={16} />
        </IconButton>
        <IconButton label={t(folded ? "unfoldThinking" : "foldThinking")} size="icon-small" onClick={fold}>
          <Brain size={16} />
        </IconButton>
        <Button
          size="small"
          variant="ghost"
          disabled={full}
          title={full ? t("columnsFull", { most: mostColumns }) : t("addColumn")}
          aria-label={t("addColumn")}
          onClick={add}
        >
          <Plus size={15} aria-hidden /> <span className="max-sm:sr-only">{t("addColumn")}</span>
        </Button>
        <div className="ms-auto flex items-center gap-0.5">
          {busy.size > 0 && (
            <span className="px-1 text-xs text-ink-muted tabular-nums max-sm:hidden">
              {t("working", { done: asked - busy.size, total: asked })}
            </span>
          )}
          {dialogs.map(({ dialog, Icon, disabled }) => (
            <Button
              key={dialog}
              size="small"
              variant="ghost"
              aria-haspopup="dialog"
              aria-label={t(dialog)}
              title={t(dialog)}
              disabled={disabled}
              onClick={() => onDialog(dialog)}
            >
              <Icon size={16} aria-hidden /> <span className="max-xl:sr-only">{t(dialog)}</span>
            </Button>
          ))}
        </div>
      </div>
      <ModelsError models={models} />
    </header>
  );
}

/** How the columns lie: native radio buttons that show an icon each. */
function Layouts() {
  const t = useTranslations("compare");
  const { layout, set } = usePreferences();
  return (
    <fieldset className="relative flex rounded-lg border border-line bg-sunken p-0.5">
      <legend className="sr-only">{t("layout")}</legend>
      {layouts.map((option) => {
        const Icon = layoutIcons[option];
        return (
          <label
            key={option}
            title={t(`layouts.${option}`)}
            className="relative grid size-6 cursor-pointer place-items-center rounded-md text-ink-muted has-checked:bg-raised has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:size-8"
          >
            <input
              type="radio"
              name="compare-layout"
              className="absolute inset-0 cursor-pointer opacity-0"
              aria-label={t(`layouts.${option}`)}
              checked={option === layout}
              onChange={() => set({ layout: option })}
            />
            <Icon size={15} aria-hidden />
          </label>
        );
      })}
    </fieldset>
  );
}
