"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useTranslations } from "use-intl";
import type { CreationActions } from "@/components/shared/creations/actions";
import { listCreations } from "@/lib/creations/store";

/** The batches of this browser, the newest first. */
export function BatchList(_: { actions: CreationActions }) {
  const t = useTranslations("batch");
  const records = useLiveQuery(() => listCreations("batch"), []);
  if (!records) return <div className="grow" />;
  if (records.length === 0) return <p className="px-4 py-8 text-ink-muted">{t("list.empty")}</p>;
  return (
    <ul aria-label={t("list.label")} className="min-h-0 grow overflow-y-auto px-4">
      {records.map(({ id, prompt }) => (
        <li key={id}>{prompt}</li>
      ))}
    </ul>
  );
}
