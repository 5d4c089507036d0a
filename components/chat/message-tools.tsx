"use client";

import { GitFork, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import type { MessageActions } from "./message-actions";

type MessageToolsProps = {
  id: string;
  /** Absent where there are no words to change. */
  edit?: { label: string; onEdit: () => void } | undefined;
  actions: MessageActions;
};

/** What can be done with any message: change it, go on from it elsewhere, take it away. */
export function MessageTools({ id, edit, actions }: MessageToolsProps) {
  const t = useTranslations("chat");
  return (
    <>
      {edit && (
        <IconButton size="icon-small" label={edit.label} data-focus-first onClick={edit.onEdit}>
          <Pencil size={14} />
        </IconButton>
      )}
      <IconButton size="icon-small" label={t("fork")} onClick={() => actions.fork(id)}>
        <GitFork size={14} />
      </IconButton>
      <IconButton size="icon-small" label={t("deleteMessage")} onClick={() => actions.deleteMessage(id)}>
        <Trash2 size={14} />
      </IconButton>
    </>
  );
}
