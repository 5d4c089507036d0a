"use client";

import { ArrowUp, Brain, ListPlus, SlidersHorizontal, Square } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { DictateButton } from "@/components/shared/dictation/dictate-button";
import { useEarlyWords } from "@/components/shared/use-early-words";
import { useSendKey } from "@/components/shared/use-send-key";
import { Button, IconButton } from "@/components/ui/button";

export type ComposerProps = {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  /** What stands in an empty box. */
  placeholder?: string;
  onDraft: (draft: string) => void;
  /** What stands behind the gap, where a gap is to be filled. */
  suffix?: { value: string; onChange: (suffix: string) => void } | undefined;
  busy: boolean;
  /** What is sent while an answer comes waits for its end; without this it cannot be sent. */
  queues?: boolean;
  /** There is something to send besides text. */
  hasAttachments: boolean;
  /** Why a message can't be sent now, besides being empty. */
  blocked: string | undefined;
  /** An empty box answers the last question again. */
  onRunAgain: (() => void) | undefined;
  onSend: () => void;
  onStop: () => Promise<void>;
  /** Null when the model has no switch. */
  thinking: boolean | null;
  onThinking: (thinking: boolean) => void;
  /** How many options are set, and the panel that sets them; without one there are none to set. */
  optionCount?: number;
  panelOpen?: boolean;
  onPanel?: () => void;
  /** Above the box: what waits, what is attached. */
  above?: ReactNode;
  /** In the box's row of buttons. */
  attach?: ReactNode;
  estimate?: ReactNode;
};

/**
 * Where a message is written. Enter sends, or Control with Enter where the person wishes it or code is written.
 * While an answer comes, what is sent waits for its end.
 */
export function Composer(props: ComposerProps) {
  const { inputRef, draft, onDraft, suffix, busy, blocked, onSend, onStop, thinking, onThinking } = props;
  const { optionCount = 0 } = props;
  const t = useTranslations("chat");
  const hintId = useId();
  const [tried, setTried] = useState(false);
  const [stopping, setStopping] = useState(false);
  const empty = draft.trim() === "" && !props.hasAttachments;
  useEarlyWords(inputRef, draft, onDraft);
  // In code a line break is what Enter is for.
  const sendKey = useSendKey(suffix ? "many" : "few");

  const reason = empty ? t("emptyPrompt") : blocked;
  const hint = tried && reason;
  const send = () => {
    if (empty && !busy && props.onRunAgain && !blocked) return props.onRunAgain();
    setTried(reason !== undefined);
    if (!reason) onSend();
  };
  const stop = async () => {
    setStopping(true);
    await onStop();
    setStopping(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!sendKey.sends(event)) return;
    event.preventDefault();
    send();
  };
  const change = (value: string) => {
    setTried(false);
    onDraft(value);
  };

  return (
    <form
      className="mx-auto w-full max-w-3xl px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {props.above}
      <div className="rounded-card border border-line bg-surface shadow-sm focus-within:border-accent">
        <textarea
          ref={inputRef}
          dir="auto"
          aria-label={suffix ? t("beforeGap") : t("messageLabel")}
          aria-describedby={hintId}
          placeholder={suffix ? t("beforeGapPlaceholder") : (props.placeholder ?? t("placeholder"))}
          rows={1}
          value={draft}
          onChange={(event) => change(event.target.value)}
          onKeyDown={onKeyDown}
          className={
            suffix
              ? "field-sizing-content block max-h-[30dvh] min-h-20 w-full resize-none bg-transparent px-4 pt-3 font-mono text-sm outline-none placeholder:text-ink-faint"
              : "field-sizing-content block max-h-[40dvh] min-h-12 w-full resize-none bg-transparent px-4 pt-3 text-base outline-none placeholder:text-ink-faint"
          }
        />
        {suffix && <SuffixBox {...suffix} onKeyDown={onKeyDown} />}
        <div className="flex items-center gap-1 px-2 pb-2">
          {props.attach}
          <DictateButton boxRef={inputRef} />
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
          {props.onPanel && (
            <Button
              variant="toggle"
              shape="pill"
              size="small"
              aria-pressed={props.panelOpen}
              aria-label={t("options", { count: optionCount })}
              title={t("options", { count: optionCount })}
              onClick={props.onPanel}
            >
              <SlidersHorizontal size={15} aria-hidden />
              {optionCount > 0 && <span className="tabular-nums">{optionCount}</span>}
            </Button>
          )}
          <p id={hintId} role="status" className="min-w-0 grow truncate text-end text-xs text-ink-faint">
            {hint ? (
              <span className="text-warning">{hint}</span>
            ) : (
              !props.estimate && (
                <span className="max-sm:sr-only">{t(suffix ? "fillHint" : `sendHint-${sendKey.key}`)}</span>
              )
            )}
          </p>
          {!hint && props.estimate}
          {busy && (
            <Button
              variant="outline"
              aria-label={stopping ? t("stopping") : t("stop")}
              title={t("stop")}
              onClick={() => void stop()}
            >
              <Square size={13} fill="currentColor" aria-hidden /> {stopping ? t("stopping") : t("stop")}
            </Button>
          )}
          {busy && !empty && props.queues !== false && (
            <IconButton variant="solid" type="submit" label={t("queueAdd")}>
              <ListPlus size={18} />
            </IconButton>
          )}
          {!busy && (
            <IconButton
              variant="solid"
              type="submit"
              label={empty && props.onRunAgain ? t("runAgain") : t("send")}
              aria-disabled={empty && !props.onRunAgain}
            >
              <ArrowUp size={18} />
            </IconButton>
          )}
        </div>
      </div>
    </form>
  );
}

type SuffixBoxProps = {
  value: string;
  onChange: (suffix: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/** The second part of a text with a gap. */
function SuffixBox({ value, onChange, onKeyDown }: SuffixBoxProps) {
  const t = useTranslations("chat");
  return (
    <>
      <p className="flex items-center gap-2 px-4 text-xs text-accent" aria-hidden>
        <span className="h-px grow bg-line" /> {t("gap")} <span className="h-px grow bg-line" />
      </p>
      <textarea
        aria-label={t("afterGap")}
        placeholder={t("afterGapPlaceholder")}
        rows={1}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-[30dvh] min-h-16 w-full resize-none bg-transparent px-4 py-1 font-mono text-sm outline-none placeholder:text-ink-faint"
      />
    </>
  );
}
