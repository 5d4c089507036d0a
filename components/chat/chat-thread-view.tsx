"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { preloadMarkdown } from "@/components/shared/markdown/markdown-view";
import type { Preset } from "@/lib/chat/options";
import { newThreadDraft } from "@/lib/history/drafts";
import { AnswerAnnouncer } from "./answer-announcer";
import { AttachButton } from "./attachments/attach-button";
import { useAttaching } from "./attachments/use-attaching";
import { ChatHeader } from "./chat-header";
import { Composer } from "./composer";
import { DeletedNotice } from "./deleted-notice";
import { EmptyChat } from "./empty-chat";
import { SaveFailure } from "./save-failure";
import { useAnswerModel } from "./use-answer-model";
import { optionCount, useAnswerRequest } from "./use-answer-request";
import { useAutoTitle } from "./use-auto-title";
import { type OpenedThread, useChatThread } from "./use-chat-thread";
import { useDraft } from "./use-draft";
import { useMessageActions } from "./use-message-actions";
import { useOptions } from "./use-options";
import { useSending } from "./use-sending";
import { useStopKey } from "./use-stop-key";
import { useSystemPrompt } from "./use-system-prompt";
import { useToolLoop } from "./use-tool-loop";

const AnswerFollower = dynamic(async () => (await import("./answer-follower")).AnswerFollower, {
  ssr: false,
});
const AttachmentArea = dynamic(async () => (await import("./attachments/attachment-area")).AttachmentArea, {
  ssr: false,
});
const DocumentPrompts = dynamic(
  async () => (await import("./attachments/document-prompts")).DocumentPrompts,
  { ssr: false },
);
const DropZone = dynamic(async () => (await import("./attachments/drop-zone")).DropZone, { ssr: false });
const TokenEstimate = dynamic(async () => (await import("./attachments/token-estimate")).TokenEstimate, {
  ssr: false,
});
const MessageList = dynamic(async () => (await import("./message-list")).MessageList, { ssr: false });
const OptionsSide = dynamic(async () => (await import("./parameters/options-side")).OptionsSide, {
  ssr: false,
});
const QueueStrip = dynamic(async () => (await import("./queue-strip")).QueueStrip, { ssr: false });
const RunInspector = dynamic(
  async () => (await import("@/components/shared/inspector/run-inspector")).RunInspector,
  { ssr: false },
);

type ChatThreadViewProps = OpenedThread & {
  temporary: boolean;
  /** What a link fills in. */
  wanted?: { text: string; model: string | null };
  /** The message to begin at. */
  messageId?: string;
};

/** One conversation with its header, its messages, the box to go on in, and what goes along with a message. */
export function ChatThreadView({ temporary, wanted, messageId, ...opened }: ChatThreadViewProps) {
  const { threadId, kind, store, loaded } = opened;
  const t = useTranslations("chat");
  const thread = useChatThread(opened);
  const { session, path, busy } = thread;
  const options = useOptions();
  const model = useAnswerModel({
    before: wanted?.model ?? loaded?.path.findLast((record) => record.role === "assistant")?.model ?? null,
    fills: kind === "fill",
  });
  const { request, adapted } = useAnswerRequest(kind, model, options);
  const prompt = useSystemPrompt(session, path);
  const begun = loaded !== undefined || path.length > 0;
  const fresh = kind === "fill" ? `${newThreadDraft}-fill` : newThreadDraft;
  const draft = useDraft(temporary ? null : begun ? threadId : fresh, wanted?.text ?? "");
  const attaching = useAttaching({ enabled: kind === "chat", temporary, draft, path, model: model.summary });
  const [deleted, setDeleted] = useState<string>();
  const [inspected, setInspected] = useState<string>();
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const stop = () => session.stop();
  useToolLoop(session, path, busy);
  useStopKey(busy, stop);
  useAutoTitle(threadId, path, busy || temporary);
  const sending = useSending({
    thread,
    threadId,
    temporary,
    draft,
    systemPrompt: prompt.text,
    request,
    stop,
  });
  const actions = useMessageActions({
    session,
    store,
    models: model.models,
    request: (id) => request(id),
    onDeleted: setDeleted,
    onInspect: setInspected,
  });

  useEffect(() => {
    preloadMarkdown();
    void import("./message-list");
    // On a touch screen a focused box opens the keyboard over half of the page.
    if (!matchMedia("(pointer: coarse)").matches) inputRef.current?.focus();
  }, []);

  const apply = (preset: Preset) => {
    options.set({ options: preset.options });
    if (preset.model) model.choose(preset.model);
    if (preset.systemPrompt !== undefined) prompt.set(preset.systemPrompt);
  };
  const pick = (text: string) => (model.id ? sending.send({ text }) : draft.change({ text }));
  const last = path.at(-1);
  const documentPrompts = kind === "chat" ? model.summary?.traits.documentPrompts : undefined;
  const waitsForAnswer = last?.role === "user" || last?.role === "tool";
  const runAgain = () => {
    const wantedRequest = request();
    if (wantedRequest) void session.run(wantedRequest);
  };

  return (
    <div className="flex h-full min-h-0">
      <AnswerFollower session={session} />
      <div className="relative flex h-full min-h-0 min-w-0 grow flex-col">
        {attaching.dragging && <DropZone />}
        <ChatHeader
          model={model}
          kind={kind}
          temporary={temporary}
          fresh={path.length === 0}
          spending={thread.spending}
        />
        <SaveFailure failure={thread.saveFailure} />
        {path.length === 0 ? (
          <div className="flex min-h-0 grow flex-col overflow-y-auto">
            <EmptyChat kind={kind} temporary={temporary} onPick={pick} onFill={draft.change} />
          </div>
        ) : (
          <MessageList thread={thread} actions={actions} startAt={messageId} />
        )}
        <AnswerAnnouncer busy={busy} last={thread.live} />
        {deleted && (
          <DeletedNotice
            key={deleted}
            onUndo={() => {
              void session.restore(deleted);
              setDeleted(undefined);
            }}
            onGone={() => setDeleted(undefined)}
          />
        )}
        <Composer
          inputRef={inputRef}
          draft={draft.text}
          onDraft={(text) => draft.change({ text })}
          suffix={
            kind === "fill"
              ? { value: draft.suffix, onChange: (suffix) => draft.change({ suffix }) }
              : undefined
          }
          busy={busy}
          hasAttachments={attaching.attachments.length > 0}
          blocked={model.id ? attaching.blocked : t("noModel")}
          onRunAgain={waitsForAnswer && !busy ? runAgain : undefined}
          onSend={() => {
            attaching.dismiss();
            sending.sendDraft();
          }}
          onStop={stop}
          thinking={
            model.summary?.thinking === "switchable" && kind === "chat" ? options.options.thinking : null
          }
          onThinking={(thinking) => options.setOptions({ thinking })}
          optionCount={optionCount(options)}
          panelOpen={options.panelOpen}
          onPanel={() => options.set({ panelOpen: !options.panelOpen })}
          attach={kind === "chat" && <AttachButton attaching={attaching} />}
          estimate={
            attaching.counts && (
              <TokenEstimate
                path={path}
                systemPrompt={prompt.text}
                text={draft.text}
                attachments={attaching.attachments}
                model={model.summary}
              />
            )
          }
          above={
            <>
              {sending.queue.length > 0 && (
                <QueueStrip
                  queue={sending.queue}
                  onSendNow={sending.sendNow}
                  onEdit={(message) => {
                    sending.removeQueued(message.id);
                    draft.change({ text: message.text, attachments: message.attachments ?? [] });
                    inputRef.current?.focus();
                  }}
                  onRemove={sending.removeQueued}
                />
              )}
              {documentPrompts && (
                <DocumentPrompts
                  prompts={documentPrompts}
                  onPick={(text) => {
                    draft.change({ text });
                    inputRef.current?.focus();
                  }}
                />
              )}
              {attaching.busy && <AttachmentArea attaching={attaching} model={model} temporary={temporary} />}
            </>
          }
        />
      </div>
      {options.panelOpen && (
        <OptionsSide
          kind={kind}
          options={options}
          model={model.summary}
          modelId={model.id}
          adapted={adapted}
          systemPrompt={prompt.text}
          onSystemPrompt={prompt.type}
          onSystemPromptDone={prompt.done}
          onApply={apply}
          onClose={() => options.set({ panelOpen: false })}
        />
      )}
      {inspected && <RunInspector runId={inspected} onClose={() => setInspected(undefined)} />}
    </div>
  );
}
