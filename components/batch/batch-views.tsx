"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { whenOnline } from "@/lib/ui/when-online";
import { BatchList } from "./batch-list";
import { useBatchActions } from "./use-batch-actions";

/** What is asked of SiliconFlow comes when it is asked for. */
const AccountBatches = dynamic(
  () => whenOnline(async () => (await import("./account-batches")).AccountBatches),
  { ssr: false },
);
const AccountFiles = dynamic(() => whenOnline(async () => (await import("./account-files")).AccountFiles), {
  ssr: false,
});

const views = ["here", "account", "files"] as const;

/** The batches of this browser, those of the account, and the account's files. */
export function BatchViews({ page }: { page: ReturnType<typeof useCreationActions> }) {
  const t = useTranslations("batch.views");
  const [view, setView] = useState<(typeof views)[number]>("here");
  const actions = useBatchActions(page);
  return (
    <>
      <div className="mx-auto w-full max-w-6xl px-3 pt-2 sm:px-4">
        <div className="w-fit">
          <SegmentedChoice
            label={t("label")}
            value={view}
            options={views.map((value) => ({ value, label: t(value) }))}
            onChange={setView}
          />
        </div>
      </div>
      {view === "here" && <BatchList actions={actions} />}
      {view === "account" && <AccountBatches send={page.send} />}
      {view === "files" && <AccountFiles />}
    </>
  );
}
