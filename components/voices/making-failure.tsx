"use client";

import { ExternalLink, IdCard } from "lucide-react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { ErrorNotice } from "@/components/shared/error-notice";
import { Button } from "@/components/ui/button";
import type { AppError } from "@/lib/core/app-error";

const consoleAddress = "https://cloud.siliconflow.cn";

/** Why the voice was not made. A missing verification is explained: it is what most people meet first. */
export function MakingFailure({ error, onRetry }: { error: AppError; onRetry: () => void }) {
  const t = useTranslations("voices");
  const shared = useTranslations("shared");
  if (error.code !== "upstream-forbidden")
    return (
      <div className="grid gap-1.5">
        <ErrorNotice
          error={error}
          action={
            <Button size="small" onClick={onRetry}>
              {t("makeAgain")}
            </Button>
          }
        />
        <p className="text-xs text-ink-muted">{t("failedKept")}</p>
      </div>
    );
  const { detail, traceId } = error;
  return (
    <div role="alert" className="grid gap-2 rounded-card bg-warning-soft px-4 py-3 text-sm">
      <p className="flex items-start gap-2 font-medium text-warning">
        <IdCard size={18} className="mt-0.5 shrink-0" aria-hidden /> {t("verifyTitle")}
      </p>
      <p>{t("verifyWhat")}</p>
      <p>{t("verifyHow")}</p>
      {detail && (
        <p className="text-ink-muted wrap-anywhere">
          {t("verifySaid")} <span lang="en">{detail}</span>
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <a
          href={consoleAddress}
          target="_blank"
          rel="noreferrer"
          className="inline-flex h-7 items-center gap-1.5 rounded-lg border border-line bg-surface px-2 text-xs font-medium hover:bg-sunken"
        >
          <ExternalLink size={14} aria-hidden /> {t("verifyOpen")}
        </a>
        <Button size="small" onClick={onRetry}>
          {t("verifyRetry")}
        </Button>
        {traceId && (
          <span className="inline-flex min-w-0 items-center gap-1 text-xs text-ink-muted">
            {shared("traceId")} <code className="truncate">{traceId}</code>
            <CopyButton text={() => traceId} label={shared("copyTraceId")} copiedLabel={shared("copied")} />
          </span>
        )}
      </div>
    </div>
  );
}
