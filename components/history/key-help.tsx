"use client";

import { useTranslations } from "use-intl";
import { Dialog } from "@/components/shared/dialog";
import { KeyList } from "@/components/shared/key-list";

/** The list of keys, at hand from every page. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations("history");
  return (
    <Dialog title={t("keys")} onClose={onClose}>
      <div className="overflow-y-auto p-4">
        <KeyList />
      </div>
    </Dialog>
  );
}
