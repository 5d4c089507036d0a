"use client";

import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import type { Check, Outcome } from "@/lib/self-check/run-checks";
import { formatBytes, formatSeconds } from "@/lib/ui/format";

/** What a check found, in a sentence. */
export function OutcomeWords({ check, outcome }: { check: Check; outcome: Outcome }) {
  const t = useTranslations("selfCheck");
  switch (outcome.told) {
    case "searched":
      if (check === "headers") return t("headersGood");
      return t(check === "storage" ? "storageGood" : "pagesGood", {
        count: outcome.texts,
        size: formatBytes(outcome.bytes),
      });
    case "found":
      return t("found", { place: outcome.place });
    case "no-secret":
      return t(check === "headers" ? "headersGood" : "noSecret");
    case "weak-policy":
      return t("headersWeak", { missing: outcome.missing.join(", ") });
    case "models":
      return outcome.simulated
        ? t("upstreamSimulated", { count: outcome.count })
        : t("upstreamGood", { count: outcome.count, seconds: formatSeconds(outcome.milliseconds) });
    case "clock":
      return t(outcome.state === "good" ? "clockGood" : "clockBad", {
        seconds: formatSeconds(outcome.apartMs),
      });
    case "disk":
      return t(outcome.state === "good" ? "diskGood" : "diskBad", {
        free: formatBytes(outcome.freeBytes),
        total: formatBytes(outcome.totalBytes),
      });
    case "unwritable":
      return t("diskUnwritable");
    case "database":
      return t("databaseGood");
    case "no-database":
      return t("databaseBad");
    case "nothing-kept":
      return t("storageFails");
    case "kept":
      return outcome.usage === undefined || outcome.quota === undefined
        ? t("storageWorksUnknown")
        : t("storageWorks", { used: formatBytes(outcome.usage), quota: formatBytes(outcome.quota) });
    case "failed":
      return <ErrorNotice error={outcome.error} />;
  }
}
