"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { SetColumn } from "@/lib/compare/set/prompt-set";
import type { LaneState } from "@/lib/compare/set/set-runner";
import { type ColumnStatistics, isBest } from "@/lib/compare/set/statistics";
import { cn } from "@/lib/ui/cn";
import { formatSeconds, formatYuan } from "@/lib/ui/format";

type ColumnHeadProps = {
  column: SetColumn;
  statistics: ColumnStatistics;
  all: readonly ColumnStatistics[];
  /** How many prompts it can be asked. */
  total: number;
  lane: LaneState | undefined;
  running: boolean;
};

/** Who answers in a column, how far it is, and how it does. */
export function ColumnHead({ column, statistics, all, total, lane, running }: ColumnHeadProps) {
  const t = useTranslations("promptSet");
  const shared = useTranslations("shared");
  const { done, failed, passRate, score, durationMs, cny, unpriced, estimated } = statistics;
  const answered = done + failed;
  const share = total === 0 ? 0 : (answered / total) * 100;
  const best = "font-semibold text-accent";
  return (
    <>
      <span className="line-clamp-2 font-medium wrap-anywhere">{column.setup.model ?? t("noModel")}</span>
      <span className="flex items-center gap-2 text-xs text-ink-muted tabular-nums">
        <span aria-hidden className="h-1.5 min-w-8 grow overflow-hidden rounded-full bg-sunken">
          <span className="block h-full rounded-full bg-accent" style={{ width: `${share}%` }} />
        </span>
        <span className="whitespace-nowrap">{t("progress", { done: answered, total })}</span>
      </span>
      <span className="flex flex-wrap gap-x-2 text-xs text-ink-faint tabular-nums">
        {failed > 0 && (
          <span className="text-danger">
            {t("measure.failed")} {failed}
          </span>
        )}
        {passRate !== undefined && (
          <span className={cn(isBest("passRate", statistics, all) && best)}>
            {Math.round(passRate * 100)} %
          </span>
        )}
        {score && (
          <span className={cn(isBest("score", statistics, all) && best)}>
            {t("score", { score: score.mean.toFixed(1) })}
          </span>
        )}
        {durationMs && (
          <span className={cn(isBest("durationMs", statistics, all) && best)}>
            {t("seconds", { value: formatSeconds(durationMs.mean) })}
          </span>
        )}
        {done > 0 && unpriced < done && (
          <span>
            {cny === 0
              ? shared("priceFree")
              : `${estimated ? "≈" : ""}${t("yuan", { amount: formatYuan(cny) })}`}
          </span>
        )}
      </span>
      {running && lane?.refusal && !lane.halted && <Slowed lane={lane} />}
    </>
  );
}

/** A model that was asked too fast: when it goes on, and with how many calls. */
function Slowed({ lane: { refusal, pausedUntil, limit } }: { lane: LaneState }) {
  const t = useTranslations("promptSet");
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((pausedUntil - now) / 1000);
  const name = refusal?.limit ?? t("unknownLimit");
  return (
    <span className="text-xs text-warning">
      {seconds > 0 ? t("slowedPause", { limit: name, seconds }) : t("slowed", { limit: name, calls: limit })}
    </span>
  );
}
