"use client";

import type { DayBar } from "@/lib/usage/day-bars";
import { useUsageWords } from "./use-usage-words";

/** What the chart shows, in words: the days on which anything was used. */
export function DayTable({ days }: { days: readonly DayBar[] }) {
  const { t, day, number, spending } = useUsageWords();
  return (
    <details className="-mt-3">
      <summary className="text-xs text-ink-muted">{t("sameAsTable")}</summary>
      <div className="mt-2 overflow-x-auto">
        <table className="w-full text-sm tabular-nums">
          <thead className="text-xs text-ink-muted">
            <tr className="border-b border-line">
              <th className="py-1.5 text-start font-normal">{t("day")}</th>
              <th className="px-2 text-end font-normal">{t("spent")}</th>
              <th className="px-2 text-end font-normal">{t("inputTokens")}</th>
              <th className="px-2 text-end font-normal">{t("outputTokens")}</th>
              <th className="text-end font-normal">{t("calls")}</th>
            </tr>
          </thead>
          <tbody>
            {days
              .filter(({ sums }) => sums.calls > 0)
              .map((bar) => (
                <tr key={bar.day} className="border-b border-line">
                  <th className="py-1.5 text-start font-normal whitespace-nowrap">{day(bar.day)}</th>
                  <td className="px-2 text-end">{spending(bar.sums)}</td>
                  <td className="px-2 text-end">{number(bar.sums.inputTokens)}</td>
                  <td className="px-2 text-end">{number(bar.sums.outputTokens)}</td>
                  <td className="text-end">{number(bar.sums.calls)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
