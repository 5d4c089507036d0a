"use client";

import { useTranslations } from "use-intl";
import { useElapsed } from "@/components/shared/use-elapsed";
import { type ChatUIMessage, reasoningOf, textOf } from "@/lib/chat/chat-message";
import type { AnswerRecord } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { formatSeconds, formatYuan } from "@/lib/ui/format";
import { useEstimatedTokens } from "./use-estimated-tokens";

type LiveNumbersProps = {
  record: AnswerRecord;
  message: ChatUIMessage;
  models: () => readonly ModelSummary[];
};

/** The numbers of an answer while it streams: estimates, until SiliconFlow tells the true ones at the end. */
export function LiveNumbers({ record, message, models }: LiveNumbersProps) {
  const t = useTranslations("shared");
  const chat = useTranslations("chat");
  const elapsed = useElapsed(record.createdAt, true);
  const said = useEstimatedTokens(textOf(message));
  const thought = useEstimatedTokens(reasoningOf(message));
  const tokens = said + thought;
  const model = models().find(({ id }) => id === record.model);
  const price = model?.free
    ? 0
    : model?.outputPrice != null
      ? (tokens * model.outputPrice) / 1_000_000
      : null;
  return (
    <p
      className="flex flex-wrap gap-x-2.5 text-xs text-ink-faint tabular-nums"
      title={chat("runningEstimate")}
    >
      <span>{t("duration", { seconds: formatSeconds(elapsed) })}</span>
      <span>≈{t("tokensOut", { count: tokens })}</span>
      {thought > 0 && <span>≈{t("tokensThinking", { count: thought })}</span>}
      {price === null ? null : (
        <span>{price === 0 ? t("priceFree") : `≈${t("priceKnown", { amount: formatYuan(price) })}`}</span>
      )}
      <span className="sr-only">{chat("runningEstimate")}</span>
    </p>
  );
}
