"use client";

import { LoaderCircle, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { whenOnline } from "@/lib/ui/when-online";
import type { AnswerModel } from "../use-answer-model";
import { AttachmentChip } from "./attachment-chip";
import { LackNotice } from "./lack-notice";
import type { Attaching } from "./use-attaching";

const AddressDialog = dynamic(
  () => whenOnline(async () => (await import("./address-dialog")).AddressDialog),
  { ssr: false },
);
const CameraDialog = dynamic(() => whenOnline(async () => (await import("./camera-dialog")).CameraDialog), {
  ssr: false,
});
const PdfDialog = dynamic(() => whenOnline(async () => (await import("./pdf-dialog")).PdfDialog), {
  ssr: false,
});

type AttachmentAreaProps = { attaching: Attaching; model: AnswerModel; temporary: boolean };

/** Above the box: what is attached, what is being prepared, what was refused, and what the model cannot take. */
export function AttachmentArea({ attaching, model, temporary }: AttachmentAreaProps) {
  const t = useTranslations("attachments");
  const { attachments, pending, dialog } = attaching;
  const close = () => attaching.openDialog(undefined);
  const pdf = dialog?.kind === "pdf" ? attachments.find(({ id }) => id === dialog.id) : undefined;
  return (
    <>
      <Refused attaching={attaching} />
      {attaching.lacked.length > 0 && <LackNotice attaching={attaching} model={model} />}
      {attachments.length + pending.length > 0 && (
        <ul
          aria-label={t("tray")}
          className="mb-1.5 flex max-h-[35dvh] flex-wrap gap-1.5 overflow-y-auto overscroll-contain p-0.5"
        >
          {attachments.map((attachment) => (
            <AttachmentChip
              key={attachment.id}
              attachment={attachment}
              onChange={attaching.change}
              onRemove={() => attaching.replace(attachment.id, [])}
              onPages={
                model.summary?.traits.readsPdf
                  ? undefined
                  : () => attaching.openDialog({ kind: "pdf", id: attachment.id })
              }
            />
          ))}
          {pending.map(({ id, name }) => (
            <li
              key={id}
              className="flex h-14 items-center gap-2 rounded-card border border-line border-dashed px-3 text-ink-muted text-xs"
            >
              <LoaderCircle size={16} className="animate-spin" aria-hidden />
              <span className="max-w-40 truncate">{t("preparing", { name })}</span>
            </li>
          ))}
        </ul>
      )}
      {dialog?.kind === "camera" && (
        <CameraDialog onClose={close} onPicture={(file) => void attaching.addFiles([file])} />
      )}
      {dialog?.kind === "address" && <AddressDialog onClose={close} onAdd={attaching.add} />}
      {pdf?.kind === "pdf" && (
        <PdfDialog
          attachment={pdf}
          model={model.summary}
          temporary={temporary}
          onClose={close}
          onDone={(made) => {
            attaching.replace(pdf.id, made);
            close();
          }}
        />
      )}
    </>
  );
}

/** Each file that could not be attached, with the reason. */
function Refused({ attaching }: { attaching: Attaching }) {
  const t = useTranslations("attachments");
  const { refused, dismiss } = attaching;
  if (refused.length === 0) return null;
  return (
    <div
      role="alert"
      className="mb-1.5 flex items-start gap-2 rounded-card border border-danger/30 bg-danger-soft py-1.5 ps-3 pe-1.5 text-sm"
    >
      <ul className="min-w-0 grow self-center">
        {refused.map(({ id, name, problem }) => (
          <li key={id} className="wrap-anywhere">
            <span className="font-medium">{name}</span> — {t(`problem.${problem}`)}
          </li>
        ))}
      </ul>
      <IconButton size="icon-small" label={t("dismiss")} onClick={dismiss}>
        <X size={14} />
      </IconButton>
    </div>
  );
}
