"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import type { ColumnAnswer } from "@/lib/compare/answers";
import { bestIsHighest, byMeasure, isBest, type Measure, measures } from "@/lib/compare/figures";
import { measureText, summaryCsv, summaryMarkdown } from "@/lib/compare/summary-text";
import { cn } from "@/lib/ui/cn";
import { AgreementTable } from "./agreement-table";
import { useMeasureWords, useSummaryWords } from "./use-summary-words";

type Order = { measure: Measure; descending: boolean } | undefined;

/** The numbers of all columns side by side: the best of each marked, sortable, and to take along. */
export function SummaryDialog({ answers }: { answers: readonly ColumnAnswer[] }) {
  const t = useTranslations("compare");
  const words = useSummaryWords();
  const [order, setOrder] = useState<Order>();
  const [wanted, setCharted] = useState<Measure>("tokensPerSecond");
  const rows = order
    ? answers.toSorted((a, b) => byMeasure(order.measure, order.descending)(a.figures, b.figures))
    : answers;
  const all = answers.map(({ figures }) => figures);
  const measured = measures.filter((measure) => all.some((figures) => (figures[measure] ?? 0) > 0));
  const charted = measured.includes(wanted) ? wanted : measured[0];
  const sort = (measure: Measure) => {
    setCharted(measure);
    setOrder((known) =>
      known?.measure === measure
        ? { measure, descending: !known.descending }
        : { measure, descending: bestIsHighest(measure) },
    );
  };
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="text-ink-muted">{t("summaryHint")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
      <section aria-label={t("summary")} tabIndex={0} className="overflow-x-auto">
        <table className="w-full border-collapse tabular-nums">
          <thead>
            <tr className="border-b border-line text-start text-xs text-ink-muted">
              <th scope="col" className="px-2 py-1 text-start font-medium">
                {t("model")}
              </th>
              <th scope="col" className="px-2 py-1 text-start font-medium">
                {t("stateHeading")}
              </th>
              {measures.map((measure) => (
                <SortHead key={measure} measure={measure} order={order} onSort={sort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ columnId, place, model, figures }) => (
              <tr key={columnId} className="border-b border-line last:border-b-0">
                <th scope="row" className="min-w-36 px-2 py-1.5 text-start font-medium wrap-anywhere">
                  {place}. {model}
                </th>
                <td className="px-2 py-1.5 whitespace-nowrap">{t(`state.${figures.state}`)}</td>
                {measures.map((measure) => {
                  const value = figures[measure];
                  const best = isBest(measure, figures, all);
                  return (
                    <td
                      key={measure}
                      className={cn(
                        "px-2 py-1.5 text-end whitespace-nowrap",
                        best && "font-semibold text-accent",
                      )}
                    >
                      <span className={cn(value === undefined && "text-ink-faint")}>
                        {measureText(measure, figures, words)}
                      </span>
                      {best && <span className="ms-1 rounded bg-accent-soft px-1 text-xs">{t("best")}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {all.some(({ estimated }) => estimated) && <p className="text-xs text-ink-faint">{t("estimated")}</p>}
      {charted && <Bars answers={rows} measure={charted} measures={measured} onMeasure={setCharted} />}
      <div className="flex flex-wrap gap-2">
        <CopyButton
          captioned
          text={() => summaryMarkdown(rows, words)}
          label={t("copyMarkdown")}
          copiedLabel={t("copied")}
        />
        <CopyButton
          captioned
          text={() => summaryCsv(rows, words)}
          label={t("copyCsv")}
          copiedLabel={t("copied")}
        />
      </div>
      <AgreementTable answers={answers} />
    </div>
  );
}

type SortHeadProps = { measure: Measure; order: Order; onSort: (measure: Measure) => void };

function SortHead({ measure, order, onSort }: SortHeadProps) {
  const t = useTranslations("compare");
  const sorted = order?.measure === measure;
  const name = t(`measure.${measure}`);
  return (
    <th
      scope="col"
      aria-sort={sorted ? (order.descending ? "descending" : "ascending") : "none"}
      className="px-1 py-1 text-end font-medium"
    >
      <button
        type="button"
        aria-label={t("sortBy", { measure: name })}
        onClick={() => onSort(measure)}
        className="inline-flex items-center gap-0.5 rounded px-1 whitespace-nowrap hover:bg-sunken"
      >
        {name}
        {sorted &&
          (order.descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
      </button>
    </th>
  );
}

type BarsProps = {
  answers: readonly ColumnAnswer[];
  measure: Measure;
  measures: readonly Measure[];
  onMeasure: (measure: Measure) => void;
};

/** One measure of all columns as bars; the table says the same in numbers. */
function Bars({ answers, measure, measures: choices, onMeasure }: BarsProps) {
  const t = useTranslations("compare");
  const words = useMeasureWords();
  const id = useId();
  const most = Math.max(...answers.map(({ figures }) => figures[measure] ?? 0));
  return (
    <figure className="grid gap-1">
      <figcaption className="flex items-center gap-2 pb-1 text-xs text-ink-muted">
        <label htmlFor={id}>{t("chart")}</label>
        <select
          id={id}
          value={measure}
          className="h-7 rounded-lg border border-line bg-surface px-1.5 text-ink"
          onChange={({ target }) => {
            const chosen = choices.find((name) => name === target.value);
            if (chosen) onMeasure(chosen);
          }}
        >
          {choices.map((name) => (
            <option key={name} value={name}>
              {t(`measure.${name}`)}
            </option>
          ))}
        </select>
      </figcaption>
      {answers.map(({ columnId, place, model, figures }) => {
        const value = figures[measure];
        return (
          <div
            key={columnId}
            aria-hidden
            className="grid grid-cols-[minmax(6rem,14rem)_1fr] items-center gap-2 text-xs"
          >
            <span className="truncate text-ink-muted">
              {place}. {model}
            </span>
            <span className="flex items-center gap-1.5 tabular-nums">
              <span
                className="h-3 rounded-sm bg-accent"
                style={{ width: `${((value ?? 0) / most) * 80}%` }}
              />
              {measureText(measure, figures, words)}
            </span>
          </div>
        );
      })}
    </figure>
  );
}
