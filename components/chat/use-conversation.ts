"use client";

import { useDraft } from "@/components/shared/use-draft";
import type { Preset } from "@/lib/chat/options";
import { newThreadDraft } from "@/lib/history/drafts";
import { useAttaching } from "./attachments/use-attaching";
import { useAnswerModel } from "./use-answer-model";
import { useAnswerRequest } from "./use-answer-request";
import { useAutoTitle } from "./use-auto-title";
import { type OpenedThread, useChatThread } from "./use-chat-thread";
import { useOptions } from "./use-options";
import { useSending } from "./use-sending";
import { useStopKey } from "./use-stop-key";
import { useSystemPrompt } from "./use-system-prompt";
import { useToolLoop } from "./use-tool-loop";

export type ConversationProps = OpenedThread & {
  temporary: boolean;
  /** What a link fills in. */
  wanted?: { text: string; model: string | null };
};

/** Everything that one conversation on the screen is made of: what was said, what is being written, and with what it goes on. */
export function useConversation({ temporary, wanted, ...opened }: ConversationProps) {
  const { threadId, kind, store, loaded } = opened;
  const thread = useChatThread(opened);
  const { session, path, busy } = thread;
  const options = useOptions();
  const answeredBy = loaded?.path.findLast((record) => record.role === "assistant")?.model;
  const model = useAnswerModel({ before: wanted?.model ?? answeredBy ?? null, fills: kind === "fill" });
  const { request, adapted } = useAnswerRequest(kind, model, options);
  const begun = loaded !== undefined || path.length > 0;
  const fresh = kind === "fill" ? `${newThreadDraft}-fill` : newThreadDraft;
  const draft = useDraft(temporary ? null : begun ? threadId : fresh, wanted?.text ?? "");
  const prompt = useSystemPrompt(session, path, draft);
  const attaching = useAttaching({ enabled: kind === "chat", temporary, draft, path, model: model.summary });
  const stop = () => session.stop();
  const sending = useSending({
    thread,
    threadId,
    kind,
    temporary,
    draft,
    systemPrompt: prompt.text,
    request,
  });
  useToolLoop(session, path, busy);
  useStopKey(busy, stop);
  useAutoTitle(threadId, path, busy || temporary);

  const last = path.at(-1);
  const waitsForAnswer = !busy && (last?.role === "user" || last?.role === "tool");
  const runAgain = () => {
    const wantedRequest = request();
    if (wantedRequest) void session.run(wantedRequest);
  };
  const apply = (preset: Preset) => {
    options.set({ options: preset.options });
    if (preset.model) model.choose(preset.model);
    if (preset.systemPrompt !== undefined) prompt.set(preset.systemPrompt);
  };
  return {
    kind,
    store,
    temporary,
    thread,
    options,
    model,
    request,
    adapted,
    prompt,
    draft,
    attaching,
    sending,
    stop,
    apply,
    /** Present where the conversation ends in a message without an answer. */
    runAgain: waitsForAnswer ? runAgain : undefined,
  };
}

export type Conversation = ReturnType<typeof useConversation>;
