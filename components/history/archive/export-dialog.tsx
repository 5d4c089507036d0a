"use client";

import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { ExportDone } from "@/components/shared/archive/export-done";
import { JobStatus } from "@/components/shared/archive/job-status";
import { useArchiveJob } from "@/components/shared/archive/use-archive-job";
import { Dialog } from "@/components/shared/dialog";
import { type Format, FormatChoice } from "@/components/shared/storage/format-choice";
import { useExport } from "@/components/shared/use-export";
import { Button } from "@/components/ui/button";
import type { ExportReport } from "@/lib/history/archive/archive-client";
import type { ThreadRecord } from "@/lib/history/record";
import { whenOnline } from "@/lib/ui/when-online";

const PictureExport = dynamic(
  () => whenOnline(async () => (await import("./picture-export")).PictureExport),
  {
    ssr: false,
  },
);

const formats = ["archive", "markdown", "picture", "openai", "sharegpt"] as const satisfies readonly Format[];

/** Takes one conversation out, in a format of choice. */
export function ExportDialog({ thread, onClose }: { thread: ThreadRecord; onClose: () => void }) {
  const t = useTranslations("archive");
  const history = useTranslations("history");
  const [format, setFormat] = useState<Format>("archive");
  const { job, run, cancel } = useArchiveJob<ExportReport>();
  const write = useExport();
  const title = thread.title || history("untitled");
  const label = t("exportTitle", { title });
  const busy = job.state === "working";
  return (
    <Dialog title={label} onClose={onClose}>
      <div className="grid gap-4 p-4 text-sm">
        <FormatChoice
          value={format}
          options={thread.kind === "compare" ? formats.filter((known) => known !== "picture") : formats}
          disabled={busy}
          onChange={setFormat}
        />
        {format === "picture" ? (
          <PictureExport thread={thread} name={title} />
        ) : (
          <>
            <Button
              variant="solid"
              disabled={busy}
              className="justify-self-start"
              onClick={() =>
                void run((watching) => write({ format, name: title, threadIds: [thread.id] }, watching))
              }
            >
              <Download size={15} aria-hidden /> {t("export")}
            </Button>
            <JobStatus
              job={job}
              label={t("exporting")}
              failed={t("exportFailed")}
              onCancel={cancel}
              done={(report) => <ExportDone report={report} />}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}
