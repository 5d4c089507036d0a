"use client";

import dynamic from "next/dynamic";
import { memo, type ReactNode, useContext, useMemo } from "react";
import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { MarkdownView } from "@/components/shared/markdown/markdown-view";
import { useElapsed } from "@/components/shared/use-elapsed";
import {
  type AnswerMetadata,
  type ChatUIMessage,
  callsOf,
  choicesOf,
  reasoningOf,
  textOf,
  toUIMessage,
} from "@/lib/chat/chat-message";
import type { AnswerRecord, ToolResult } from "@/lib/history/record";
import type { RunState } from "@/lib/runs/event";
import { formatSeconds } from "@/lib/ui/format";
import { whenOnline } from "@/lib/ui/when-online";
import { AnswerFooter } from "./answer-footer";
import { LazyMessageEditor } from "./lazy-message-editor";
import { LiveNumbers } from "./live-numbers";
import type { MessageActions } from "./message-actions";
import { NumbersAboveContext } from "./numbers-above";
import { ReadAloudButton } from "./read-aloud/read-aloud-button";
import { RetryButtons } from "./retry-buttons";
import { useSealedAnswer } from "./sealed-answer";
import { ThinkingPanel } from "./thinking-panel";

const ToolCalls = dynamic(() => whenOnline(async () => (await import("./tools/tool-calls")).ToolCalls), {
  ssr: false,
});
const Choices = dynamic(() => whenOnline(async () => (await import("./choices")).Choices), { ssr: false });
const JsonAnswer = dynamic(() => whenOnline(async () => (await import("./json-answer")).JsonAnswer), {
  ssr: false,
});
const SealedFailure = dynamic(
  () => whenOnline(async () => (await import("./sealed-failure")).SealedFailure),
  {
    ssr: false,
  },
);
const FilledGap = dynamic(() => whenOnline(async () => (await import("./filled-gap")).FilledGap), {
  ssr: false,
});

type AnswerProps = {
  record: AnswerRecord;
  /** The answer as it comes in, while it does. */
  live: ChatUIMessage | undefined;
  versions: readonly string[];
  /** What the tools that it called gave back. */
  results: readonly ToolResult[] | undefined;
  /** The conversation ends here. */
  last: boolean;
  busy: boolean;
  editing: boolean;
  onEditing: (id: string, editing: boolean) => void;
  /** The texts around the gap that it fills. */
  around?: { before: string; after: string } | undefined;
  actions: MessageActions;
};

/** One answer: thinking, text, tool calls, how it ended, and its numbers. Renders again only when it changes itself. */
export const Answer = memo(function Answer(props: AnswerProps) {
  const { record, live, versions, results, last, busy, editing, onEditing, around, actions } = props;
  const message = useMemo(() => live ?? toUIMessage(record), [live, record]);
  const t = useTranslations("chat");
  const sealed = useSealedAnswer();
  const numbersAbove = useContext(NumbersAboveContext) && last;
  const { metadata } = message;
  if (!metadata) return null;
  const secret = sealed?.told === false;
  const coming = busy && last;
  const choice = record.choice ?? 0;
  const said = textOf(message, choice);
  const text = (record.continues?.text ?? "") + said;
  const reasoning = reasoningOf(message, choice);
  const calls = callsOf(message, choice);
  const silent = said === "" && calls.length === 0;
  return (
    <article aria-label={sealed?.label ?? metadata.model} aria-busy={coming} className="flex flex-col gap-3">
      {reasoning !== "" && (
        <Thinking
          metadata={metadata}
          secret={secret}
          text={reasoning}
          live={coming}
          answered={!silent || !coming}
        />
      )}
      {choicesOf(message) > 1 && (
        <Choices message={message} chosen={choice} onChoose={(index) => actions.choose(record.id, index)} />
      )}
      {coming && reasoning === "" && silent && <Waiting metadata={metadata} />}
      {editing ? (
        <LazyMessageEditor
          messageId={record.id}
          text={text}
          label={t("editAnswer")}
          busy={busy}
          onSave={(changed) => {
            onEditing(record.id, false);
            actions.reword(record.id, changed);
          }}
          onCancel={() => onEditing(record.id, false)}
        />
      ) : (
        text !== "" && <Words record={record} text={text} coming={coming} around={around} />
      )}
      {calls.length > 0 && (
        <ToolCalls
          answerId={record.id}
          calls={calls}
          results={results}
          builtIn={record.builtInTools}
          asks={last && !coming && record.output.state === "completed"}
          onResults={actions.giveResults}
        />
      )}
      {coming && metadata.connectionLost && <p className="text-sm text-warning">{t("reconnecting")}</p>}
      {coming && !silent && !secret && !numbersAbove && (
        <div className="flex items-center justify-between gap-3">
          <LiveNumbers record={record} message={message} actions={actions} />
          {text !== "" && !sealed && <ReadAloudButton answerId={record.id} />}
        </div>
      )}
      {!coming && (
        <Ending
          metadata={metadata}
          sealed={sealed !== undefined}
          silent={silent}
          action={
            last && !sealed?.told && <RetryButtons record={record} hasText={text !== ""} actions={actions} />
          }
        />
      )}
      {!coming && (
        <AnswerFooter
          record={record}
          metadata={metadata}
          numbers={!numbersAbove}
          text={text}
          versions={versions}
          busy={busy}
          onEdit={() => onEditing(record.id, true)}
          actions={actions}
        />
      )}
    </article>
  );
});

type WordsProps = {
  record: AnswerRecord;
  text: string;
  coming: boolean;
  around: { before: string; after: string } | undefined;
};

/** What an answer says, in the form that was asked for. */
function Words({ record, text, coming, around }: WordsProps) {
  if (around) return <FilledGap {...around} text={text} />;
  const format = record.fields["response_format"];
  if (typeof format === "object" && format !== null && "type" in format && format.type !== "text")
    return <JsonAnswer text={text} format={format} coming={coming} />;
  return <MarkdownView text={text} streaming={coming} />;
}

type ThinkingProps = {
  metadata: AnswerMetadata;
  secret: boolean;
  text: string;
  live: boolean;
  answered: boolean;
};

function Thinking(props: ThinkingProps) {
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
      tokens={props.secret ? undefined : facts.usage?.reasoningTokens}
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
  if (state === "stopped" && silent) return "stoppedEarly";
  if (state === "stopped" || state === "interrupted") return state;
  if (finishReason === "length") return "cutByLength";
  return silent && state === "completed" ? "saidNothing" : undefined;
}

type EndingProps = { metadata: AnswerMetadata; sealed: boolean; silent: boolean; action: ReactNode };

/** How an answer ended when it did not simply come to its end. */
function Ending(props: EndingProps) {
  const t = useTranslations("chat");
  const { state, error, finishReason } = props.metadata.facts;
  if (error && props.sealed) return <SealedFailure code={error.code} action={props.action} />;
  if (error) return <ErrorNotice error={error} action={props.action} />;
  const note = noteOf(state, finishReason, props.silent);
  if (!note) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-card bg-warning-soft px-3 py-2 text-sm text-warning">
      <p className="grow">{t(note)}</p>
      {props.action}
    </div>
  );
}
