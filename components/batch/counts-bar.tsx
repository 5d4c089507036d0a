"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { Counts } from "@/lib/batches/phase";

/** How many requests are answered, have failed and are open: as a bar, and in words for everybody. */
export function CountsBar({ counts }: { counts: Counts }) {
  const t = useTranslations("batch.one");
  const format = useFormatter();
  const { done, failed, total } = counts;
  const share = (count: number) => `${(100 * count) / Math.max(1, total)}%`;
  return (
    <div className="grid gap-1">
      <div
        role="progressbar"
        aria-label={t("progress")}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done + failed}
        className="flex h-1.5 overflow-hidden rounded-full bg-line"
      >
        <span className="bg-accent" style={{ width: share(done) }} />
        <span className="bg-danger" style={{ width: share(failed) }} />
      </div>
      <p className="text-xs text-ink-muted tabular-nums">
        {t("counts", {
          done: format.number(done),
          failed: format.number(failed),
          open: format.number(counts.open),
        })}
      </p>
    </div>
  );
}
