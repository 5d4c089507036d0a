"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useLiveNumbers } from "@/components/chat/use-live-numbers";
import { type ChatUIMessage, toUIMessage } from "@/lib/chat/chat-message";
import { type Figures, figuresOf, liveFigures } from "@/lib/compare/figures";
import type { AnswerRecord, MessageRecord } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { formatSeconds, formatYuan } from "@/lib/ui/format";
import type { ColumnThread } from "./column-view";

type ColumnFiguresProps = { thread: ColumnThread; models: readonly ModelSummary[] };

/** The numbers of a column's last answer: estimates while it comes in, SiliconFlow's own afterwards. */
export function ColumnFigures({ thread, models }: ColumnFiguresProps) {
  const { path, busy, live } = thread;
  const last = path.at(-1);
  if (last?.role !== "assistant") return null;
  if (!busy) return <FigureLines figures={figuresOf(last)} />;
  const message = live?.id === last.id ? live : undefined;
  return <LiveFigures answer={last} path={path} message={message} models={models} />;
}

type LiveFiguresProps = {
  answer: AnswerRecord;
  path: readonly MessageRecord[];
  message: ChatUIMessage | undefined;
  models: readonly ModelSummary[];
};

function LiveFigures({ answer, path, message: live, models }: LiveFiguresProps) {
  const message = useMemo(() => live ?? toUIMessage(answer), [live, answer]);
  const before = useMemo(() => path.slice(0, -1), [path]);
  const model = models.find(({ id }) => id === answer.model);
  const numbers = useLiveNumbers({ record: answer, message, before, model });
  return <FigureLines figures={liveFigures(answer, numbers)} />;
}

const stateColours = {
  running: "text-accent",
  completed: "text-ink-muted",
  stopped: "text-warning",
  failed: "text-danger",
  interrupted: "text-warning",
} as const;

/** Two lines from the first moment on, times and amounts: numbers that come and grow move nothing below them. */
function FigureLines({ figures }: { figures: Figures }) {
  const t = useTranslations("shared");
  const compare = useTranslations("compare");
  const chat = useTranslations("chat");
  const { state, estimated, firstTokenMs, thinkingMs, durationMs } = figures;
  const { tokensPerSecond, inputTokens, outputTokens, cny } = figures;
  const mark = estimated ? "≈" : "";
  const note = estimated ? (state === "running" ? chat("runningEstimate") : t("estimated")) : undefined;
  const price =
    cny === undefined
      ? t("priceUnknown")
      : cny === 0
        ? t("priceFree")
        : mark + t("priceKnown", { amount: formatYuan(cny) });
  return (
    <div className="px-2.5 pb-0.5 text-xs text-ink-faint tabular-nums" title={note}>
      <p className="flex min-h-4 flex-wrap gap-x-2">
        <span className={stateColours[state]}>{compare(`state.${state}`)}</span>
        {durationMs !== undefined && <span>{t("duration", { seconds: formatSeconds(durationMs) })}</span>}
        {firstTokenMs !== undefined && (
          <span>{compare("first", { seconds: formatSeconds(firstTokenMs) })}</span>
        )}
        {thinkingMs !== undefined && <span>{t("thinkingTime", { seconds: formatSeconds(thinkingMs) })}</span>}
      </p>
      <p className="flex min-h-4 flex-wrap gap-x-2">
        {tokensPerSecond !== undefined && (
          <span>{mark + t("speed", { count: tokensPerSecond.toFixed(0) })}</span>
        )}
        {inputTokens !== undefined && <span>{mark + t("tokensIn", { count: inputTokens })}</span>}
        {outputTokens !== undefined && <span>{mark + t("tokensOut", { count: outputTokens })}</span>}
        {outputTokens !== undefined && <span>{price}</span>}
        {note && <span className="sr-only">{note}</span>}
      </p>
    </div>
  );
}
