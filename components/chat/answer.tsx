"use client";

import { ChevronLeft, ChevronRight, RotateCcw } from "lucide-react";
import { memo, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { ErrorNotice } from "@/components/shared/error-notice";
import { MarkdownView } from "@/components/shared/markdown/markdown-view";
import { UsageLine } from "@/components/shared/usage-line";
import { useElapsed } from "@/components/shared/use-elapsed";
import { Button, IconButton } from "@/components/ui/button";
import { type AnswerMetadata, type ChatUIMessage, reasoningOf, textOf } from "@/lib/chat/chat-message";
import type { RunState } from "@/lib/runs/event";
import { formatSeconds } from "@/lib/ui/format";
import { ThinkingPanel } from "./thinking-panel";

type AnswerProps = {
  message: ChatUIMessage;
  /** This is the answer that is coming in. */
  live: boolean;
  versions: readonly string[];
  canRetry: boolean;
  onRetry: (messageId: string) => void;
  onShowVersion: (messageId: string) => void;
};

/** One answer: thinking, text, how it ended, and its numbers. Renders again only when it changes itself. */
export const Answer = memo(function Answer({
  message,
  live,
  versions,
  canRetry,
  onRetry,
  onShowVersion,
}: AnswerProps) {
  const t = useTranslations("chat");
  const { metadata } = message;
  const text = textOf(message);
  const reasoning = reasoningOf(message);
  if (!metadata) return null;
  const retry = canRetry && (
    <Button size="small" onClick={() => onRetry(message.id)}>
      <RotateCcw size={13} aria-hidden /> {t("retry")}
    </Button>
  );
  return (
    <article aria-label={metadata.model} aria-busy={live} className="flex flex-col gap-3">
      {reasoning !== "" && (
        <Thinking metadata={metadata} text={reasoning} live={live} answered={text !== "" || !live} />
      )}
      {live && reasoning === "" && text === "" && <Waiting metadata={metadata} />}
      {text !== "" && <MarkdownView text={text} streaming={live} />}
      {live && metadata.connectionLost && <p className="text-sm text-warning">{t("reconnecting")}</p>}
      {!live && <Ending metadata={metadata} silent={text === ""} action={retry} />}
      {!live && (
        <footer className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <UsageLine model={metadata.model} {...metadata.facts} />
          <div className="ms-auto flex items-center">
            <Versions id={message.id} versions={versions} onShow={onShowVersion} />
            {text !== "" && <CopyButton text={() => text} label={t("copy")} copiedLabel={t("copied")} />}
            {canRetry && (
              <IconButton size="icon-small" label={t("retry")} onClick={() => onRetry(message.id)}>
                <RotateCcw size={15} />
              </IconButton>
            )}
          </div>
        </footer>
      )}
    </article>
  );
});

function Thinking(props: { metadata: AnswerMetadata; text: string; live: boolean; answered: boolean }) {
  const { startedAt, thinking, facts } = props.metadata;
  const startedMs = thinking?.startedMs ?? 0;
  const endedMs = thinking?.endedMs ?? (props.live ? undefined : facts.durationMs);
  return (
    <ThinkingPanel
      text={props.text}
      active={props.live && !props.answered}
      answered={props.answered}
      startedAt={startedAt + startedMs}
      durationMs={endedMs === undefined ? undefined : endedMs - startedMs}
      tokens={facts.usage?.reasoningTokens}
    />
  );
}

/** Nothing has come yet: how long already, and what the server is doing about it. */
function Waiting({ metadata }: { metadata: AnswerMetadata }) {
  const t = useTranslations("chat");
  const words = useTranslations("errors");
  const elapsed = useElapsed(metadata.startedAt, true);
  const { retrying } = metadata;
  return (
    <p className="text-sm text-ink-muted tabular-nums">
      {retrying
        ? t("retrying", { reason: words(`${retrying.error.code}.title`), attempt: retrying.attempt })
        : t("waiting", { seconds: formatSeconds(elapsed) })}
    </p>
  );
}

function noteOf(state: RunState, finishReason: string | undefined, silent: boolean) {
  if (state === "stopped" || state === "interrupted") return state;
  if (finishReason === "length") return "cutByLength";
  return silent && state === "completed" ? "saidNothing" : undefined;
}

/** How an answer ended when it did not simply come to its end. */
function Ending(props: { metadata: AnswerMetadata; silent: boolean; action: ReactNode }) {
  const t = useTranslations("chat");
  const { state, error, finishReason } = props.metadata.facts;
  if (error) return <ErrorNotice error={error} action={props.action} />;
  const note = noteOf(state, finishReason, props.silent);
  return note ? (
    <p className="rounded-card bg-warning-soft px-3 py-2 text-sm text-warning">{t(note)}</p>
  ) : null;
}

type VersionsProps = { id: string; versions: readonly string[]; onShow: (id: string) => void };

/** Steps through the answers that were given to the same question. */
function Versions({ id, versions, onShow }: VersionsProps) {
  const t = useTranslations("chat");
  const index = versions.indexOf(id);
  if (versions.length < 2 || index < 0) return null;
  const previous = versions[index - 1];
  const next = versions[index + 1];
  return (
    <div className="flex items-center text-xs text-ink-muted tabular-nums">
      <IconButton
        size="icon-small"
        label={t("previousVersion")}
        disabled={!previous}
        onClick={() => previous && onShow(previous)}
      >
        <ChevronLeft size={15} />
      </IconButton>
      <span aria-hidden>
        {index + 1}/{versions.length}
      </span>
      <span className="sr-only">{t("version", { current: index + 1, total: versions.length })}</span>
      <IconButton
        size="icon-small"
        label={t("nextVersion")}
        disabled={!next}
        onClick={() => next && onShow(next)}
      >
        <ChevronRight size={15} />
      </IconButton>
    </div>
  );
}
