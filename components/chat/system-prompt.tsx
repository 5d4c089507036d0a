"use client";

import { Pencil, ScrollText } from "lucide-react";
import { memo } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { SystemRecord } from "@/lib/history/record";
import { LazyMessageEditor } from "./lazy-message-editor";
import type { MessageActions } from "./message-actions";
import { Versions } from "./versions";

type SystemPromptProps = {
  record: SystemRecord;
  versions: readonly string[];
  busy: boolean;
  editing: boolean;
  onEditing: (id: string, editing: boolean) => void;
  actions: MessageActions;
};

/** The instructions that stand before everything; two lines of them until they are opened to be changed. */
export const SystemPrompt = memo(function SystemPrompt(props: SystemPromptProps) {
  const { record, versions, busy, editing, onEditing, actions } = props;
  const t = useTranslations("chat");
  const { id, text } = record;
  return (
    <article aria-label={t("systemPrompt")} className="rounded-card border border-line bg-sunken px-4 py-2.5">
      <header className="flex items-center gap-2 text-xs text-ink-muted">
        <ScrollText size={14} aria-hidden /> {t("systemPrompt")}
        <span className="ms-auto" />
        <Versions id={id} versions={versions} busy={busy} onShow={actions.showVersion} />
        {!busy && !editing && (
          <Button size="small" variant="ghost" data-focus-first onClick={() => onEditing(id, true)}>
            <Pencil size={13} aria-hidden /> {t("edit")}
          </Button>
        )}
      </header>
      {editing ? (
        <LazyMessageEditor
          messageId={id}
          text={text}
          label={t("systemPrompt")}
          busy={busy}
          mayBeEmpty
          onSave={(changed) => {
            onEditing(id, false);
            actions.reword(id, changed);
          }}
          onCancel={() => onEditing(id, false)}
        />
      ) : (
        <p dir="auto" className="line-clamp-2 whitespace-pre-wrap text-sm wrap-anywhere">
          {text || <span className="text-ink-faint">{t("systemPromptEmpty")}</span>}
        </p>
      )}
    </article>
  );
});
