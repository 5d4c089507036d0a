"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Adaptation } from "@/lib/chat/parameters";

/** Says, while the options are closed, what is set and will not reach this model as it is set. */
export function AdaptedNotice({ adapted, onShow }: { adapted: readonly Adaptation[]; onShow: () => void }) {
  const t = useTranslations("options");
  const names = [...new Set(adapted.map(({ name }) => name))].join(", ");
  return (
    <div
      role="status"
      className="mb-1 flex items-center gap-2 rounded-lg bg-warning-soft ps-3 text-xs text-warning"
    >
      <p className="min-w-0 grow truncate">{t("notSentHere", { names })}</p>
      <Button size="small" variant="ghost" onClick={onShow}>
        {t("showOptions")}
      </Button>
    </div>
  );
}
