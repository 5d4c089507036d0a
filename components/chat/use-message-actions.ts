"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { ChatSession } from "@/lib/chat/chat-session";
import type { AnswerRequest } from "@/lib/chat/new-records";
import { storedThreads } from "@/lib/history/stored-threads";
import type { ThreadStore } from "@/lib/history/thread-store";
import { forkThread } from "@/lib/history/threads";
import type { ModelSummary } from "@/lib/models/model-summary";
import type { MessageActions } from "./message-actions";

type Parts = {
  session: ChatSession;
  store: ThreadStore;
  models: readonly ModelSummary[];
  request: (model?: string) => AnswerRequest | undefined;
  onDeleted: (messageId: string) => void;
  onInspect: (runId: string) => void;
};

/** Everything that can be done with a message, as an object that stays the same while what it does is up to date. */
export function useMessageActions(parts: Parts): MessageActions {
  const router = useRouter();
  const t = useTranslations("chat");
  const latest = useRef({ ...parts, router, t });
  latest.current = { ...parts, router, t };
  const [actions] = useState(() => actionsOf(() => latest.current));
  return actions;
}

type Latest = Parts & {
  router: ReturnType<typeof useRouter>;
  t: ReturnType<typeof useTranslations<"chat">>;
};

function actionsOf(now: () => Latest): MessageActions {
  const withRequest = (
    work: (session: ChatSession, request: AnswerRequest) => Promise<unknown>,
    model?: string,
  ) => {
    const { session, request } = now();
    const wanted = request(model);
    if (wanted) void work(session, wanted);
  };
  return {
    regenerate: (id, model) => withRequest((session, request) => session.regenerate(id, request), model),
    askAgain: (id, text, suffix) =>
      withRequest((session, request) => session.ask(id, questionOf(session, id, text, suffix), request)),
    continueAnswer: (id) => void goOn(now(), id),
    reword: (id, text, suffix) => void now().session.reword(id, text, suffix),
    deleteMessage: (id) => {
      now().onDeleted(id);
      void now().session.delete(id);
    },
    fork: (id) => void fork(now(), id),
    showVersion: (id) => void now().session.showVersion(id),
    choose: (id, choice) => void now().session.choose(id, choice),
    giveResults: (results) => now().session.giveResults(results),
    inspect: (runId) => now().onInspect(runId),
    models: () => now().models,
    pathBefore: (id) => {
      const { path } = now().session.getState();
      return path.slice(
        0,
        path.findIndex((message) => message.id === id),
      );
    },
  };
}

/** A question in new words, with everything else that it had. */
function questionOf(session: ChatSession, id: string, text: string, suffix: string | undefined) {
  const record = session.getState().path.find((message) => message.id === id);
  if (record?.role !== "user") return { text };
  const { attachments } = record;
  return { text, ...(suffix !== undefined && { suffix }), ...(attachments && { attachments }) };
}

/** The same model goes on with what it was asked with; by a prefix where it takes one, and then without thinking. */
async function goOn({ session, models }: Latest, id: string): Promise<void> {
  const record = session.getState().path.find((message) => message.id === id);
  if (record?.role !== "assistant") return;
  const model = models.find((known) => known.id === record.model);
  const byPrefix = model?.prefix === true;
  const quiet = byPrefix && model.thinking === "switchable" ? { enable_thinking: false } : {};
  const { builtInTools } = record;
  const fields = { ...record.fields, ...quiet };
  const request = { model: record.model, fields, ...(builtInTools && { builtInTools }) };
  await session.continue(id, request, byPrefix ? "prefix" : "request");
}

/** A temporary conversation's fork is kept: it was asked for. */
async function fork({ session, store, router, t }: Latest, messageId: string): Promise<void> {
  const { threadId } = session;
  const title = (await store.thread(threadId))?.title ?? "";
  const target = store === storedThreads ? undefined : storedThreads;
  const forkId = await forkThread(store, {
    threadId,
    messageId,
    title: t("forkTitle", { title }),
    ...(target && { target }),
  });
  if (forkId) router.push(`/chat/${forkId}`);
}
