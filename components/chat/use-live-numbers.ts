"use client";

import { useMemo } from "react";
import { useElapsed } from "@/components/shared/use-elapsed";
import { estimateConversation } from "@/lib/chat/attachments/estimate-request";
import { type ChatUIMessage, choicesOf, reasoningOf, textOf } from "@/lib/chat/chat-message";
import type { AnswerRecord, MessageRecord } from "@/lib/history/record";
import type { ModelSummary } from "@/lib/models/model-summary";
import { useEstimatedTokens } from "./use-estimated-tokens";

type LiveNumbersParts = {
  record: AnswerRecord;
  message: ChatUIMessage;
  /** What it was asked with; counted again only when it is another list. */
  before: readonly MessageRecord[];
  model: ModelSummary | undefined;
};

/** Yuan so far; nothing where nobody knows the price. */
function priceOf(model: ModelSummary | undefined, asked: number, said: number): number | undefined {
  if (model?.free) return 0;
  if (model?.inputPrice == null || model.outputPrice == null) return undefined;
  return (asked * model.inputPrice + said * model.outputPrice) / 1_000_000;
}

/** The numbers of an answer while it streams: milliseconds by this device's clock, estimated tokens, yuan. */
export function useLiveNumbers({ record, message, before, model }: LiveNumbersParts) {
  const elapsed = useElapsed(record.createdAt, true);
  const choices = Array.from({ length: choicesOf(message) }, (_, choice) => choice);
  const said = useEstimatedTokens(...choices.map((choice) => textOf(message, choice)));
  const thought = useEstimatedTokens(...choices.map((choice) => reasoningOf(message, choice)));
  const tokens = said + thought;
  const rule = model?.traits.imageTokens;
  const asked = useMemo(() => estimateConversation(before, rule).tokens, [before, rule]);
  return { elapsed, asked, thought, tokens, cny: priceOf(model, asked, tokens) };
}
