"use client";

import { useTranslations } from "use-intl";
import { Dialog } from "@/components/shared/dialog";
import { StorageReportView } from "@/components/shared/storage/storage-report-view";

/** What the settings say of the history's place, at hand from every page. */
export function StorageDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("history");
  return (
    <Dialog title={t("storageTitle")} onClose={onClose}>
      <div className="overflow-y-auto p-4">
        <StorageReportView />
      </div>
    </Dialog>
  );
}
