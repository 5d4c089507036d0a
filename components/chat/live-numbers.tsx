"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import { useElapsed } from "@/components/shared/use-elapsed";
import { estimateConversation } from "@/lib/chat/attachments/estimate-request";
import { type ChatUIMessage, choicesOf, reasoningOf, textOf } from "@/lib/chat/chat-message";
import type { AnswerRecord } from "@/lib/history/record";
import type { ImageTokenRule } from "@/lib/models/media-tokens";
import type { ModelSummary } from "@/lib/models/model-summary";
import { formatSeconds, formatYuan } from "@/lib/ui/format";
import type { MessageActions } from "./message-actions";
import { useEstimatedTokens } from "./use-estimated-tokens";

type LiveNumbersProps = {
  record: AnswerRecord;
  message: ChatUIMessage;
  actions: Pick<MessageActions, "models" | "pathBefore">;
};

/** The tokens of what an answer was asked with, counted once: the conversation before it stays as it is. */
function useAskedTokens(
  record: AnswerRecord,
  actions: LiveNumbersProps["actions"],
  rule: ImageTokenRule | undefined,
) {
  const { id } = record;
  const before = useMemo(() => actions.pathBefore(id), [actions, id]);
  return useMemo(() => estimateConversation(before, rule).tokens, [before, rule]);
}

/** Yuan so far; null where nobody knows the price. */
function priceOf(model: ModelSummary | undefined, asked: number, said: number): number | null {
  if (model?.free) return 0;
  if (model?.inputPrice == null || model.outputPrice == null) return null;
  return (asked * model.inputPrice + said * model.outputPrice) / 1_000_000;
}

/** The numbers of an answer while it streams: estimates, until SiliconFlow tells the true ones at the end. */
export function LiveNumbers({ record, message, actions }: LiveNumbersProps) {
  const t = useTranslations("shared");
  const chat = useTranslations("chat");
  const elapsed = useElapsed(record.createdAt, true);
  const choices = Array.from({ length: choicesOf(message) }, (_, choice) => choice);
  const said = useEstimatedTokens(...choices.map((choice) => textOf(message, choice)));
  const thought = useEstimatedTokens(...choices.map((choice) => reasoningOf(message, choice)));
  const tokens = said + thought;
  const model = actions.models().find(({ id }) => id === record.model);
  const asked = useAskedTokens(record, actions, model?.traits.imageTokens);
  const price = priceOf(model, asked, tokens);
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
