"use client";

import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Dialog } from "@/components/shared/dialog";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { pdfPictures, pdfText } from "@/lib/chat/attachments/convert-pdf";
import { firstPages, mostPages, readPageChoice } from "@/lib/chat/attachments/page-choice";
import type { OpenPdf } from "@/lib/chat/attachments/pdf";
import { randomUuid } from "@/lib/core/random-uuid";
import type { FileProblem } from "@/lib/files/file-problem";
import type { Attachment } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { usePdf } from "./use-pdf";

type Pdf = Extract<Attachment, { kind: "pdf" }>;

type PdfDialogProps = {
  attachment: Pdf;
  model: ModelSummary | undefined;
  temporary: boolean;
  onClose: () => void;
  /** What takes the PDF's place. */
  onDone: (made: readonly Attachment[]) => void;
};

/** Makes pictures or text of a PDF, for a model that does not read one as a whole. */
export function PdfDialog(props: PdfDialogProps) {
  const { attachment, model, onClose } = props;
  const t = useTranslations("attachments");
  const mediaId = attachment.source.kind === "media" ? attachment.source.mediaId : "";
  const { pdf, problem } = usePdf(mediaId);
  return (
    <Dialog title={t("pdfTitle")} onClose={onClose}>
      <div className="flex flex-col gap-3 overflow-y-auto p-4 text-sm">
        <p className="font-medium wrap-anywhere">{attachment.name}</p>
        {model && !model.traits.readsPdf && (
          <p className="text-ink-muted wrap-anywhere">{t("pdfModel", { model: model.id })}</p>
        )}
        {problem && (
          <p role="alert" className="text-danger">
            {t(`problem.${problem}`)}
          </p>
        )}
        {!problem && !pdf && <p role="status">{t("pdfOpening")}</p>}
        {pdf && <PdfForm {...props} pdf={pdf} />}
      </div>
    </Dialog>
  );
}

type Progress = { done: number; total: number };
type Failure = FileProblem | "noText";

function PdfForm({ attachment, model, temporary, onClose, onDone, pdf }: PdfDialogProps & { pdf: OpenPdf }) {
  const t = useTranslations("attachments");
  const blind = model?.vision === false;
  const [form, setForm] = useState<"pictures" | "text">(blind ? "text" : "pictures");
  const [written, setWritten] = useState(firstPages(pdf.pages));
  const [progress, setProgress] = useState<Progress>();
  const [failure, setFailure] = useState<Failure>();
  const stopped = useRef(new AbortController());
  const hintId = useId();
  useEffect(() => {
    const controller = new AbortController();
    stopped.current = controller;
    return () => controller.abort();
  }, []);
  const pages = readPageChoice(written, pdf.pages);

  const convert = async (chosen: readonly number[]) => {
    const { signal } = stopped.current;
    const { name } = attachment;
    const onProgress = (done: number) => setProgress({ done: done + 1, total: chosen.length });
    setFailure(undefined);
    const parts = { pdf, pages: chosen, onProgress, signal };
    const nameOf = (page: number) => t("pageName", { name, page: String(page) });
    const made =
      form === "text" ? await asText(parts, name) : await pdfPictures({ ...parts, nameOf, temporary });
    if (signal.aborted) return;
    setProgress(undefined);
    if (made.ok) onDone(made.value);
    else setFailure(made.error);
  };

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (pages && !progress) void convert(pages);
      }}
    >
      {!blind && (
        <SegmentedChoice
          label={t("pdfAs")}
          value={form}
          options={[
            { value: "pictures", label: t("pdfPictures") },
            { value: "text", label: t("pdfText") },
          ]}
          onChange={setForm}
        />
      )}
      {form === "text" && <p className="text-ink-muted">{t("pdfTextHint")}</p>}
      <div className="flex items-center gap-3">
        <span aria-hidden className="text-xs text-ink-muted">
          {t("pdfPages")}
        </span>
        <input
          aria-label={t("pdfPages")}
          aria-describedby={hintId}
          aria-invalid={!pages || undefined}
          value={written}
          disabled={progress !== undefined}
          onChange={({ target }) => setWritten(target.value)}
          className="h-9 min-w-0 grow rounded-lg border border-line bg-surface px-3 aria-invalid:border-danger"
        />
      </div>
      <p id={hintId} className="text-xs text-ink-muted">
        {t(pages ? "pdfPagesHint" : "pdfPagesWrong", { total: String(pdf.pages), most: String(mostPages) })}
      </p>
      {failure && (
        <p role="alert" className="text-danger">
          {failure === "noText" ? t("pdfNoText") : t(`problem.${failure}`)}
        </p>
      )}
      {progress && <ProgressLine {...progress} />}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button variant="solid" type="submit" disabled={!pages || progress !== undefined}>
          {t("pdfConvert", { count: pages?.length ?? 0 })}
        </Button>
      </div>
    </form>
  );
}

function ProgressLine({ done, total }: Progress) {
  const t = useTranslations("attachments");
  const words = t("pdfProgress", { done: String(done), total: String(total) });
  return (
    <div className="flex flex-col gap-1">
      <ProgressBar label={words} value={done} most={total} />
      <p className="text-xs text-ink-muted tabular-nums">{words}</p>
    </div>
  );
}

async function asText(parts: Parameters<typeof pdfText>[0], name: string) {
  const text = await pdfText(parts);
  if (!text.ok) return text;
  if (text.value === "") return { ok: false as const, error: "noText" as const };
  const made: Attachment = { kind: "text", id: randomUuid(), name, text: text.value };
  return { ok: true as const, value: [made] };
}
