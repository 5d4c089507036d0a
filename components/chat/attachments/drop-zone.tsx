"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "use-intl";

/** Lies over the conversation while files are dragged over the page; the page itself takes them. */
export function DropZone() {
  const t = useTranslations("attachments");
  return (
    <div className="pointer-events-none absolute inset-2 z-30 flex flex-col items-center justify-center gap-2 rounded-card border-2 border-accent border-dashed bg-canvas/90 text-center">
      <FileUp size={32} className="text-accent" aria-hidden />
      <p className="font-semibold text-lg">{t("dropHere")}</p>
      <p className="px-4 text-ink-muted text-sm">{t("dropHint")}</p>
    </div>
  );
}
