"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

type MessageEditorProps = {
  text: string;
  label: string;
  /** An empty message is refused. */
  mayBeEmpty?: boolean;
  onSave: (text: string) => void;
  /** Absent where there is nothing to run. */
  onRun?: (text: string) => void;
  onCancel: () => void;
};

/** A message as a text to change: Ctrl+S saves, Ctrl+Enter saves and runs, Escape leaves it as it was. */
export function MessageEditor({ text, label, mayBeEmpty, onSave, onRun, onCancel }: MessageEditorProps) {
  const t = useTranslations("chat");
  const [draft, setDraft] = useState(text);
  const ref = useRef<HTMLTextAreaElement>(null);
  const boxRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.focus({ preventScroll: true });
    boxRef.current?.scrollIntoView({ block: "nearest" });
    ref.current?.setSelectionRange(text.length, text.length);
  }, [text]);
  const refused = !mayBeEmpty && draft.trim() === "";
  const save = () => (draft === text ? onCancel() : refused || onSave(draft));
  const run = () => refused || onRun?.(draft);
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
        aria-label={label}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-[60dvh] min-h-16 w-full resize-none bg-transparent px-2 py-1 text-base outline-none"
      />
      <div className="flex flex-wrap items-center justify-end gap-2 pt-1">
        {refused && (
          <p role="alert" className="me-auto px-2 text-xs text-warning">
            {t("emptyPrompt")}
          </p>
        )}
        <Button size="small" variant="ghost" onClick={onCancel}>
          {t("cancel")}
        </Button>
        <Button size="small" onClick={save} title="Ctrl+S">
          {t("save")}
        </Button>
        {onRun && (
          <Button size="small" variant="solid" onClick={run} title="Ctrl+Enter">
            {t("saveAndRun")}
          </Button>
        )}
      </div>
    </div>
  );
}
