"use client";

import { Heart } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { FilterOpener, FilterSearch, filterClass } from "@/components/shared/filter-bar";
import { Button } from "@/components/ui/button";
import { type GalleryFilter, noFilter } from "@/lib/gallery/filter";
import { visualKinds } from "@/lib/history/creation-record";
import { cn } from "@/lib/ui/cn";

type GalleryFiltersProps = {
  filter: GalleryFilter;
  models: readonly string[];
  shown: number;
  all: number;
  complete: boolean;
  onChange: (filter: GalleryFilter) => void;
};

/** By words, kind, model, day and favourites. A narrow screen shows the words and opens the rest. */
export function GalleryFilters({ filter, models, shown, all, complete, onChange }: GalleryFiltersProps) {
  const t = useTranslations("gallery");
  const set = (change: Partial<GalleryFilter>) => onChange({ ...filter, ...change });
  const [open, setOpen] = useState(false);
  const isSet = JSON.stringify(filter) !== JSON.stringify(noFilter);
  return (
    <search aria-label={t("filters")} className="flex flex-wrap items-center gap-2 px-4 pb-2">
      <FilterSearch label={t("search")} value={filter.text} onChange={(text) => set({ text })} />
      <FilterOpener label={t("filters")} open={open} isSet={isSet} onToggle={() => setOpen(!open)} />
      <div className={cn("contents", !open && "max-sm:hidden")}>
        <select
          aria-label={t("kind")}
          value={filter.kind ?? ""}
          onChange={({ target }) => set({ kind: visualKinds.find((kind) => kind === target.value) })}
          className={filterClass}
        >
          <option value="">{t("kinds.all")}</option>
          {visualKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kinds.${kind}`)}
            </option>
          ))}
        </select>
        <select
          aria-label={t("model")}
          value={filter.model ?? ""}
          onChange={({ target }) => set({ model: target.value || undefined })}
          className={cn(filterClass, "max-w-52")}
        >
          <option value="">{t("allModels")}</option>
          {models.map((model) => (
            <option key={model} value={model}>
              {model}
            </option>
          ))}
        </select>
        <Day label={t("from")} value={filter.from} onChange={(from) => set({ from })} />
        <Day label={t("to")} value={filter.to} onChange={(to) => set({ to })} />
        <Button
          variant="toggle"
          aria-pressed={filter.favourites}
          onClick={() => set({ favourites: !filter.favourites })}
        >
          <Heart size={15} aria-hidden fill={filter.favourites ? "currentColor" : "none"} /> {t("favourites")}
        </Button>
        {isSet && (
          <Button variant="ghost" onClick={() => onChange(noFilter)}>
            {t("clear")}
          </Button>
        )}
      </div>
      <p role="status" className="ms-auto text-xs text-ink-muted tabular-nums">
        {!complete && t("reading")}{" "}
        {shown === all ? t("count", { count: all }) : t("countOf", { count: shown, all })}
      </p>
    </search>
  );
}

type DayProps = { label: string; value: string | undefined; onChange: (day: string | undefined) => void };

function Day({ label, value, onChange }: DayProps) {
  return (
    <label className="flex items-center gap-1.5 text-xs text-ink-muted">
      {label}
      <input
        type="date"
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value || undefined)}
        className={filterClass}
      />
    </label>
  );
}
