"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/shared/dialog";
import { type ColumnStatistics, isBest, type SetMeasure, type Spread } from "@/lib/compare/set/statistics";
import { cn } from "@/lib/ui/cn";
import { formatSeconds, formatYuan } from "@/lib/ui/format";
import type { PromptSetState } from "./use-prompt-set";

const percent = (share: number) => (share * 100).toFixed(0);

/** How the models did, in numbers. */
export function FiguresDialog({ state, onClose }: { state: PromptSetState; onClose: () => void }) {
  const t = useTranslations("promptSet");
  const { set, statistics } = state;
  return (
    <Dialog title={t("figures")} onClose={onClose} width="wide">
      <div className="grid max-h-[calc(100dvh-6rem)] grid-cols-[minmax(0,1fr)] gap-3 overflow-y-auto p-4 text-sm">
        <p className="text-ink-muted">{t("figuresHint")}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
        <section aria-label={t("figures")} tabIndex={0} className="overflow-x-auto">
          <table className="w-full border-collapse tabular-nums">
            <thead>
              <tr className="border-b border-line text-xs text-ink-muted">
                <td />
                {set.columns.map(({ id, setup }) => (
                  <th
                    key={id}
                    scope="col"
                    className="min-w-36 px-2 py-1 text-start font-medium wrap-anywhere"
                  >
                    {setup.model ?? t("noModel")}
                  </th>
                ))}
              </tr>
            </thead>
            <Measures all={statistics} />
          </table>
        </section>
        {statistics.some(({ estimated }) => estimated) && (
          <p className="text-xs text-ink-faint">{t("estimatedFigures")}</p>
        )}
      </div>
    </Dialog>
  );
}

function Measures({ all }: { all: readonly ColumnStatistics[] }) {
  const t = useTranslations("promptSet");
  const unknown = <span className="text-ink-faint">{t("unknown")}</span>;
  const seconds = (value: number) => t("seconds", { value: formatSeconds(value) });
  const spread = (values: Spread | undefined, write: (value: number) => string) =>
    values ? (
      <>
        <span className="block">
          {values.deviation === undefined
            ? write(values.mean)
            : t("spread", { mean: write(values.mean), deviation: write(values.deviation) })}
        </span>
        <span className="block text-xs text-ink-faint">
          {t("percentiles", { p50: write(values.p50), p95: write(values.p95) })}
        </span>
      </>
    ) : (
      unknown
    );
  const rows: {
    name: Parameters<typeof t>[0];
    by?: SetMeasure;
    show: (column: ColumnStatistics) => ReactNode;
  }[] = [
    { name: "measure.answered", show: ({ done, asked }) => t("progress", { done, total: asked }) },
    { name: "measure.failed", show: ({ failed }) => failed },
    {
      name: "measure.passRate",
      by: "passRate",
      show: ({ passRate, interval, passed, judged, unjudged }) =>
        passRate === undefined || !interval ? (
          unknown
        ) : (
          <>
            <span className="block">
              {t("passValue", {
                percent: percent(passRate),
                low: percent(interval.low),
                high: percent(interval.high),
              })}
            </span>
            <span className="block text-xs text-ink-faint">
              {t("passShare", { passed, judged })}
              {unjudged > 0 && ` · ${t("unjudgedCount", { count: unjudged })}`}
            </span>
          </>
        ),
    },
    { name: "measure.score", by: "score", show: ({ score }) => spread(score, (value) => value.toFixed(1)) },
    {
      name: "measure.firstTokenMs",
      by: "firstTokenMs",
      show: ({ firstTokenMs }) => spread(firstTokenMs, seconds),
    },
    { name: "measure.durationMs", by: "durationMs", show: ({ durationMs }) => spread(durationMs, seconds) },
    {
      name: "measure.tokens",
      show: ({ inputTokens, outputTokens, estimated }) =>
        `${estimated ? "≈" : ""}${inputTokens} / ${outputTokens}`,
    },
    {
      name: "measure.cny",
      show: ({ cny, cnyPerPrompt, unpriced, estimated }) => (
        <>
          {cnyPerPrompt === undefined
            ? unknown
            : `${estimated ? "≈" : ""}${t("yuan", { amount: formatYuan(cny) })}`}
          {unpriced > 0 && (
            <span className="block text-xs text-ink-faint">{t("unpriced", { count: unpriced })}</span>
          )}
        </>
      ),
    },
    {
      name: "measure.cnyPerPrompt",
      by: "cnyPerPrompt",
      show: ({ cnyPerPrompt }) =>
        cnyPerPrompt === undefined ? unknown : t("yuan", { amount: formatYuan(cnyPerPrompt) }),
    },
    {
      name: "measure.judgeCny",
      show: ({ judgeCny }) => (judgeCny > 0 ? t("yuan", { amount: formatYuan(judgeCny) }) : unknown),
    },
  ];
  return (
    <tbody>
      {rows.map(({ name, by, show }) => (
        <tr key={name} className="border-b border-line last:border-b-0">
          <th scope="row" className="px-2 py-1.5 text-start font-medium whitespace-nowrap">
            {t(name)}
          </th>
          {all.map((column, at) => {
            const best = by !== undefined && isBest(by, column, all);
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name here
              <td key={at} className={cn("px-2 py-1.5 align-top", best && "font-semibold text-accent")}>
                {show(column)}
                {best && <span className="rounded bg-accent-soft px-1 text-xs">{t("best")}</span>}
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}
