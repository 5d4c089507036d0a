"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { Job } from "./use-archive-job";

type JobStatusProps<Report> = {
  job: Job<Report>;
  /** What is being done. */
  label: string;
  /** What a failure leaves. */
  failed: string;
  onCancel: () => void;
  done: (report: Report) => ReactNode;
};

/** How an import or export goes on, and what came of it. */
export function JobStatus<Report>({ job, label, failed, onCancel, done }: JobStatusProps<Report>) {
  const t = useTranslations("archive");
  return (
    <>
      {job.state === "working" && (
        <div className="flex items-center gap-3">
          <div className="grid min-w-0 grow gap-1.5">
            <span>{label}</span>
            <ProgressBar label={label} value={job.share} />
          </div>
          <Button onClick={onCancel}>{t("cancel")}</Button>
        </div>
      )}
      <div role="status" className="empty:hidden">
        {job.state === "done" && (
          <div className="grid gap-1 rounded-card bg-sunken px-3 py-2.5">{done(job.report)}</div>
        )}
        {job.state === "failed" && job.error.problem === "cancelled" && (
          <p className="text-ink-muted">{t("problem-cancelled")}</p>
        )}
      </div>
      {job.state === "failed" && job.error.problem !== "cancelled" && (
        <div role="alert" className="grid gap-1 rounded-card bg-danger-soft px-3 py-2.5 text-danger">
          <p className="font-medium">{failed}</p>
          <p>{t(`problem-${job.error.problem}`)}</p>
          {job.error.detail && (
            <p className="text-xs wrap-anywhere">{t("detail", { detail: job.error.detail })}</p>
          )}
        </div>
      )}
    </>
  );
}
