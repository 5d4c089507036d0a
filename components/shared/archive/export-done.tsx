"use client";

import { useTranslations } from "use-intl";
import type { ExportReport } from "@/lib/history/archive/archive-client";

/** What an export wrote. */
export function ExportDone({ report: { counts, missingMedia } }: { report: ExportReport }) {
  const t = useTranslations("archive");
  return (
    <>
      <p>{t(counts.threads === 0 && counts.creations > 0 ? "exportedCreations" : "exported", counts)}</p>
      {missingMedia > 0 && <p className="text-warning">{t("missingMedia", { count: missingMedia })}</p>}
    </>
  );
}
