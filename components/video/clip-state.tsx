"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { jobOf } from "@/lib/creations/look-again";
import type { CreationRecord } from "@/lib/history/creation-record";

type StateProps = { title: string; children: ReactNode };

/** The state in a few words, told to screen readers when it changes; what ticks is not told. */
export function State({ title, children }: StateProps) {
  return (
    <div className="flex flex-col gap-1.5 text-sm">
      <p role="status" className="font-medium">
        {title}
      </p>
      {children}
    </div>
  );
}

/** The name of a job at SiliconFlow, to ask its support about. */
export function JobId({ record }: { record: CreationRecord }) {
  const t = useTranslations("video");
  const job = jobOf(record);
  if (job === undefined) return null;
  return (
    <p className="flex min-w-0 items-center gap-1 text-xs text-ink-faint">
      <span className="truncate">{t("requestId", { id: job })}</span>
      <CopyButton text={() => job} label={t("copyRequestId")} copiedLabel={t("copied")} />
    </p>
  );
}
