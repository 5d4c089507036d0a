"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";

type SendAnywayProps = { onConfirm: () => void; onClose: () => void };

/** Asks before something is sent that may have been carried out, and charged, already. */
export function SendAnyway({ onConfirm, onClose }: SendAnywayProps) {
  const t = useTranslations("creations");
  return (
    <Modal label={t("sendAnywayTitle")} onClose={onClose} width="content">
      <div className="max-w-md p-4">
        <h2 className="font-semibold">{t("sendAnywayTitle")}</h2>
        <p className="mt-1 text-sm text-ink-muted">{t("sendAnywayHint")}</p>
        <div className="mt-4 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="warning" onClick={onConfirm}>
            {t("sendAnywayConfirm")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
