"use client";

import { Download, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { ExportDone } from "@/components/shared/archive/export-done";
import { ImportDone } from "@/components/shared/archive/import-done";
import { JobStatus } from "@/components/shared/archive/job-status";
import { useArchiveJob } from "@/components/shared/archive/use-archive-job";
import { useExport } from "@/components/shared/use-export";
import { useFilePicker } from "@/components/shared/use-file-picker";
import { Button } from "@/components/ui/button";
import { type ExportReport, importFile } from "@/lib/history/archive/archive-client";
import type { ExportFormat } from "@/lib/history/archive/archive-protocol";
import type { ImportReport } from "@/lib/history/archive/import-report";
import { dayOf } from "@/lib/history/archive/save-file";
import { FormatChoice } from "./format-choice";
import { useFileDrop } from "./use-file-drop";

const formats = ["archive", "openai", "sharegpt", "markdown"] as const satisfies readonly ExportFormat[];

/** Takes the whole history out as a file, and conversations in from one. */
export function ArchiveSection({ onImported }: { onImported: () => Promise<void> }) {
  const t = useTranslations("archive");
  const [format, setFormat] = useState<ExportFormat>("archive");
  const exporting = useArchiveJob<ExportReport>();
  const importing = useArchiveJob<ImportReport>();
  const write = useExport();
  const sectionRef = useRef<HTMLElement>(null);
  const busy = exporting.job.state === "working" || importing.job.state === "working";

  const exportAll = () => {
    const name = `siliconflow-playground-${dayOf(new Date())}`;
    void exporting.run((watching) => write({ format, name }, watching));
  };
  const take = async (file: File | undefined) => {
    if (!file || busy) return;
    await importing.run((watching) => importFile(file, watching));
    await onImported();
  };
  const { input, choose } = useFilePicker({
    label: t("importFile"),
    onFiles: ([file]) => void take(file),
  });
  const dragging = useFileDrop(sectionRef, (file) => void take(file));

  return (
    <section ref={sectionRef} aria-label={t("title")} className="grid gap-3 border-t border-line pt-4">
      <h3 className="font-medium">{t("title")}</h3>
      <p className="text-ink-muted">{t("intro")}</p>
      <div className="grid gap-2 sm:grid-cols-[1fr_auto]">
        <FormatChoice value={format} options={formats} disabled={busy} onChange={setFormat} />
        <Button disabled={busy} onClick={exportAll}>
          <Download size={15} aria-hidden /> {t("exportAll")}
        </Button>
      </div>
      <JobStatus
        job={exporting.job}
        label={t("exporting")}
        failed={t("exportFailed")}
        onCancel={exporting.cancel}
        done={(report) => <ExportDone report={report} />}
      />
      <div className="grid gap-2 sm:grid-cols-[1fr_auto]">
        <p className="text-xs text-ink-muted">{dragging ? t("dropHere") : t("importHint")}</p>
        <Button disabled={busy} onClick={choose} className={dragging ? "border-accent" : ""}>
          <Upload size={15} aria-hidden /> {t("import")}
        </Button>
        {input}
      </div>
      <JobStatus
        job={importing.job}
        label={t("importing")}
        failed={t("importFailed")}
        onCancel={importing.cancel}
        done={(report) => <ImportDone report={report} />}
      />
    </section>
  );
}
