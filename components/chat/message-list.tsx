"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "use-intl";
import { useStickToBottom } from "use-stick-to-bottom";
import { Button } from "@/components/ui/button";
import { textOf } from "@/lib/chat/chat-message";
import { Answer } from "./answer";
import { Question } from "./question";
import type { ChatThread } from "./use-chat-thread";

type MessageListProps = {
  thread: ChatThread;
  onRetry: (messageId: string) => void;
  onShowVersion: (messageId: string) => void;
};

const none: readonly string[] = [];

/** The conversation. The view follows the newest line only while the reader is there. */
export function MessageList({ thread, onRetry, onShowVersion }: MessageListProps) {
  const t = useTranslations("chat");
  const { scrollRef, contentRef, isAtBottom, scrollToBottom } = useStickToBottom({
    initial: "instant",
    resize: "instant",
  });
  const { messages, busy, versions } = thread;
  return (
    <div className="relative min-h-0 grow">
      <div
        ref={scrollRef}
        role="log"
        aria-label={t("conversation")}
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain outline-offset-[-2px] sm:[scrollbar-gutter:stable_both-edges]"
      >
        <div ref={contentRef} className="mx-auto flex w-full max-w-3xl flex-col gap-6 px-4 py-6">
          {messages.map((message, index) => {
            const last = index === messages.length - 1;
            if (message.role === "user") return <Question key={message.id} text={textOf(message)} />;
            return (
              <Answer
                key={message.id}
                message={message}
                live={busy && last}
                versions={versions.get(message.id) ?? none}
                canRetry={last && !busy}
                onRetry={onRetry}
                onShowVersion={onShowVersion}
              />
            );
          })}
        </div>
      </div>
      {!isAtBottom && (
        <Button
          size="small"
          variant="floating"
          shape="pill"
          className="absolute bottom-3 left-1/2 -translate-x-1/2"
          onClick={() => void scrollToBottom("instant")}
        >
          <ArrowDown size={14} aria-hidden /> {t("toBottom")}
        </Button>
      )}
    </div>
  );
}
