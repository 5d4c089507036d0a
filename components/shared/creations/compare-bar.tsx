"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { isSealed } from "@/lib/creations/creation";
import { recentResults } from "@/lib/creations/recent-results";
import type { ShownResult } from "./actions";

/** So many pictures can be chosen to compare with, beside those of the same card. */
const mostOthers = 24;
const titleLength = 40;

export const resultKey = ({ record, item }: ShownResult): string => `${record.id} ${item.index}`;

/** What a picture can be compared with: the others of its card, then the newest of all. */
export function useOthers(shown: ShownResult, all: readonly ShownResult[]): ShownResult[] {
  const recent = useLiveQuery(() => recentResults("image", mostOthers), []) ?? [];
  const others = new Map([...all, ...recent].map((result) => [resultKey(result), result]));
  others.delete(resultKey(shown));
  return [...others.values()];
}

type CompareBarProps = {
  others: readonly ShownResult[];
  other: ShownResult | undefined;
  onOther: (key: string) => void;
  /** Where the divider stands, in percent of the width. */
  divider: number;
  onDivider: (divider: number) => void;
};

/** With which picture, and where the one ends and the other begins. */
export function CompareBar({ others, other, onOther, divider, onDivider }: CompareBarProps) {
  const t = useTranslations("creations");
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-surface px-4 py-1.5 text-sm">
      <label htmlFor={id} className="text-xs text-ink-muted">
        {t("compareWith")}
      </label>
      <select
        id={id}
        value={other ? resultKey(other) : ""}
        onChange={(event) => onOther(event.target.value)}
        className="min-w-0 max-w-80 flex-1 rounded-lg border border-line bg-surface px-2 py-1 text-base sm:text-sm"
      >
        {others.map((result, at) => (
          <option key={resultKey(result)} value={resultKey(result)}>
            {`${at + 1}. ${isSealed(result.record) ? "?" : result.record.model} · ${result.record.prompt.slice(0, titleLength)}`}
          </option>
        ))}
      </select>
      <input
        type="range"
        min={0}
        max={100}
        value={divider}
        aria-label={t("divider")}
        onChange={(event) => onDivider(Number(event.target.value))}
        className="min-w-32 flex-1 basis-48 accent-(--accent)"
      />
    </div>
  );
}
