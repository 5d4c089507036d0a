"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

const undoForMs = 10_000;

/** Says that a message is gone, and takes it back for a while. */
export function DeletedNotice({ onUndo, onGone }: { onUndo: () => void; onGone: () => void }) {
  const t = useTranslations("chat");
  const latestGone = useRef(onGone);
  useEffect(() => {
    latestGone.current = onGone;
  });
  // Counted from the deletion: what else happens on the page does not make it stay.
  useEffect(() => {
    const timer = setTimeout(() => latestGone.current(), undoForMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div
      role="status"
      className="mx-auto mb-2 flex items-center gap-3 rounded-lg bg-raised px-3 py-1.5 text-sm shadow-float"
    >
      <span>{t("messageDeleted")}</span>
      <Button size="small" onClick={onUndo}>
        {t("undo")}
      </Button>
    </div>
  );
}
