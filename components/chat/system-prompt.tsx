"use client";

import { Pencil, ScrollText } from "lucide-react";
import dynamic from "next/dynamic";
import { memo, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { SystemRecord } from "@/lib/history/record";
import type { MessageActions } from "./message-actions";
import { Versions } from "./versions";

const MessageEditor = dynamic(async () => (await import("./message-editor")).MessageEditor, { ssr: false });

type SystemPromptProps = {
  record: SystemRecord;
  versions: readonly string[];
  busy: boolean;
  actions: MessageActions;
};

/** The instructions that stand before everything; two lines of them until they are opened to be changed. */
export const SystemPrompt = memo(function SystemPrompt({
  record,
  versions,
  busy,
  actions,
}: SystemPromptProps) {
  const t = useTranslations("chat");
  const [editing, setEditing] = useState(false);
  const { id, text } = record;
  return (
    <article aria-label={t("systemPrompt")} className="rounded-card border border-line bg-sunken px-4 py-2.5">
      <header className="flex items-center gap-2 text-xs text-ink-muted">
        <ScrollText size={14} aria-hidden /> {t("systemPrompt")}
        <span className="ms-auto" />
        <Versions id={id} versions={versions} busy={busy} onShow={actions.showVersion} />
        {!busy && !editing && (
          <Button size="small" variant="ghost" onClick={() => setEditing(true)}>
            <Pencil size={13} aria-hidden /> {t("edit")}
          </Button>
        )}
      </header>
      {editing ? (
        <MessageEditor
          text={text}
          label={t("systemPrompt")}
          mayBeEmpty
          onSave={(changed) => {
            setEditing(false);
            actions.reword(id, changed);
          }}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <p className="line-clamp-2 whitespace-pre-wrap text-sm wrap-anywhere">
          {text || <span className="text-ink-faint">{t("systemPromptEmpty")}</span>}
        </p>
      )}
    </article>
  );
});
