"use client";

import { Calculator, Columns3 } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

type CompareBarProps = {
  chosen: readonly string[];
  onChosen: (ids: readonly string[]) => void;
  onCalculate: () => void;
};

/** As many as a comparison has columns. */
export const mostCompared = 8;

/** What was chosen to be compared, and the way there. */
export function CompareBar({ chosen, onChosen, onCalculate }: CompareBarProps) {
  const t = useTranslations("catalogue");
  const address = `/compare?${new URLSearchParams({ models: chosen.join(",") })}`;
  return (
    <div className="absolute inset-x-4 bottom-4 mx-auto flex max-w-xl flex-wrap items-center gap-2 rounded-card border border-line bg-raised p-2.5 shadow-float">
      <p role="status" className="grow text-sm">
        {t("chosen", { count: chosen.length })}
        {chosen.length >= mostCompared && <span className="text-ink-muted"> {t("mostChosen")}</span>}
      </p>
      <Button size="small" variant="ghost" onClick={() => onChosen([])}>
        {t("unchoose")}
      </Button>
      <Button size="small" onClick={onCalculate}>
        <Calculator size={14} aria-hidden /> {t("calculate")}
      </Button>
      <Link
        href={address}
        className="inline-flex h-7 items-center gap-1.5 rounded-lg bg-accent px-2 text-xs font-medium text-accent-ink hover:bg-accent-strong"
      >
        <Columns3 size={14} aria-hidden /> {t("compare")}
      </Link>
    </div>
  );
}
