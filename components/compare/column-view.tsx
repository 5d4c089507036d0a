"use client";

import { useLiveQuery } from "dexie-react-hooks";
import dynamic from "next/dynamic";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { NumbersAboveContext } from "@/components/chat/numbers-above";
import { useMessageActions } from "@/components/chat/use-message-actions";
import { useToolLoop } from "@/components/chat/use-tool-loop";
import { SaveFailure } from "@/components/shared/save-failure";
import { UndoNotice } from "@/components/shared/undo-notice";
import { Button } from "@/components/ui/button";
import type { ChatSession } from "@/lib/chat/chat-session";
import { columnStore } from "@/lib/history/columns";
import { revisionOf } from "@/lib/history/threads";
import { whenOnline } from "@/lib/ui/when-online";
import { ColumnHeader } from "./column-header";
import type { ColumnHandlers, DragHandle } from "./columns-area";
import type { ComparisonState } from "./use-comparison";

const AnswerFollower = dynamic(
  () => whenOnline(async () => (await import("@/components/chat/answer-follower")).AnswerFollower),
  { ssr: false },
);
const MessageList = dynamic(
  () => whenOnline(async () => (await import("@/components/chat/message-list")).MessageList),
  { ssr: false },
);
const RunInspector = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/inspector/run-inspector")).RunInspector),
  { ssr: false },
);

type ColumnViewProps = ColumnHandlers & {
  state: ComparisonState;
  columnId: string;
  /** From the left, beginning with 1. */
  place: number;
  startAt: string | undefined;
  dragHandle: DragHandle;
  onActive: (columnId: string) => void;
};

/** One column: who answers here and with what, and its conversation. What fails here stays here. */
export function ColumnView({ state, columnId, place, startAt, ...handlers }: ColumnViewProps) {
  const t = useTranslations("compare");
  const chat = useTranslations("chat");
  const { comparison, columns, models, ask } = state;
  const session = comparison.session(columnId);
  const thread = useColumnThread(session, columnId);
  const { path, busy } = thread;
  const setup = columns.find(({ id }) => id === columnId)?.setup;
  const [deleted, setDeleted] = useState<string>();
  const [inspected, setInspected] = useState<string>();
  const actions = useMessageActions({
    session,
    store: columnStore(columnId),
    models: models.models,
    request: (model) => setup && ask(model === undefined ? setup : { ...setup, model }),
    onDeleted: setDeleted,
    onInspect: setInspected,
  });
  useToolLoop(session, path, busy);
  const missed = busy ? 0 : comparison.missedBy(columnId).length;
  const model = setup?.model ?? t("noModel");
  const first = path.some(({ id }) => id === startAt) ? startAt : undefined;
  return (
    <section
      aria-label={t("column", { place, model })}
      data-focus-group={`column ${columnId}`}
      className="relative flex h-full min-h-0 flex-col"
    >
      <AnswerFollower session={session} />
      <ColumnHeader
        state={state}
        columnId={columnId}
        place={place}
        thread={thread}
        onInspect={setInspected}
        {...handlers}
      />
      <SaveFailure failure={thread.saveFailure} />
      {path.length === 0 ? (
        <p className="grow p-4 text-sm text-ink-faint">{t(setup?.model ? "nothingYet" : "chooseHere")}</p>
      ) : (
        <NumbersAboveContext value={true}>
          <MessageList thread={thread} actions={actions} startAt={first} />
        </NumbersAboveContext>
      )}
      {missed > 0 && setup?.model && (
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-2 text-sm">
          <span className="text-ink-muted">{t("catchUpHint")}</span>
          <Button size="small" onClick={() => void comparison.catchUp(columnId, ask)}>
            {t("catchUp", { count: missed })}
          </Button>
        </div>
      )}
      {deleted && (
        <UndoNotice
          key={deleted}
          text={chat("messageDeleted")}
          onUndo={() => {
            void session.restore(deleted);
            setDeleted(undefined);
          }}
          onGone={() => setDeleted(undefined)}
        />
      )}
      {inspected && <RunInspector runId={inspected} onClose={() => setInspected(undefined)} />}
    </section>
  );
}

/** What a column's conversation shows; what another tab adds to it appears here too. */
export function useColumnThread(session: ChatSession, columnId: string) {
  const state = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  const { threadId } = session;
  useEffect(() => {
    // The server goes on with an answer while no page is open: follow it again.
    void session.resume();
  }, [session]);
  const revision = useLiveQuery(() => revisionOf(columnStore(columnId), threadId), [columnId, threadId]);
  useEffect(() => {
    if (revision !== undefined) void session.changedElsewhere(revision);
  }, [session, revision]);
  return { session, kept: true, ...state };
}

export type ColumnThread = ReturnType<typeof useColumnThread>;
