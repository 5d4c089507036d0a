"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { AppErrorCode } from "@/lib/core/app-error";

/** That a hidden model's answer failed, without anything by which the model could be told. */
export function SealedFailure({ code, action }: { code: AppErrorCode; action: ReactNode }) {
  const words = useTranslations("errors");
  const t = useTranslations("blind");
  return (
    <div role="alert" className="rounded-card border border-danger/30 bg-danger-soft px-4 py-3 text-sm">
      <p className="flex items-start gap-2 font-medium text-danger">
        <CircleAlert size={17} className="mt-0.5 shrink-0" aria-hidden />
        {words(`${code}.title`)}
      </p>
      <p className="mt-1 ps-[1.6rem]">{t("failureHint")}</p>
      <div className="mt-2 ps-[1.6rem] empty:hidden">{action}</div>
    </div>
  );
}
