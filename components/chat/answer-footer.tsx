"use client";

import { RotateCcw, ScanSearch } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { UsageLine } from "@/components/shared/usage-line";
import { IconButton } from "@/components/ui/button";
import type { AnswerMetadata } from "@/lib/chat/chat-message";
import type { AnswerRecord } from "@/lib/history/record";
import { whenOnline } from "@/lib/ui/when-online";
import type { MessageActions } from "./message-actions";
import { MessageTools } from "./message-tools";
import { ReadAloudButton } from "./read-aloud/read-aloud-button";
import { useSealedAnswer } from "./sealed-answer";
import { Versions } from "./versions";

const AnotherModel = dynamic(() => whenOnline(async () => (await import("./another-model")).AnotherModel), {
  ssr: false,
  // Its place: the buttons beside it must not move while somebody aims at them.
  loading: () => <span className="size-7" />,
});

type AnswerFooterProps = {
  record: AnswerRecord;
  metadata: AnswerMetadata;
  /** Its numbers stand here; else only who answered. */
  numbers: boolean;
  text: string;
  versions: readonly string[];
  busy: boolean;
  onEdit: () => void;
  actions: MessageActions;
};

/** An answer's numbers, and what can be done with it. */
export function AnswerFooter(props: AnswerFooterProps) {
  const { record, metadata, numbers, text, versions, busy, onEdit, actions } = props;
  const t = useTranslations("chat");
  const sealed = useSealedAnswer();
  const told = sealed?.told ?? true;
  const { id, runId } = record;
  const { thinking, facts } = metadata;
  const thinkingMs = thinking?.endedMs === undefined ? undefined : thinking.endedMs - thinking.startedMs;
  return (
    <footer className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {told && record.edited && (
        <p className="text-xs text-ink-faint">
          {metadata.model} · {t("edited")}
        </p>
      )}
      {told && !record.edited && (
        <UsageLine model={metadata.model} {...(numbers && { thinkingMs, ...facts })} />
      )}
      <div className="ms-auto flex items-center">
        <Versions id={id} versions={versions} busy={busy} onShow={actions.showVersion} />
        {text !== "" && <CopyButton text={() => text} label={t("copy")} copiedLabel={t("copied")} />}
        {text !== "" && !sealed && <ReadAloudButton answerId={id} />}
        {!busy && !sealed && (
          <>
            <IconButton size="icon-small" label={t("retry")} onClick={() => actions.regenerate(id)}>
              <RotateCcw size={15} />
            </IconButton>
            <AnotherModel models={actions.models} onChoose={(model) => actions.regenerate(id, model)} />
            <MessageTools
              id={id}
              edit={text === "" ? undefined : { label: t("editAnswer"), onEdit }}
              actions={actions}
            />
          </>
        )}
        {runId && told && (
          <IconButton size="icon-small" label={t("inspect")} onClick={() => actions.inspect(runId)}>
            <ScanSearch size={15} />
          </IconButton>
        )}
      </div>
    </footer>
  );
}
