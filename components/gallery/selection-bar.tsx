"use client";

import { Download, Heart, HeartOff, Trash2, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/ui/button";
import type { Result } from "@/lib/gallery/filter";
import type { Selection } from "./use-selection";

type SelectionBarProps = {
  selection: Selection;
  /** How many are shown and could be selected. */
  total: number;
  onDownload: (results: readonly Result[]) => void;
  onFavourite: (on: boolean) => void;
  onDelete: () => void;
};

/** What can be done with the selected ones. */
export function SelectionBar({ selection, total, onDownload, onFavourite, onDelete }: SelectionBarProps) {
  const t = useTranslations("gallery");
  const { chosen, all, clear } = selection;
  const marked = chosen.every(({ item }) => item.favouriteAt !== undefined);
  return (
    <div
      role="toolbar"
      aria-label={t("selected", { count: chosen.length })}
      className="flex max-w-full flex-wrap items-center gap-1.5 rounded-card border border-line bg-raised px-2 py-1.5 shadow-float"
    >
      <IconButton label={t("clearSelection")} onClick={clear}>
        <X size={17} />
      </IconButton>
      <p role="status" className="pe-1 text-sm font-medium tabular-nums">
        {t("selected", { count: chosen.length })}
      </p>
      {chosen.length < total && (
        <Button size="small" variant="ghost" onClick={all}>
          {t("selectAll", { count: total })}
        </Button>
      )}
      <Button size="small" variant="solid" onClick={() => onDownload(chosen)}>
        <Download size={14} aria-hidden /> <span className="max-sm:sr-only">{t("download")}</span>
      </Button>
      <IconButton label={t(marked ? "unfavourite" : "favourite")} onClick={() => onFavourite(!marked)}>
        {marked ? <HeartOff size={16} /> : <Heart size={16} />}
      </IconButton>
      <IconButton label={t("delete")} onClick={onDelete}>
        <Trash2 size={16} />
      </IconButton>
    </div>
  );
}
