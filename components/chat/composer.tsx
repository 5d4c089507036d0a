"use client";

import { ArrowUp, Brain, Square } from "lucide-react";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

type ComposerProps = {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  onDraft: (draft: string) => void;
  busy: boolean;
  /** Why a message can't be sent now, besides being empty. */
  blocked: string | undefined;
  onSend: (text: string) => void;
  onStop: () => Promise<void>;
  /** Null when the model has no switch. */
  thinking: boolean | null;
  onThinking: (thinking: boolean) => void;
};

/** Where a message is written. Enter sends, Shift+Enter breaks the line, and neither while an input method composes. */
export function Composer(props: ComposerProps) {
  const { inputRef, draft, onDraft, busy, blocked, onSend, onStop, thinking, onThinking } = props;
  const t = useTranslations("chat");
  const hintId = useId();
  const [hint, setHint] = useState<string>();
  const [stopping, setStopping] = useState(false);

  const send = () => {
    const reason = busy ? t("waitForAnswer") : draft.trim() === "" ? t("emptyPrompt") : blocked;
    setHint(reason);
    if (!reason) onSend(draft);
  };
  const stop = async () => {
    setStopping(true);
    await onStop();
    setStopping(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229)
      return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="rounded-card border border-line bg-surface shadow-sm focus-within:border-accent">
        <textarea
          ref={inputRef}
          aria-label={t("messageLabel")}
          aria-describedby={hintId}
          placeholder={t("placeholder")}
          rows={1}
          value={draft}
          onChange={(event) => {
            setHint(undefined);
            onDraft(event.target.value);
          }}
          onKeyDown={onKeyDown}
          className="field-sizing-content block max-h-[40dvh] min-h-12 w-full resize-none bg-transparent px-4 pt-3 text-base outline-none placeholder:text-ink-faint"
        />
        <div className="flex items-center gap-2 px-2 pb-2">
          {thinking !== null && (
            <Button
              variant="toggle"
              shape="pill"
              size="small"
              aria-pressed={thinking}
              title={t("thinkingSwitch")}
              onClick={() => onThinking(!thinking)}
            >
              <Brain size={15} aria-hidden /> {t("thinking")}
            </Button>
          )}
          <p id={hintId} role="status" className="min-w-0 grow truncate text-end text-xs text-ink-faint">
            {hint ? (
              <span className="text-warning">{hint}</span>
            ) : (
              <span className="max-sm:sr-only">{t("sendHint")}</span>
            )}
          </p>
          {busy ? (
            <Button
              variant="outline"
              aria-label={stopping ? t("stopping") : t("stop")}
              title={t("stop")}
              onClick={() => void stop()}
            >
              <Square size={13} fill="currentColor" aria-hidden /> {stopping ? t("stopping") : t("stop")}
            </Button>
          ) : (
            <Button
              variant="solid"
              size="icon"
              type="submit"
              aria-label={t("send")}
              title={t("send")}
              aria-disabled={draft.trim() === ""}
            >
              <ArrowUp size={18} aria-hidden />
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}
