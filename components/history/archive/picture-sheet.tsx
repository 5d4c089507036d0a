"use client";

import type { ReactNode, RefObject } from "react";
import { useTranslations } from "use-intl";
import { MarkdownView } from "@/components/shared/markdown/markdown-view";
import { answerWords, callsOf } from "@/lib/history/archive/shown-words";
import type { Attachment, MessageRecord, UserRecord } from "@/lib/history/record";
import { cn } from "@/lib/ui/cn";

export type PictureContent = {
  title: string;
  path: MessageRecord[];
  /** Files of the conversation by their ids, as `data:` addresses. */
  images: ReadonlyMap<string, string>;
};

/** A conversation as it is drawn: out of sight, as wide as a page, code broken instead of scrolled. */
export function PictureSheet({
  content,
  ref,
}: {
  content: PictureContent;
  ref: RefObject<HTMLDivElement | null>;
}) {
  return (
    <div
      ref={ref}
      aria-hidden
      inert
      className="fixed start-[-200vw] top-0 w-[760px] bg-surface text-base text-ink [&_pre]:w-auto [&_pre]:whitespace-pre-wrap [&_pre]:wrap-anywhere"
    >
      <Part>
        <p className="text-xl font-semibold wrap-anywhere">{content.title}</p>
      </Part>
      {content.path.map((record) => (
        <Message key={record.id} record={record} images={content.images} />
      ))}
    </div>
  );
}

function Part({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <div data-part="" className={cn("grid gap-2 px-8 py-4", className)}>
      {children}
    </div>
  );
}

const Role = ({ children }: { children: ReactNode }) => <p className="text-xs text-ink-muted">{children}</p>;

function Message({ record, images }: { record: MessageRecord; images: PictureContent["images"] }) {
  const t = useTranslations("archive");
  switch (record.role) {
    case "system":
      return (
        <Part>
          <Role>{t("markdownSystem")}</Role>
          <p className="whitespace-pre-wrap text-sm text-ink-muted wrap-anywhere">{record.text}</p>
        </Part>
      );
    case "user":
      return <Question record={record} images={images} />;
    case "tool":
      return (
        <Part>
          {record.results.map(({ toolCallId, name, content }) => (
            <Code key={toolCallId} label={`${t("markdownTool")}: ${name}`} text={content} />
          ))}
        </Part>
      );
    case "assistant":
      return (
        <Part>
          <Role>{record.model || t("markdownAssistant")}</Role>
          {record.operation === "completions" ? (
            <p className="whitespace-pre-wrap wrap-anywhere">{answerWords(record)}</p>
          ) : (
            <MarkdownView text={answerWords(record)} streaming={false} />
          )}
          {callsOf(record).map(({ id, name, arguments: text }) => (
            <Code key={id} label={`${t("markdownTool")}: ${name}`} text={text} />
          ))}
        </Part>
      );
  }
}

function Question({ record, images }: { record: UserRecord; images: PictureContent["images"] }) {
  const { text, suffix, attachments = [] } = record;
  return (
    <Part className="justify-items-end">
      {attachments.map((attachment) => (
        <File key={attachment.id} attachment={attachment} images={images} />
      ))}
      {text !== "" && (
        <p className="max-w-[85%] whitespace-pre-wrap rounded-card bg-accent-soft px-4 py-2.5 wrap-anywhere">
          {suffix === undefined ? text : `${text}…${suffix}`}
        </p>
      )}
    </Part>
  );
}

function File({ attachment, images }: { attachment: Attachment; images: PictureContent["images"] }) {
  const address =
    attachment.kind === "image" &&
    attachment.source.kind === "media" &&
    images.get(attachment.source.mediaId);
  if (!address) return <p className="rounded-lg bg-sunken px-3 py-1.5 text-sm">{attachment.name}</p>;
  // biome-ignore lint/performance/noImgElement: drawn from memory, never loaded
  return <img src={address} alt={attachment.name} className="max-h-96 max-w-full rounded-card" />;
}

function Code({ label, text }: { label: string; text: string }) {
  return (
    <div className="grid gap-1">
      <Role>{label}</Role>
      <pre className="rounded-card bg-sunken p-3 font-mono text-[0.8125rem]">{text}</pre>
    </div>
  );
}
