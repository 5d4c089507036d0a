"use client";

import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { historyConnection, onHistoryConnection } from "@/lib/history/database";
import { forgetRefusal, lastRefusal, onRefusal } from "@/lib/history/refusals";
import { storageFailureOf } from "@/lib/history/storage-failure";

const none = () => undefined;

/** Says that another tab has, or holds, the history, or that this browser refused a change, and what to do. */
export function ConnectionNotice() {
  const t = useTranslations("history");
  const connection = useSyncExternalStore(onHistoryConnection, historyConnection, () => "open" as const);
  const refusal = useSyncExternalStore(onRefusal, lastRefusal, none);
  const refused = refusal !== undefined && storageFailureOf(refusal);
  if (connection === "open" && !refused) return null;
  return (
    <div
      role="alert"
      className="fixed inset-x-3 top-14 z-30 mx-auto flex max-w-2xl flex-wrap items-center gap-3 rounded-card bg-warning-soft px-4 py-3 text-sm text-warning shadow-float"
    >
      <p className="min-w-48 flex-1">
        {connection === "open" && refused ? t(`refused.${refused}`) : connection !== "open" && t(connection)}
      </p>
      {connection === "outdated" && <Button onClick={() => location.reload()}>{t("reload")}</Button>}
      {connection === "open" && <Button onClick={forgetRefusal}>{t("understood")}</Button>}
    </div>
  );
}
