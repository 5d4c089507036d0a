"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { Period } from "@/lib/history/periods";

/** What a stretch of time is called above a list. */
export function usePeriodName(): (period: Period) => string {
  const t = useTranslations("history");
  const format = useFormatter();
  return (period) =>
    typeof period === "string"
      ? t(period)
      : format.dateTime(new Date(period.year, period.month, 1), { year: "numeric", month: "long" });
}
