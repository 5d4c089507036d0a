"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import type { SendProgress } from "./use-sending";

type SendProgressLineProps = { name: string; progress: SendProgress; onCancel: () => void };

/** How far the files are on their way. */
export function SendProgressLine({ name, progress, onCancel }: SendProgressLineProps) {
  const t = useTranslations("batch.new.progress");
  const { step, file, files, bytes, total, waiting } = progress;
  const percent = total === 0 ? 100 : Math.floor((100 * bytes) / total);
  return (
    <section aria-label={t("label")} className="grid min-w-0 basis-full gap-1.5 text-sm">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 grow wrap-anywhere">
          {t(step, { name, percent })}
          {files > 1 && <span className="text-ink-muted"> {t("file", { file, files })}</span>}
        </span>
        <Button size="small" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </p>
      <ProgressBar label={t("label")} value={step === "keeping" ? undefined : bytes} most={total} />
      {waiting && (
        <p role="status" className="text-warning">
          {t("waiting")}
        </p>
      )}
    </section>
  );
}
