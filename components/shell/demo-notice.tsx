"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "use-intl";

/** Says that nobody real is answering, and how to change that. */
export function DemoNotice() {
  const t = useTranslations("shell");
  return (
    <aside
      aria-label={t("demoTitle")}
      className="rounded-card bg-warning-soft px-3 py-2 text-xs text-warning"
    >
      <p className="flex items-center gap-1.5 font-semibold">
        <FlaskConical size={14} aria-hidden /> {t("demoTitle")}
      </p>
      <p className="mt-0.5">{t("demoExplanation")}</p>
    </aside>
  );
}
