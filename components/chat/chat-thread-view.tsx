"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { preloadMarkdown } from "@/components/shared/markdown/markdown-view";
import { ModelPicker } from "@/components/shared/model-picker";
import { Button } from "@/components/ui/button";
import { AppFailure, appError } from "@/lib/core/app-error";
import type { LoadedThread } from "@/lib/history/threads";
import { AnswerAnnouncer } from "./answer-announcer";
import { Composer } from "./composer";
import { EmptyChat } from "./empty-chat";
import { MessageList } from "./message-list";
import { useAnswerSettings } from "./use-answer-settings";
import { useChatThread } from "./use-chat-thread";

/** One conversation with its header, its messages and the box to go on in. */
export function ChatThreadView({ threadId, loaded }: { threadId: string; loaded: LoadedThread | undefined }) {
  const t = useTranslations("chat");
  const thread = useChatThread(threadId, loaded);
  const settings = useAnswerSettings();
  const [draft, setDraft] = useState("");
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const { model, enableThinking } = settings;
  const { busy, stop, retry } = thread;

  useEffect(() => {
    preloadMarkdown();
    // On a touch screen a focused box opens the keyboard over half of the page.
    if (!matchMedia("(pointer: coarse)").matches) inputRef.current?.focus();
  }, []);

  useEffect(() => {
    if (!busy) return;
    const onKeyDown = (event: KeyboardEvent) => {
      // In a dialog that lies over the page Escape means the dialog.
      const inDialog = event.target instanceof Element && event.target.closest("dialog, [role=dialog]");
      if (event.key === "Escape" && !event.defaultPrevented && !inDialog) void stop();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });

  const send = (text: string) => {
    if (!model) return;
    setDraft("");
    // The address takes on the id without a navigation: the page and its stream stay as they are.
    if (thread.messages.length === 0) window.history.replaceState(null, "", `/chat/${threadId}`);
    void thread.send(text, { model, enableThinking });
  };
  const onRetry = useLatest((messageId: string) => {
    if (model) void retry(messageId, { model, enableThinking });
  });
  const onShowVersion = useLatest((messageId: string) => void thread.showVersion(messageId));
  const pick = (prompt: string) => (model ? send(prompt) : setDraft(prompt));

  return (
    <div className="flex h-full min-h-0 flex-col">
      <ChatHeader settings={settings} />
      {thread.saveFailure && (
        <p role="alert" className="bg-danger-soft px-4 py-2 text-sm text-danger">
          {t("notSaved", { reason: thread.saveFailure })}
        </p>
      )}
      {thread.messages.length === 0 ? (
        <div className="flex min-h-0 grow flex-col overflow-y-auto">
          <EmptyChat onPick={pick} />
        </div>
      ) : (
        <MessageList thread={thread} onRetry={onRetry} onShowVersion={onShowVersion} />
      )}
      <AnswerAnnouncer busy={busy} last={thread.messages.at(-1)} />
      <Composer
        inputRef={inputRef}
        draft={draft}
        onDraft={setDraft}
        busy={busy}
        blocked={model ? undefined : t("noModel")}
        onSend={send}
        onStop={stop}
        thinking={enableThinking}
        onThinking={settings.setThinking}
      />
    </div>
  );
}

/** A function that stays the same while what it does is always of the latest render. */
function useLatest<Value>(work: (value: Value) => void): (value: Value) => void {
  const latest = useRef(work);
  useEffect(() => {
    latest.current = work;
  });
  return useCallback((value: Value) => latest.current(value), []);
}

function ChatHeader({ settings }: { settings: ReturnType<typeof useAnswerSettings> }) {
  const t = useTranslations("models");
  const shell = useTranslations("shell");
  const format = useFormatter();
  const { list, error } = settings;
  const notice = list?.stale
    ? t("stale", { time: format.dateTime(list.fetchedAt, { dateStyle: "short", timeStyle: "short" }) })
    : undefined;
  return (
    <header className="border-b border-line">
      <div className="flex h-12 items-center gap-2 px-2 max-lg:ps-14 max-lg:pe-24">
        {settings.isPending ? (
          <p className="px-2.5 text-sm text-ink-faint">{t("loading")}</p>
        ) : (
          <ModelPicker
            models={settings.models}
            value={settings.model}
            onChange={settings.setModel}
            notice={notice}
          />
        )}
      </div>
      {error && (
        <div className="mx-auto max-w-3xl px-4 pb-3">
          <ErrorNotice
            error={error instanceof AppFailure ? error.error : appError("internal")}
            action={
              <Button size="small" onClick={() => void settings.refetch()}>
                {shell("tryAgain")}
              </Button>
            }
          />
        </div>
      )}
    </header>
  );
}
