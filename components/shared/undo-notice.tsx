"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

const undoForMs = 10_000;

type UndoNoticeProps = {
  /** What has happened. */
  text: string;
  onUndo: () => void;
  onGone: () => void;
};

/** Says that something is gone, and takes it back for a while. Another thing needs a `key` of its own. */
export function UndoNotice({ text, onUndo, onGone }: UndoNoticeProps) {
  const t = useTranslations("chat");
  const latestGone = useRef(onGone);
  useEffect(() => {
    latestGone.current = onGone;
  });
  // Counted from the beginning: what else happens on the page does not make it stay.
  useEffect(() => {
    const timer = setTimeout(() => latestGone.current(), undoForMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div
      role="status"
      className="mx-auto mb-2 flex items-center gap-3 rounded-lg bg-raised px-3 py-1.5 text-sm shadow-float"
    >
      <span>{text}</span>
      <Button size="small" onClick={onUndo}>
        {t("undo")}
      </Button>
    </div>
  );
}
