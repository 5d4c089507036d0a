"use client";

import { ArrowDown } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { Button } from "@/components/ui/button";
import { openToolCalls } from "@/lib/chat/answer-words";
import { forgetEdit, keptEdit } from "@/lib/chat/open-edits";
import type { MessageRecord, ToolResult } from "@/lib/history/record";
import { Answer } from "./answer";
import { KeptEdits } from "./kept-edits";
import type { MessageActions } from "./message-actions";
import { Question } from "./question";
import { SystemPrompt } from "./system-prompt";
import type { ChatThread } from "./use-chat-thread";
import { useNewestLine } from "./use-newest-line";

type MessageListProps = {
  thread: ChatThread;
  actions: MessageActions;
  /** The message to begin at; without one, the end. */
  startAt: string | undefined;
};

const none: readonly string[] = [];
/** Pixels that are drawn above and below what is seen. */
const drawnBeyond = 1200;

type Item = {
  record: Exclude<MessageRecord, { role: "tool" }>;
  results?: readonly ToolResult[];
  around?: { before: string; after: string };
};

/** What the tools gave back is shown with the answer that called them; a filled gap knows what is around it. */
function itemsOf(path: readonly MessageRecord[]): Item[] {
  return path.flatMap((record, index): Item[] => {
    if (record.role === "tool") return [];
    if (record.role !== "assistant") return [{ record }];
    const next = path[index + 1];
    const before = path[index - 1];
    const fills = record.operation === "completions" && before?.role === "user";
    return [
      {
        record,
        ...(next?.role === "tool" && { results: next.results }),
        ...(fills && { around: { before: before.text, after: before.suffix ?? "" } }),
      },
    ];
  });
}

/** Which messages are being changed; those too that were when the page was left. */
function useEditing(path: readonly MessageRecord[], kept: boolean) {
  const [editing, setEditing] = useState<readonly string[]>(() =>
    kept ? path.map(({ id }) => id).filter((id) => keptEdit(id) !== undefined) : [],
  );
  const onEditing = useCallback((id: string, on: boolean) => {
    if (!on) forgetEdit(id);
    setEditing((known) => (on ? [...known, id] : known.filter((other) => other !== id)));
  }, []);
  return { editing, onEditing };
}

/**
 * The conversation. Only what is near the view is drawn; the view follows the newest line only while the reader is
 * there.
 */
export function MessageList({ thread, actions, startAt }: MessageListProps) {
  const t = useTranslations("chat");
  const { scrollRef, contentRef, isAtBottom, scrollToBottom, stopScroll } = useNewestLine(
    startAt ? false : "instant",
  );
  const virtualizer = useRef<VirtualizerHandle>(null);
  const { path, versions, busy, live } = thread;
  const items = useMemo(() => itemsOf(path), [path]);
  const { editing, onEditing } = useEditing(path, thread.kept);
  // What is being written stays on the page, however far it is scrolled away.
  const waits = !busy && openToolCalls(path).length > 0;
  const kept = items.flatMap(({ record }, index) =>
    editing.includes(record.id) || (waits && index === items.length - 1) ? [index] : [],
  );
  const start = useRef(startAt && items.findIndex(({ record }) => record.id === startAt));
  useEffect(() => {
    if (typeof start.current !== "number" || start.current < 0) return;
    stopScroll();
    virtualizer.current?.scrollToIndex(start.current, { align: "start" });
  }, [stopScroll]);
  return (
    <div className="relative min-h-0 grow">
      <div
        ref={scrollRef}
        role="log"
        aria-label={t("conversation")}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none] sm:[scrollbar-gutter:stable_both-edges]"
      >
        <div ref={contentRef} className="mx-auto w-full max-w-3xl px-4 py-3">
          <KeptEdits value={thread.kept}>
            <Virtualizer
              ref={virtualizer}
              scrollRef={scrollRef}
              data={items}
              bufferSize={drawnBeyond}
              keepMounted={kept}
            >
              {(item, index) => (
                <div key={item.record.id} data-focus-group={`message ${index}`} className="py-2.5">
                  <Message
                    {...item}
                    live={live}
                    last={index === items.length - 1}
                    versions={versions.get(item.record.id) ?? none}
                    busy={busy}
                    editing={editing.includes(item.record.id)}
                    onEditing={onEditing}
                    actions={actions}
                  />
                </div>
              )}
            </Virtualizer>
          </KeptEdits>
        </div>
      </div>
      {!isAtBottom && (
        <Button
          size="small"
          variant="floating"
          shape="pill"
          className="absolute bottom-3 left-1/2 -translate-x-1/2"
          onClick={() => void scrollToBottom("instant")}
        >
          <ArrowDown size={14} aria-hidden /> {t("toBottom")}
        </Button>
      )}
    </div>
  );
}

type MessageProps = Item & {
  live: ChatThread["live"];
  last: boolean;
  versions: readonly string[];
  busy: boolean;
  editing: boolean;
  onEditing: (id: string, editing: boolean) => void;
  actions: MessageActions;
};

function Message({ record, results, around, live, last, ...common }: MessageProps) {
  if (record.role === "user") return <Question record={record} {...common} />;
  if (record.role === "system") return <SystemPrompt record={record} {...common} />;
  const coming = live?.id === record.id && record.output.state === "running";
  return (
    <Answer
      record={record}
      live={coming ? live : undefined}
      results={results}
      last={last}
      around={around}
      {...common}
    />
  );
}
