"use client";

import { Download } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { ExportDone } from "@/components/shared/archive/export-done";
import { ImportDone } from "@/components/shared/archive/import-done";
import { JobStatus } from "@/components/shared/archive/job-status";
import { useArchiveJob } from "@/components/shared/archive/use-archive-job";
import { Dialog } from "@/components/shared/dialog";
import { useExport } from "@/components/shared/use-export";
import { Button } from "@/components/ui/button";
import type { Result } from "@/lib/gallery/filter";
import { type ExportReport, importFile } from "@/lib/history/archive/archive-client";
import type { ChosenCreation } from "@/lib/history/archive/archive-protocol";
import type { ImportReport } from "@/lib/history/archive/import-report";
import { dayOf } from "@/lib/history/archive/save-file";

export type Transfer = { kind: "export"; results: readonly Result[] } | { kind: "import"; file: File };

/** Takes results out as a zip, or in from one. */
export function TransferDialog({ transfer, onClose }: { transfer: Transfer; onClose: () => void }) {
  const t = useTranslations("gallery");
  const label = t(transfer.kind === "export" ? "exportTitle" : "importTitle");
  return (
    <Dialog title={label} onClose={onClose}>
      <div className="grid gap-4 p-4 text-sm">
        {transfer.kind === "export" ? (
          <Exporting results={transfer.results} />
        ) : (
          <Importing file={transfer.file} />
        )}
      </div>
    </Dialog>
  );
}

/** The requests of results, each with those of its results. */
function chosenOf(results: readonly Result[]): ChosenCreation[] {
  const items = new Map<string, number[]>();
  for (const { record, item } of results) items.set(record.id, [...(items.get(record.id) ?? []), item.index]);
  return [...items].map(([id, chosen]) => ({ id, items: chosen }));
}

function Exporting({ results }: { results: readonly Result[] }) {
  const t = useTranslations("gallery");
  const archive = useTranslations("archive");
  const { job, run, cancel } = useArchiveJob<ExportReport>();
  const write = useExport();
  const name = `${t("zipName")} ${dayOf(new Date())}`;
  return (
    <>
      <p className="text-ink-muted">{t("exportHint")}</p>
      <Button
        variant="solid"
        className="justify-self-start"
        disabled={job.state === "working"}
        onClick={() =>
          void run((watching) => write({ format: "archive", name, creations: chosenOf(results) }, watching))
        }
      >
        <Download size={15} aria-hidden /> {t("download")} · {t("count", { count: results.length })}
      </Button>
      <JobStatus
        job={job}
        label={archive("exporting")}
        failed={archive("exportFailed")}
        onCancel={cancel}
        done={(report) => <ExportDone report={report} />}
      />
    </>
  );
}

function Importing({ file }: { file: File }) {
  const t = useTranslations("gallery");
  const archive = useTranslations("archive");
  const { job, run, cancel } = useArchiveJob<ImportReport>();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void run((watching) => importFile(file, watching));
  });
  return (
    <>
      <p className="text-ink-muted">{t("importHint")}</p>
      <JobStatus
        job={job}
        label={archive("importing")}
        failed={archive("importFailed")}
        onCancel={cancel}
        done={(report) => <ImportDone report={report} />}
      />
    </>
  );
}
