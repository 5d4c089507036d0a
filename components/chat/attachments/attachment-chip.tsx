"use client";

import { X } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button, IconButton } from "@/components/ui/button";
import type { Attachment } from "@/lib/history/record";
import { formatBytes } from "@/lib/ui/format";
import { figuresOf } from "./describe";
import { KindIcon } from "./kind-icon";
import { MediaOptions } from "./media-options";
import { useMediaUrl } from "./use-media-url";

/** SiliconFlow's guide advises no more for video and sound. */
const advisedSeconds = 30;

type AttachmentChipProps = {
  attachment: Attachment;
  onChange: (changed: Attachment) => void;
  onRemove: () => void;
  /** Absent where the model reads a PDF as a whole. */
  onPages: (() => void) | undefined;
};

/** One attached thing before it is sent: what it looks like, its figures, and how the model is to look at it. */
export function AttachmentChip({ attachment, onChange, onRemove, onPages }: AttachmentChipProps) {
  const t = useTranslations("attachments");
  const { kind, name } = attachment;
  const url = useMediaUrl(attachment);
  return (
    <li className="flex min-h-14 max-w-full items-center gap-2.5 rounded-card border border-line bg-surface py-1.5 ps-1.5 pe-1">
      <Thumbnail attachment={attachment} url={url} />
      <div className="min-w-0 text-xs">
        <p className="max-w-52 truncate font-medium" title={name}>
          {name}
        </p>
        <Figures attachment={attachment} missing={url === null} />
        {(kind === "image" || kind === "video") && (
          <MediaOptions attachment={attachment} onChange={onChange} />
        )}
        {kind === "pdf" && onPages && (
          <Button
            size="small"
            className="mt-0.5 h-6"
            aria-label={t("convertPdf", { name })}
            onClick={onPages}
          >
            {t("convertPdfShort")}
          </Button>
        )}
      </div>
      <IconButton size="icon-small" className="self-start" label={t("remove", { name })} onClick={onRemove}>
        <X size={14} />
      </IconButton>
    </li>
  );
}

type ThumbnailProps = { attachment: Attachment; url: string | null | undefined };

function Thumbnail({ attachment, url }: ThumbnailProps) {
  const box = "flex size-11 shrink-0 items-center justify-center overflow-hidden rounded-lg bg-sunken";
  if (attachment.kind === "image" && url)
    // biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise
    return <img src={url} alt="" className={`${box} object-cover`} />;
  return (
    <span className={box}>
      <KindIcon kind={attachment.kind} />
    </span>
  );
}

function Figures({ attachment, missing }: { attachment: Attachment; missing: boolean }) {
  const t = useTranslations("attachments");
  const long =
    "seconds" in attachment && attachment.seconds !== undefined && attachment.seconds > advisedSeconds;
  const original = attachment.kind === "image" ? attachment.original : undefined;
  return (
    <p className="flex flex-wrap gap-x-2 text-ink-muted tabular-nums">
      {figuresOf(attachment).map((figure) => (
        <span key={figure}>{figure}</span>
      ))}
      {attachment.kind === "pdf" && attachment.pages !== undefined && (
        <span>{t("pages", { count: attachment.pages })}</span>
      )}
      {attachment.kind === "text" && <span>{t("characters", { count: attachment.text.length })}</span>}
      {original && (
        <span title={t("scaledHint")}>
          {t("scaled", {
            width: String(original.width),
            height: String(original.height),
            size: formatBytes(original.bytes),
          })}
        </span>
      )}
      {long && (
        <span className="text-warning" title={t("longMediaHint")}>
          {t("longMedia")}
        </span>
      )}
      {missing && <span className="text-warning">{t("missing")}</span>}
    </p>
  );
}
