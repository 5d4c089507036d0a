"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { preloadMarkdown } from "@/components/shared/markdown/markdown-view";
import { SaveFailure } from "@/components/shared/save-failure";
import { useGuidedStart } from "@/components/shared/use-guided-start";
import { useKeptFocus } from "@/components/ui/use-kept-focus";
import { loadRunClient } from "@/lib/runs/run-source";
import { whenOnline } from "@/lib/ui/when-online";
import { AnswerAnnouncer } from "./answer-announcer";
import { ChatHeader } from "./chat-header";
import { ConversationComposer } from "./conversation-composer";
import { EmptyChat } from "./empty-chat";
import { ReadAloudContext } from "./read-aloud/read-aloud-context";
import { useReadAloud } from "./read-aloud/use-read-aloud";
import { type ConversationProps, useConversation } from "./use-conversation";
import { useMessageActions } from "./use-message-actions";

const AnswerFollower = dynamic(
  () => whenOnline(async () => (await import("./answer-follower")).AnswerFollower),
  { ssr: false },
);
const DropZone = dynamic(() => whenOnline(async () => (await import("./attachments/drop-zone")).DropZone), {
  ssr: false,
});
const loadMessageList = () => import("./message-list");
const MessageList = dynamic(() => whenOnline(async () => (await loadMessageList()).MessageList), {
  ssr: false,
});
const OptionsSide = dynamic(
  () => whenOnline(async () => (await import("./parameters/options-side")).OptionsSide),
  { ssr: false },
);
const RunInspector = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/inspector/run-inspector")).RunInspector),
  { ssr: false },
);
const UndoNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/undo-notice")).UndoNotice),
  {
    ssr: false,
  },
);

const ReadAloudHost = dynamic(
  () => whenOnline(async () => (await import("./read-aloud/read-aloud-host")).ReadAloudHost),
  { ssr: false },
);

type ChatThreadViewProps = ConversationProps & {
  /** The message to begin at. */
  messageId?: string;
};

/** One conversation with its header, its messages, the box to go on in, and what goes along with a message. */
export function ChatThreadView({ messageId, ...props }: ChatThreadViewProps) {
  const t = useTranslations("chat");
  const conversation = useConversation(props);
  const { kind, temporary, store, thread, model, request, draft, attaching, sending } = conversation;
  const { session, path, busy } = thread;
  const aloud = useReadAloud();
  const [deleted, setDeleted] = useState<string>();
  const [inspected, setInspected] = useState<string>();
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const areaRef = useRef<HTMLDivElement>(null);
  useKeptFocus(areaRef, inputRef);
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
    // What follows the first message is fetched ahead; when that fails, the list asks again and says so.
    loadMessageList().catch(() => {});
    loadRunClient().catch(() => {});
    // On a touch screen a focused box opens the keyboard over half of the page.
    if (!matchMedia("(pointer: coarse)").matches) inputRef.current?.focus();
  }, []);

  const pick = (text: string) => (model.id ? sending.send({ text }) : draft.change({ text }));
  const fresh = path.length === 0 && kind === "chat" && !temporary;
  useGuidedStart("chat", fresh && model.id !== null, () => pick(t("example1Prompt")));
  return (
    <div ref={areaRef} className="flex h-full min-h-0">
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
          <ReadAloudContext value={kind === "chat" ? aloud.choice : null}>
            <MessageList thread={thread} actions={actions} startAt={messageId} />
          </ReadAloudContext>
        )}
        <AnswerAnnouncer busy={busy} last={thread.live} />
        {deleted && (
          <UndoNotice
            key={deleted}
            text={t("messageDeleted")}
            onUndo={() => {
              void session.restore(deleted);
              setDeleted(undefined);
            }}
            onGone={() => setDeleted(undefined)}
          />
        )}
        {(aloud.answerId !== undefined || aloud.settings.always) && (
          <ReadAloudHost thread={thread} temporary={temporary} use={aloud} />
        )}
        <ConversationComposer conversation={conversation} inputRef={inputRef} />
      </div>
      {conversation.options.panelOpen && <ConversationOptions conversation={conversation} />}
      {inspected && <RunInspector runId={inspected} onClose={() => setInspected(undefined)} />}
    </div>
  );
}

function ConversationOptions({ conversation }: { conversation: ReturnType<typeof useConversation> }) {
  const { kind, options, model, adapted, prompt, apply } = conversation;
  return (
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
  );
}
