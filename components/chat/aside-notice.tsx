"use client";

import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/ui/button";

type AsideNoticeProps = { words: string; onUse: () => void; onDrop: () => void };

/** Other words for the box: a link's, or those that gave way to them. */
export function AsideNotice({ words, onUse, onDrop }: AsideNoticeProps) {
  const t = useTranslations("chat");
  return (
    <div
      role="status"
      className="mb-1 flex flex-wrap items-center justify-end gap-x-1 rounded-lg bg-sunken py-0.5 ps-3 pe-1 text-xs"
    >
      <p title={words} className="line-clamp-2 min-w-44 grow basis-0 text-ink-muted wrap-anywhere">
        {t("aside", { words })}
      </p>
      <Button size="small" variant="ghost" onClick={onUse}>
        {t("useAside")}
      </Button>
      <IconButton size="icon-small" label={t("dropAside")} onClick={onDrop}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
