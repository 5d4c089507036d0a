"use client";

import { useTranslations } from "use-intl";
import { useEstimatedTokens } from "@/components/chat/use-estimated-tokens";
import { useElapsed } from "@/components/shared/use-elapsed";
import { type ChatUIMessage, reasoningOf, textOf } from "@/lib/chat/chat-message";
import { figuresOf } from "@/lib/compare/figures";
import type { AnswerRecord } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { cn } from "@/lib/ui/cn";
import { formatSeconds, formatYuan } from "@/lib/ui/format";
import type { ColumnThread } from "./column-view";

type ColumnFiguresProps = { thread: ColumnThread; models: readonly ModelSummary[] };

/** The numbers of a column's last answer: estimates while it comes in, SiliconFlow's own afterwards. */
export function ColumnFigures({ thread, models }: ColumnFiguresProps) {
  const { path, busy, live } = thread;
  const last = path.at(-1);
  if (last?.role !== "assistant") return null;
  return busy ? (
    <LiveFigures answer={last} live={live?.id === last.id ? live : undefined} models={models} />
  ) : (
    <FinalFigures answer={last} />
  );
}

const lineClass = "flex min-h-5 flex-wrap gap-x-2 px-2.5 text-xs text-ink-faint tabular-nums";

type LiveFiguresProps = {
  answer: AnswerRecord;
  live: ChatUIMessage | undefined;
  models: readonly ModelSummary[];
};

function LiveFigures({ answer, live, models }: LiveFiguresProps) {
  const t = useTranslations("shared");
  const compare = useTranslations("compare");
  const elapsed = useElapsed(answer.createdAt, true);
  const said = useEstimatedTokens(live ? textOf(live) : "");
  const thought = useEstimatedTokens(live ? reasoningOf(live) : "");
  const tokens = said + thought;
  const { firstDeltaMs } = answer.output;
  const seconds = firstDeltaMs === undefined ? 0 : (elapsed - firstDeltaMs) / 1000;
  const price = models.find(({ id }) => id === answer.model)?.outputPrice;
  return (
    <span className={lineClass} title={compare("estimated")}>
      <span className="text-accent">{compare("state.running")}</span>
      <span>{t("duration", { seconds: formatSeconds(elapsed) })}</span>
      {firstDeltaMs !== undefined && (
        <span>{compare("first", { seconds: formatSeconds(firstDeltaMs) })}</span>
      )}
      {seconds > 0.5 && <span>≈{t("speed", { count: (tokens / seconds).toFixed(0) })}</span>}
      {tokens > 0 && <span>≈{t("tokensOut", { count: tokens })}</span>}
      {tokens > 0 && price != null && (
        <span>
          {price === 0
            ? t("priceFree")
            : `≈${t("priceKnown", { amount: formatYuan((tokens * price) / 1_000_000) })}`}
        </span>
      )}
    </span>
  );
}

const stateColours = {
  running: "text-accent",
  completed: "text-ink-muted",
  stopped: "text-warning",
  failed: "text-danger",
  interrupted: "text-warning",
} as const;

function FinalFigures({ answer }: { answer: AnswerRecord }) {
  const t = useTranslations("shared");
  const compare = useTranslations("compare");
  const { state, estimated, firstTokenMs, durationMs, tokensPerSecond, outputTokens, cny } =
    figuresOf(answer);
  const mark = estimated ? "≈" : "";
  return (
    <span className={lineClass} title={estimated ? t("estimated") : undefined}>
      <span className={cn(stateColours[state])}>{compare(`state.${state}`)}</span>
      {firstTokenMs !== undefined && (
        <span>{compare("first", { seconds: formatSeconds(firstTokenMs) })}</span>
      )}
      {durationMs !== undefined && <span>{t("duration", { seconds: formatSeconds(durationMs) })}</span>}
      {tokensPerSecond !== undefined && (
        <span>
          {mark}
          {t("speed", { count: tokensPerSecond.toFixed(0) })}
        </span>
      )}
      {outputTokens !== undefined && (
        <span>
          {mark}
          {t("tokensOut", { count: outputTokens })}
        </span>
      )}
      {outputTokens !== undefined && (
        <span>
          {cny === undefined
            ? t("priceUnknown")
            : cny === 0
              ? t("priceFree")
              : mark + t("priceKnown", { amount: formatYuan(cny) })}
        </span>
      )}
    </span>
  );
}
