"use client";

import { CircleAlert, LoaderCircle, RotateCcw, X } from "lucide-react";
import { useTranslations } from "use-intl";
import { SoundPlayer } from "@/components/shared/sound/sound-player";
import { Button, IconButton } from "@/components/ui/button";
import type { Attachment } from "@/lib/history/record";
import { formatBytes, formatClock } from "@/lib/ui/format";
import type { Refused, TranscriptionForm } from "./use-transcription-form";

type StagedRecordingsProps = {
  form: TranscriptionForm;
  /** The one that was just recorded here. */
  recorded: string | undefined;
  onRecordAgain: (id: string) => void;
};

/** What is not taken and why, what will be sent, and what is still being read. */
export function StagedRecordings({ form, recorded, onRecordAgain }: StagedRecordingsProps) {
  const t = useTranslations("transcription");
  const { staged, reading, refused } = form;
  return (
    <>
      {refused.length > 0 && (
        <ul className="grid gap-1 px-3 pt-2">
          {refused.map((one) => (
            <RefusedFile key={one.id} refused={one} onForget={() => form.forgetRefused(one.id)} />
          ))}
        </ul>
      )}
      {staged.length + reading.length > 0 && (
        <ul aria-label={t("staged")} className="grid gap-2 px-3 pt-2 sm:grid-cols-2">
          {staged.map((attachment) => (
            <Staged
              key={attachment.id}
              attachment={attachment}
              onRemove={() => form.remove(attachment.id)}
              onRecordAgain={attachment.name === recorded ? () => onRecordAgain(attachment.id) : undefined}
            />
          ))}
          {reading.map(({ id, name }) => (
            <li
              key={id}
              className="flex min-h-16 min-w-0 items-center gap-2 rounded-lg border border-line border-dashed px-3 text-xs text-ink-muted"
            >
              <LoaderCircle size={16} className="shrink-0 animate-spin" aria-hidden />
              <span className="truncate">{t("reading", { name })}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

type StagedProps = {
  attachment: Attachment;
  onRemove: () => void;
  onRecordAgain: (() => void) | undefined;
};

function Staged({ attachment, onRemove, onRecordAgain }: StagedProps) {
  const t = useTranslations("transcription");
  if (attachment.kind !== "audio" || attachment.source.kind !== "media") return null;
  const { name, seconds, source } = attachment;
  return (
    <li className="min-w-0 rounded-lg bg-sunken p-2">
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 grow truncate text-sm" title={name}>
          {name}
        </span>
        <span className="whitespace-nowrap text-xs text-ink-muted tabular-nums">
          {seconds !== undefined && `${formatClock(seconds * 1000)} · `}
          {formatBytes(source.bytes)}
        </span>
        {onRecordAgain && (
          <Button size="small" variant="ghost" onClick={onRecordAgain}>
            <RotateCcw size={14} aria-hidden /> {t("recordAgain")}
          </Button>
        )}
        <IconButton size="icon-small" label={t("remove", { name })} onClick={onRemove}>
          <X size={14} />
        </IconButton>
      </div>
      <SoundPlayer mediaId={source.mediaId} tools={false} />
    </li>
  );
}

function RefusedFile({ refused: { name, problem }, onForget }: { refused: Refused; onForget: () => void }) {
  const t = useTranslations("transcription");
  return (
    <li
      role="alert"
      className="flex min-w-0 items-start gap-2 rounded-lg bg-danger-soft px-3 py-2 text-sm text-danger"
    >
      <CircleAlert size={16} className="mt-1 shrink-0" aria-hidden />
      <span className="min-w-0 grow wrap-anywhere">
        <span className="font-medium">{t("notTaken", { name })}</span>
        <span className="block text-ink">
          {t(`problem.${problem.kind}`, {
            size: problem.kind === "tooLarge" ? formatBytes(problem.bytes) : "",
            length: problem.kind === "tooLong" ? formatClock(problem.seconds * 1000) : "",
          })}
        </span>
      </span>
      <IconButton size="icon-small" label={t("forget", { name })} onClick={onForget}>
        <X size={14} />
      </IconButton>
    </li>
  );
}
