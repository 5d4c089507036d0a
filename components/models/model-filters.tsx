"use client";

import { Heart } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { FilterOpener, FilterSearch, filterClass } from "@/components/shared/filter-bar";
import { selectClass } from "@/components/shared/select-class";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { isFiltered } from "@/lib/models/filter-address";
import {
  type Ability,
  abilities,
  type ModelFilter,
  modelKinds,
  modelOrders,
  noModelFilter,
} from "@/lib/models/find-models";
import { modelMarks } from "@/lib/models/model-marks";
import { cn } from "@/lib/ui/cn";
import { formatTokenCapacity } from "@/lib/ui/format";
import type { ModelsPage } from "./use-models-page";

/** Tokens, and yuan for a million of them. */
const contexts = [8, 32, 64, 128, 256, 1024].map((thousands) => thousands * 1024);
const prices = [0.5, 1, 2, 4, 8, 16] as const;

type PartProps = { filter: ModelFilter; set: (change: Partial<ModelFilter>) => void };

/** By words, kind, vendor, price, context and abilities. A narrow screen shows the words and opens the rest. */
export function ModelFilters({ page }: { page: ModelsPage }) {
  const t = useTranslations("catalogue");
  const { search, look, shown, models, view } = page;
  const { filter, order } = search;
  const set = (change: Partial<ModelFilter>) => look({ filter: { ...filter, ...change } });
  const [open, setOpen] = useState(false);
  const isSet = isFiltered(filter);
  const all = filter.gone ? models.length : models.filter(({ live }) => live !== false).length;
  return (
    <search aria-label={t("filters")} className="flex flex-col gap-2 px-4 pb-2">
      <div className="flex flex-wrap items-center gap-2">
        <FilterSearch label={t("search")} value={filter.words} onChange={(words) => set({ words })} />
        <FilterOpener label={t("filters")} open={open} isSet={isSet} onToggle={() => setOpen(!open)} />
        <div className={cn("contents", !open && "max-sm:hidden")}>
          <Selects filter={filter} set={set} vendors={vendorsOf(page)} />
        </div>
      </div>
      <div className={cn("flex flex-wrap items-center gap-1.5", !open && "max-sm:hidden")}>
        <Toggles filter={filter} set={set} />
        {isSet && (
          <Button size="small" variant="ghost" onClick={() => look({ filter: noModelFilter })}>
            {t("clear")}
          </Button>
        )}
      </div>
      <div className="flex items-center gap-2">
        <p role="status" className="shrink-0 text-xs text-ink-muted tabular-nums">
          {shown.length === all ? t("count", { count: all }) : t("countOf", { count: shown.length, all })}
        </p>
        <div className="ms-auto flex flex-wrap items-center justify-end gap-x-2 gap-y-1.5">
          <select
            aria-label={t("sort")}
            value={order}
            onChange={({ target }) =>
              look({ order: modelOrders.find((known) => known === target.value) ?? "name" })
            }
            className={cn(selectClass, "max-w-44 max-sm:w-28")}
          >
            {modelOrders.map((known) => (
              <option key={known} value={known}>
                {t(`orders.${known}`)}
              </option>
            ))}
          </select>
          <SegmentedChoice
            label={t("view")}
            value={view}
            options={(["cards", "table"] as const).map((value) => ({ value, label: t(`views.${value}`) }))}
            onChange={(next) => modelMarks.setState({ view: next })}
          />
        </div>
      </div>
    </search>
  );
}

const vendorsOf = ({ models }: ModelsPage) =>
  [...new Set(models.flatMap(({ entry }) => entry?.vendor ?? []))].toSorted((a, b) => a.localeCompare(b));

function Selects({ filter, set, vendors }: PartProps & { vendors: readonly string[] }) {
  const t = useTranslations("catalogue");
  return (
    <>
      <select
        aria-label={t("kind")}
        value={filter.kinds[0] ?? ""}
        onChange={({ target }) => set({ kinds: modelKinds.filter((kind) => kind === target.value) })}
        className={filterClass}
      >
        <option value="">{t("anyKind")}</option>
        {modelKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kinds.${kind}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t("vendor")}
        value={filter.vendor ?? ""}
        onChange={({ target }) => set({ vendor: target.value || null })}
        className={cn(filterClass, "max-w-48")}
      >
        <option value="">{t("anyVendor")}</option>
        {vendors.map((vendor) => (
          <option key={vendor}>{vendor}</option>
        ))}
      </select>
      <Bound
        label={t("maxPrice")}
        value={filter.maxPrice}
        options={prices}
        any={t("anyPrice")}
        word={(yuan) => t("priceUpTo", { yuan })}
        onChange={(maxPrice) => set({ maxPrice })}
      />
      <Bound
        label={t("minContext")}
        value={filter.minContext}
        options={contexts}
        any={t("anyContext")}
        word={(tokens) => t("contextFrom", { size: formatTokenCapacity(tokens) })}
        onChange={(minContext) => set({ minContext })}
      />
    </>
  );
}

type BoundProps = {
  label: string;
  value: number | null;
  options: readonly number[];
  any: string;
  word: (value: number) => string;
  onChange: (value: number | null) => void;
};

/** A bound to choose; one that an address names and the list has not is there too. */
function Bound({ label, value, options, any, word, onChange }: BoundProps) {
  const known = value === null || options.includes(value) ? options : [...options, value];
  return (
    <select
      aria-label={label}
      value={value ?? ""}
      onChange={({ target }) => onChange(target.value === "" ? null : Number(target.value))}
      className={filterClass}
    >
      <option value="">{any}</option>
      {known.map((option) => (
        <option key={option} value={option}>
          {word(option)}
        </option>
      ))}
    </select>
  );
}

type ChipProps = { on: boolean; onToggle: () => void; children: ReactNode };

function Chip({ on, onToggle, children }: ChipProps) {
  return (
    <Button
      size="small"
      shape="pill"
      variant="toggle"
      aria-pressed={on}
      onClick={onToggle}
      className="border border-line bg-surface aria-pressed:border-accent"
    >
      {children}
    </Button>
  );
}

function Toggles({ filter, set }: PartProps) {
  const t = useTranslations("catalogue");
  const can = new Set(filter.can);
  const toggled = (ability: Ability) =>
    abilities.filter((one) => (one === ability ? !can.has(one) : can.has(one)));
  return (
    <>
      <Chip on={filter.favourites} onToggle={() => set({ favourites: !filter.favourites })}>
        <Heart size={13} aria-hidden fill={filter.favourites ? "currentColor" : "none"} /> {t("favourites")}
      </Chip>
      <Chip on={filter.free} onToggle={() => set({ free: !filter.free })}>
        {t("free")}
      </Chip>
      {abilities.map((ability) => (
        <Chip key={ability} on={can.has(ability)} onToggle={() => set({ can: toggled(ability) })}>
          {t(`abilities.${ability}`)}
        </Chip>
      ))}
      <Chip on={filter.gone} onToggle={() => set({ gone: !filter.gone })}>
        {t("gone")}
      </Chip>
    </>
  );
}
