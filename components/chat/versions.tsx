"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";

type VersionsProps = {
  id: string;
  versions: readonly string[];
  /** While an answer comes in, its branch stays where it is. */
  busy: boolean;
  onShow: (id: string) => void;
};

/** Steps through the messages that stand in the same place. */
export function Versions({ id, versions, busy, onShow }: VersionsProps) {
  const t = useTranslations("chat");
  const index = versions.indexOf(id);
  if (versions.length < 2 || index < 0) return null;
  const previous = versions[index - 1];
  const next = versions[index + 1];
  return (
    <div className="flex items-center text-xs text-ink-muted tabular-nums">
      <IconButton
        size="icon-small"
        label={t("previousVersion")}
        disabled={busy || !previous}
        onClick={() => previous && onShow(previous)}
      >
        <ChevronLeft size={15} />
      </IconButton>
      <span aria-hidden>
        {index + 1}/{versions.length}
      </span>
      <span className="sr-only">{t("version", { current: index + 1, total: versions.length })}</span>
      <IconButton
        size="icon-small"
        label={t("nextVersion")}
        disabled={busy || !next}
        onClick={() => next && onShow(next)}
      >
        <ChevronRight size={15} />
      </IconButton>
    </div>
  );
}
