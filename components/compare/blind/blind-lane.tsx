"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { SealedAnswerContext } from "@/components/chat/sealed-answer";
import { useMessageActions } from "@/components/chat/use-message-actions";
import { SaveFailure } from "@/components/shared/save-failure";
import { Button } from "@/components/ui/button";
import { askBlindly } from "@/lib/compare/blind-round";
import type { Comparison } from "@/lib/compare/comparison";
import { columnStore } from "@/lib/history/columns";
import type { ModelSummary } from "@/lib/models/model-summary";
import { whenOnline } from "@/lib/ui/when-online";
import { useColumnThread } from "../column-view";

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

type BlindLaneProps = {
  comparison: Comparison;
  columnId: string;
  label: string;
  /** The vote has been cast: models may be told. */
  told: boolean;
  /** What other lanes were asked and this one was not can be asked now. */
  catchesUp: boolean;
};

const noModels: readonly ModelSummary[] = [];

/** The conversation of a lane, in which nothing can be changed and before the vote nothing names the model. */
export function BlindLane({ comparison, columnId, label, told, catchesUp }: BlindLaneProps) {
  const t = useTranslations("blind");
  const session = comparison.session(columnId);
  const thread = useColumnThread(session, columnId);
  const [inspected, setInspected] = useState<string>();
  const actions = useMessageActions({
    session,
    store: columnStore(columnId),
    models: noModels,
    request: () => {
      const column = comparison.columns.find(({ id }) => id === columnId);
      return column && askBlindly(column.setup);
    },
    onDeleted: () => {},
    onInspect: setInspected,
  });
  const compare = useTranslations("compare");
  const missed = catchesUp ? comparison.missedBy(columnId).length : 0;
  const sealed = useMemo(() => ({ label: t("lane", { label }), told }), [t, label, told]);
  return (
    <SealedAnswerContext value={sealed}>
      <AnswerFollower session={session} />
      <SaveFailure failure={thread.saveFailure} />
      <MessageList thread={thread} actions={actions} startAt={undefined} />
      {missed > 0 && (
        <div className="border-t border-line px-3 py-2">
          <Button size="small" onClick={() => void comparison.catchUp(columnId, askBlindly)}>
            {compare("catchUp", { count: missed })}
          </Button>
        </div>
      )}
      {told && inspected && <RunInspector runId={inspected} onClose={() => setInspected(undefined)} />}
    </SealedAnswerContext>
  );
}
