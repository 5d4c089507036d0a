"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import type { AppError } from "@/lib/core/app-error";

/** The figures that an error's words may name; what is unknown has a value that the words leave out. */
function placeholders(error: AppError) {
  return {
    limit: error.limit ?? "none",
    field: error.field ?? "none",
    seconds: Math.ceil(error.retryAfterSeconds ?? 0),
    inputTokens: error.inputTokens ?? 0,
    maxInputTokens: error.maxInputTokens ?? 0,
  };
}

/** What happened, what to do, what SiliconFlow itself said, and the id to name when asking for help. */
export function ErrorNotice({ error, action }: { error: AppError; action?: ReactNode }) {
  const words = useTranslations("errors");
  const t = useTranslations("shared");
  return (
    <div
      role="alert"
      className="min-w-0 rounded-card border border-danger/30 bg-danger-soft px-4 py-3 text-sm"
    >
      <p className="flex items-start gap-2 font-medium text-danger">
        <CircleAlert size={17} className="mt-0.5 shrink-0" aria-hidden />
        {words(`${error.code}.title`)}
      </p>
      <p className="mt-1 ps-[1.6rem]">{words(`${error.code}.advice`, placeholders(error))}</p>
      {error.detail && error.upstreamStatus !== undefined && (
        <p className="mt-1.5 ps-[1.6rem] text-ink-muted wrap-anywhere">
          {t("upstreamSays")} <span lang="en">{error.detail}</span>
        </p>
      )}
      <div className="mt-2 flex flex-wrap items-center gap-2 ps-[1.6rem] empty:hidden">
        {action}
        {error.detail && error.upstreamStatus === undefined && (
          <code className="text-xs text-ink-muted wrap-anywhere">{error.detail}</code>
        )}
        {error.traceId && (
          <span className="inline-flex min-w-0 items-center gap-1 text-xs text-ink-muted">
            <span className="whitespace-nowrap">{t("traceId")}</span>
            <code className="truncate">{error.traceId}</code>
            <CopyButton text={() => error.traceId ?? ""} label={t("copyTraceId")} copiedLabel={t("copied")} />
          </span>
        )}
      </div>
    </div>
  );
}
