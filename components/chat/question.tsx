"use client";

import dynamic from "next/dynamic";
import { memo } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import type { UserRecord } from "@/lib/history/record";
import { whenOnline } from "@/lib/ui/when-online";
import { LazyMessageEditor } from "./lazy-message-editor";
import type { MessageActions } from "./message-actions";
import { MessageTools } from "./message-tools";
import { useSealedAnswer } from "./sealed-answer";
import { Versions } from "./versions";

const SentAttachments = dynamic(
  () => whenOnline(async () => (await import("./attachments/sent-attachments")).SentAttachments),
  { ssr: false },
);

type QuestionProps = {
  record: UserRecord;
  versions: readonly string[];
  busy: boolean;
  editing: boolean;
  onEditing: (id: string, editing: boolean) => void;
  actions: MessageActions;
};

/** What the person wrote, exactly as they wrote it. */
export const Question = memo(function Question(props: QuestionProps) {
  const { record, versions, busy, editing, onEditing, actions } = props;
  const t = useTranslations("chat");
  const sealed = useSealedAnswer();
  const { id, text, suffix, attachments } = record;
  const done = (work: MessageActions["reword"]) => (changed: string, after: string | undefined) => {
    onEditing(id, false);
    work(id, changed, after);
  };
  return (
    <article aria-label={t("you")} className="group flex flex-col items-end gap-1">
      {attachments && <SentAttachments attachments={attachments} />}
      {editing ? (
        <LazyMessageEditor
          messageId={id}
          text={text}
          label={t("editMessage")}
          suffix={suffix}
          busy={busy}
          mayBeEmpty={attachments !== undefined}
          onSave={done(actions.reword)}
          onRun={done(actions.askAgain)}
          onCancel={() => onEditing(id, false)}
        />
      ) : (
        text !== "" && (
          <div
            dir="auto"
            className="max-w-[85%] whitespace-pre-wrap rounded-card rounded-ee-sm bg-accent-soft px-4 py-2.5 wrap-anywhere"
          >
            {suffix === undefined ? text : <TextWithGap before={text} after={suffix} />}
          </div>
        )
      )}
      <div className="flex items-center">
        <Versions id={id} versions={versions} busy={busy} onShow={actions.showVersion} />
        <div className="flex opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <CopyButton
            text={() => text + (suffix ?? "")}
            label={t("copyQuestion")}
            copiedLabel={t("copied")}
          />
          {!busy && !editing && !sealed && (
            <MessageTools
              id={id}
              edit={{ label: t("editMessage"), onEdit: () => onEditing(id, true) }}
              actions={actions}
            />
          )}
        </div>
      </div>
    </article>
  );
});

function TextWithGap({ before, after }: { before: string; after: string }) {
  const t = useTranslations("chat");
  return (
    <code className="text-sm">
      {before}
      <mark className="mx-0.5 rounded bg-accent px-1.5 text-accent-ink">{t("gap")}</mark>
      {after}
    </code>
  );
}
