"use client";

import { type ChangeEvent, type KeyboardEvent, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import {
  beginning,
  earliestDay,
  ending,
  type Grouping,
  groupings,
  isFiltered,
  keyOf,
  periods,
  unfiltered,
} from "@/lib/usage/usage-view";
import type { UsagePageState } from "./use-usage-page";
import { useUsageWords } from "./use-usage-words";

const field = "h-9 min-w-0 max-w-56 rounded-lg border border-line bg-surface px-2 text-base sm:text-sm";

type FilterProps = { page: Pick<UsagePageState, "view" | "look" | "span" | "today" | "rows" | "keyNames"> };

/** Which days, and what of them. */
export function UsageFilters({ page }: FilterProps) {
  const t = useTranslations("usage");
  const { view, look } = page;
  return (
    <search aria-label={t("filters")} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <SegmentedChoice
          label={t("period")}
          value={view.period}
          options={periods.map((value) => ({ value, label: t(`periods.${value}`) }))}
          onChange={(period) => look({ period, ...page.span })}
        />
        {view.period === "own" && <OwnPeriod page={page} />}
      </div>
      <div className="flex flex-wrap items-center gap-2 max-sm:grid max-sm:grid-cols-2">
        {groupings.map((by) => (
          <Choice key={by} by={by} page={page} />
        ))}
        {isFiltered(view) && (
          <Button
            size="small"
            variant="ghost"
            className="justify-self-start"
            onClick={() => look(unfiltered(view))}
          >
            {t("clear")}
          </Button>
        )}
      </div>
      <p className="text-xs text-ink-muted">{t("timeZone")}</p>
    </search>
  );
}

function OwnPeriod({ page }: FilterProps) {
  const t = useTranslations("usage");
  const { span, today, look } = page;
  return (
    <span className="flex flex-wrap items-center gap-2 text-xs text-ink-muted">
      <Day
        label={t("from")}
        value={span.first}
        latest={today}
        onChange={(day) => look(beginning(day, span))}
      />
      <Day label={t("to")} value={span.last} latest={today} onChange={(day) => look(ending(day, span))} />
    </span>
  );
}

type DayProps = { label: string; value: string; latest: string; onChange: (day: string) => void };

/**
 * A day that is picked is shown at once; one that is typed, when Enter is pressed or the field is left: on its way it is
 * other days. What is no day to be shown is gone then.
 */
function Day({ label, value, latest, onChange }: DayProps) {
  const [draft, setDraft] = useState<string>();
  const typing = useRef(false);
  const take = ({ value: day, validity }: HTMLInputElement) => {
    setDraft(undefined);
    if (validity.valid && day !== value) onChange(day);
  };
  const change = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setDraft(target.value);
    if (!typing.current) take(target);
  };
  const press = ({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
    typing.current = key !== "Enter";
    if (key === "Enter") take(currentTarget);
  };
  return (
    <label className="flex items-center gap-1.5">
      {label}
      <input
        type="date"
        required
        min={earliestDay}
        max={latest}
        value={draft ?? value}
        onChange={change}
        onKeyDown={press}
        onPointerDown={() => {
          typing.current = false;
        }}
        onBlur={({ target }) => take(target)}
        className={field}
      />
    </label>
  );
}

/** What there is in the period to choose from; what an address names is there too. */
function Choice({ by, page }: FilterProps & { by: Grouping }) {
  const { t, groupName } = useUsageWords();
  const { view, look, rows } = page;
  const chosen = view.filter[by];
  const keys = new Set(rows.map((row) => keyOf(row, by)));
  if (chosen) keys.add(chosen);
  return (
    <select
      aria-label={t(`groupings.${by}`)}
      value={chosen}
      onChange={({ target }) => look({ filter: { ...view.filter, [by]: target.value } })}
      className={field}
    >
      <option value="">{t(`any.${by}`)}</option>
      {[...keys].toSorted().map((key) => (
        <option key={key} value={key}>
          {groupName(by, key, page.keyNames)}
        </option>
      ))}
    </select>
  );
}
