"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import type { AppError } from "@/lib/core/app-error";

type EndedLineProps = { error: AppError | undefined; stopped?: string; action?: ReactNode };

/** Why a request has ended without all of its result: what failed, or that somebody stopped it. */
export function EndedLine({ error, stopped, action }: EndedLineProps) {
  const t = useTranslations("creations");
  if (error) return <ErrorNotice error={error} action={action} />;
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-xs text-ink-muted">
      {stopped ?? t("stopped")} {action}
    </p>
  );
}
