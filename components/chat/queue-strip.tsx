"use client";

import { Clock, Pencil, SendHorizontal, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import type { QueuedMessage } from "./use-message-queue";

type QueueStripProps = {
  queue: readonly QueuedMessage[];
  /** Ends the answer that is coming and sends this one. */
  onSendNow: (message: QueuedMessage) => void;
  /** Puts it back into the box. */
  onEdit: (message: QueuedMessage) => void;
  onRemove: (message: QueuedMessage) => void;
};

/** The messages that wait for the answer to end. */
export function QueueStrip({ queue, onSendNow, onEdit, onRemove }: QueueStripProps) {
  const t = useTranslations("chat");
  return (
    <ul aria-label={t("queue")} className="mb-1 flex flex-col gap-1">
      {queue.map((message) => (
        <li
          key={message.id}
          className="flex items-center gap-1 rounded-lg border border-line bg-sunken py-0.5 ps-3 pe-1 text-sm"
        >
          <Clock size={13} className="shrink-0 text-ink-faint" aria-hidden />
          <span className="min-w-0 grow truncate ps-1">
            {message.text || message.suffix || message.attachments?.map(({ name }) => name).join(", ")}
          </span>
          <IconButton size="icon-small" label={t("queueSendNow")} onClick={() => onSendNow(message)}>
            <SendHorizontal size={14} />
          </IconButton>
          <IconButton size="icon-small" label={t("queueEdit")} onClick={() => onEdit(message)}>
            <Pencil size={14} />
          </IconButton>
          <IconButton size="icon-small" label={t("queueRemove")} onClick={() => onRemove(message)}>
            <Trash2 size={14} />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
