"use client";

import { type KeyboardEvent, useContext, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { keepEdit, keptEdit } from "@/lib/chat/open-edits";
import { KeptEdits } from "./kept-edits";

type MessageEditorProps = {
  messageId: string;
  text: string;
  label: string;
  /** What stands behind a gap, where there is one. */
  suffix?: string | undefined;
  /** An answer is coming in: until it has ended, nothing can be saved. */
  busy: boolean;
  /** An empty message is refused. */
  mayBeEmpty?: boolean;
  onSave: (text: string, suffix: string | undefined) => void;
  /** Absent where there is nothing to run. */
  onRun?: (text: string, suffix: string | undefined) => void;
  onCancel: () => void;
};

/** A message as a text to change: Ctrl+S saves, Ctrl+Enter saves and runs, Escape leaves it as it was. */
export function MessageEditor(props: MessageEditorProps) {
  const { messageId, text, label, suffix, busy, mayBeEmpty, onSave, onRun, onCancel } = props;
  const t = useTranslations("chat");
  const kept = useContext(KeptEdits);
  const [begun] = useState(() => (kept ? keptEdit(messageId) : undefined));
  const [after, setAfter] = useState(begun?.suffix ?? suffix);
  const [draft, setDraft] = useState(begun?.text ?? text);
  const ref = useRef<HTMLTextAreaElement>(null);
  const boxRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    boxRef.current?.scrollIntoView({ block: "nearest" });
    ref.current?.setSelectionRange(text.length, text.length);
  }, [text]);
  useEffect(() => {
    if (kept) keepEdit(messageId, { text: draft, ...(after !== undefined && { suffix: after }) });
  }, [kept, messageId, draft, after]);
  const problem = busy ? t("editWaits") : !mayBeEmpty && draft.trim() === "" ? t("emptyPrompt") : undefined;
  const same = draft === text && after === suffix;
  const save = () => (same ? onCancel() : problem || onSave(draft, after));
  const run = () => problem || onRun?.(draft, after);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") onCancel();
    else if (command && event.key === "Enter") run();
    else if (command && event.key.toLowerCase() === "s") save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={boxRef} className="w-full rounded-card border border-accent bg-surface p-2">
      <textarea
        ref={ref}
        dir="auto"
        aria-label={label}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-[60dvh] min-h-16 w-full resize-none bg-transparent px-2 py-1 text-base outline-none"
      />
      {after !== undefined && (
        <textarea
          aria-label={t("afterGap")}
          value={after}
          onChange={(event) => setAfter(event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content block max-h-[30dvh] min-h-12 w-full resize-none border-t border-line bg-transparent px-2 py-1 text-base outline-none"
        />
      )}
      <div className="flex flex-wrap items-center justify-end gap-2 pt-1">
        {problem && (
          <p role="alert" className="me-auto px-2 text-xs text-warning">
            {problem}
          </p>
        )}
        <Button size="small" variant="ghost" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button size="small" aria-disabled={busy} onClick={save} title="Ctrl+S">
          {t("save")}
        </Button>
        {onRun && (
          <Button size="small" variant="solid" aria-disabled={busy} onClick={run} title="Ctrl+Enter">
            {t("saveAndRun")}
          </Button>
        )}
      </div>
    </div>
  );
}
