"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { ChatUIMessage } from "@/lib/chat/chat-message";
import type { AnswerRecord } from "@/lib/history/record";
import { formatSeconds, formatYuan } from "@/lib/ui/format";
import type { MessageActions } from "./message-actions";
import { useLiveNumbers } from "./use-live-numbers";

type LiveNumbersProps = {
  record: AnswerRecord;
  message: ChatUIMessage;
  actions: Pick<MessageActions, "models" | "pathBefore">;
};

/** The numbers of an answer while it streams: estimates, until SiliconFlow tells the true ones at the end. */
export function LiveNumbers({ record, message, actions }: LiveNumbersProps) {
  const t = useTranslations("shared");
  const chat = useTranslations("chat");
  const { id } = record;
  const before = useMemo(() => actions.pathBefore(id), [actions, id]);
  const model = actions.models().find((known) => known.id === record.model);
  const { elapsed, tokens, thought, cny } = useLiveNumbers({ record, message, before, model });
  return (
    <p
      className="flex flex-wrap gap-x-2.5 text-xs text-ink-faint tabular-nums"
      title={chat("runningEstimate")}
    >
      <span>{t("duration", { seconds: formatSeconds(elapsed) })}</span>
      <span>≈{t("tokensOut", { count: tokens })}</span>
      {thought > 0 && <span>≈{t("tokensThinking", { count: thought })}</span>}
      {cny === undefined ? null : (
        <span>{cny === 0 ? t("priceFree") : `≈${t("priceKnown", { amount: formatYuan(cny) })}`}</span>
      )}
      <span className="sr-only">{chat("runningEstimate")}</span>
    </p>
  );
}
