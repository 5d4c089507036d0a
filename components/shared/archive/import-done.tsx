"use client";

import { useTranslations } from "use-intl";
import { type ImportReport, skipReasons } from "@/lib/history/archive/import-report";

/** What an import added, what was there already, and what was left out and why. */
export function ImportDone({ report: { added, present, skipped } }: { report: ImportReport }) {
  const t = useTranslations("archive");
  return (
    <>
      <p className="font-medium">{t("imported")}</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-0.5 tabular-nums">
        <dt className="text-ink-muted">{t("added")}</dt>
        <dd>{t("counts", added)}</dd>
        <dt className="text-ink-muted">{t("present")}</dt>
        <dd>{t("counts", present)}</dd>
      </dl>
      {skipReasons.map(
        (reason) =>
          skipped[reason] > 0 && (
            <p key={reason} className="text-ink-muted">
              {t(`skipped-${reason}`, { count: skipped[reason] })}
            </p>
          ),
      )}
    </>
  );
}
