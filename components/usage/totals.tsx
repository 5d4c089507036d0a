"use client";

import type { ReactNode } from "react";
import { sumOf, type UsageRow } from "@/lib/usage/usage";
import { useUsageWords } from "./use-usage-words";

/** The sums of what is shown, with what is estimated or unknown in them. */
export function Totals({ rows }: { rows: readonly UsageRow[] }) {
  const { t, yuan, number } = useUsageWords();
  const sums = sumOf(rows);
  const { calls, unpriced, failed, estimatedMicroCny, cachedTokens, reasoningTokens } = sums;
  const made = [
    sums.images > 0 && t("pictures", { count: sums.images }),
    sums.videos > 0 && t("clips", { count: sums.videos }),
    sums.utf8Bytes > 0 && t("spoken", { count: sums.utf8Bytes }),
  ].filter((item) => typeof item === "string");
  return (
    <div className="flex flex-col gap-2">
      <dl className="grid grid-cols-2 gap-2 md:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
        <Figure name={t("spent")} value={unpriced === calls ? t("unknown") : yuan(sums.microCny)}>
          {estimatedMicroCny > 0 && t("estimatedPart", { amount: yuan(estimatedMicroCny) })}
        </Figure>
        <Figure name={t("calls")} value={number(calls)}>
          {failed > 0 && t("failed", { count: failed })}
        </Figure>
        <Figure name={t("inputTokens")} value={number(sums.inputTokens)}>
          {cachedTokens > 0 && t("cached", { count: number(cachedTokens) })}
        </Figure>
        <Figure name={t("outputTokens")} value={number(sums.outputTokens)}>
          {reasoningTokens > 0 && t("thinking", { count: number(reasoningTokens) })}
        </Figure>
        {made.length > 0 && (
          <Figure name={t("made")} value={made[0] ?? ""}>
            {made.slice(1).join(" · ")}
          </Figure>
        )}
      </dl>
      {unpriced > 0 && <p className="text-xs text-warning">{t("unpriced", { count: unpriced })}</p>}
    </div>
  );
}

function Figure({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <div className="min-w-0 rounded-card border border-line bg-surface px-3 py-2">
      <dt className="text-xs text-ink-muted">{name}</dt>
      <dd className="text-lg font-semibold tabular-nums wrap-anywhere">{value}</dd>
      {children && <dd className="text-xs text-ink-muted tabular-nums">{children}</dd>}
    </div>
  );
}
