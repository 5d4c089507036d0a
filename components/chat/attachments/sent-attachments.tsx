"use client";

import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Attachment } from "@/lib/history/record";
import { whenOnline } from "@/lib/ui/when-online";
import { figuresOf } from "./describe";
import { KindIcon } from "./kind-icon";
import { useMediaUrl } from "./use-media-url";

const PictureDialog = dynamic(
  () => whenOnline(async () => (await import("./picture-dialog")).PictureDialog),
  { ssr: false },
);
const TextDialog = dynamic(() => whenOnline(async () => (await import("./text-dialog")).TextDialog), {
  ssr: false,
});

/** What was sent along with a message. */
export function SentAttachments({ attachments }: { attachments: readonly Attachment[] }) {
  const t = useTranslations("attachments");
  return (
    <ul aria-label={t("sent")} className="flex max-w-[85%] flex-wrap items-end justify-end gap-2">
      {attachments.map((attachment) => (
        <li key={attachment.id} className="min-w-0 max-w-full">
          <Sent attachment={attachment} />
        </li>
      ))}
    </ul>
  );
}

function Sent({ attachment }: { attachment: Attachment }) {
  const t = useTranslations("attachments");
  const url = useMediaUrl(attachment);
  if (attachment.kind === "text") return <SentText attachment={attachment} />;
  if (attachment.source.kind === "url")
    return <Chip attachment={attachment} note={t("openedElsewhere")} title={attachment.source.url} />;
  if (!url) return <Chip attachment={attachment} note={url === null ? t("missing") : undefined} />;
  switch (attachment.kind) {
    case "image":
      return <SentPicture attachment={attachment} url={url} />;
    case "video":
      return (
        // biome-ignore lint/a11y/useMediaCaption: a person's own file has no captions
        <video
          controls
          preload="metadata"
          playsInline
          aria-label={attachment.name}
          src={url}
          className="max-h-72 max-w-full rounded-card bg-black"
        />
      );
    case "audio":
      return (
        // biome-ignore lint/a11y/useMediaCaption: a person's own file has no captions
        <audio
          controls
          preload="metadata"
          aria-label={attachment.name}
          src={url}
          className="w-72 max-w-full"
        />
      );
    case "pdf":
      return (
        <a href={url} download={attachment.name} aria-label={t("download", { name: attachment.name })}>
          <Chip attachment={attachment} icon />
        </a>
      );
  }
}

type ChipProps = { attachment: Attachment; note?: string | undefined; title?: string; icon?: boolean };

function Chip({ attachment, note, title, icon }: ChipProps) {
  return (
    <span
      title={title}
      className="flex max-w-full items-center gap-2 rounded-lg border border-line bg-surface px-3 py-2 text-start text-xs"
    >
      <KindIcon kind={attachment.kind} />
      <span className="min-w-0">
        <span className="block max-w-64 truncate font-medium">{attachment.name}</span>
        <span className="flex flex-wrap gap-x-2 text-ink-muted">
          {figuresOf(attachment).map((figure) => (
            <span key={figure}>{figure}</span>
          ))}
          {note && <span className="text-warning">{note}</span>}
        </span>
      </span>
      {icon && <Download size={14} className="shrink-0 text-ink-muted" aria-hidden />}
    </span>
  );
}

type Picture = Extract<Attachment, { kind: "image" }>;

function SentPicture({ attachment, url }: { attachment: Picture; url: string }) {
  const t = useTranslations("attachments");
  const [open, setOpen] = useState(false);
  const { name, width, height } = attachment;
  return (
    <>
      <button
        type="button"
        aria-label={t("open", { name })}
        title={name}
        onClick={() => setOpen(true)}
        className="block overflow-hidden rounded-card border border-line"
      >
        {/* biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise */}
        <img
          src={url}
          alt=""
          width={width}
          height={height}
          className="h-28 w-auto min-w-16 max-w-full object-cover sm:h-36"
        />
      </button>
      {open && <PictureDialog name={name} url={url} onClose={() => setOpen(false)} />}
    </>
  );
}

function SentText({ attachment }: { attachment: Extract<Attachment, { kind: "text" }> }) {
  const t = useTranslations("attachments");
  const [open, setOpen] = useState(false);
  const { name, text } = attachment;
  return (
    <>
      <button
        type="button"
        aria-label={t("open", { name })}
        onClick={() => setOpen(true)}
        className="block max-w-full rounded-lg hover:brightness-95"
      >
        <Chip attachment={attachment} note={undefined} />
      </button>
      {open && <TextDialog name={name} text={text} onClose={() => setOpen(false)} />}
    </>
  );
}
