"use client";

import dynamic from "next/dynamic";
import type { RefObject } from "react";
import { useTranslations } from "use-intl";
import { whenOnline } from "@/lib/ui/when-online";
import { AttachButton } from "./attachments/attach-button";
import { Composer } from "./composer";
import { optionCount } from "./use-answer-request";
import type { Conversation } from "./use-conversation";
import type { QueuedMessage } from "./use-message-queue";

const AdaptedNotice = dynamic(
  () => whenOnline(async () => (await import("./adapted-notice")).AdaptedNotice),
  { ssr: false },
);
const AsideNotice = dynamic(() => whenOnline(async () => (await import("./aside-notice")).AsideNotice), {
  ssr: false,
});
const AttachmentArea = dynamic(
  () => whenOnline(async () => (await import("./attachments/attachment-area")).AttachmentArea),
  {
    ssr: false,
  },
);
const DocumentPrompts = dynamic(
  () => whenOnline(async () => (await import("./attachments/document-prompts")).DocumentPrompts),
  { ssr: false },
);
const QueueStrip = dynamic(() => whenOnline(async () => (await import("./queue-strip")).QueueStrip), {
  ssr: false,
});
const TokenEstimate = dynamic(
  () => whenOnline(async () => (await import("./attachments/token-estimate")).TokenEstimate),
  {
    ssr: false,
  },
);

type ConversationComposerProps = {
  conversation: Conversation;
  inputRef: RefObject<HTMLTextAreaElement | null>;
};

const joinTexts = (...texts: string[]) => texts.filter((text) => text.trim() !== "").join("\n\n");

/** The box in which a conversation goes on, with all that belongs to the message that is being written. */
export function ConversationComposer({ conversation, inputRef }: ConversationComposerProps) {
  const t = useTranslations("chat");
  const { kind, thread, options, model, prompt, draft, attaching, sending } = conversation;
  const chat = kind === "chat";
  const switchable = chat && model.summary?.thinking === "switchable";
  return (
    <Composer
      inputRef={inputRef}
      draft={draft.text}
      onDraft={(text) => draft.change({ text })}
      suffix={chat ? undefined : { value: draft.suffix, onChange: (suffix) => draft.change({ suffix }) }}
      busy={thread.busy}
      hasAttachments={attaching.attachments.length > 0}
      blocked={model.id ? attaching.blocked : t("noModel")}
      onRunAgain={conversation.runAgain}
      onSend={() => {
        attaching.dismiss();
        sending.sendDraft();
      }}
      onStop={conversation.stop}
      thinking={switchable ? options.options.thinking : null}
      onThinking={(thinking) => options.setOptions({ thinking })}
      optionCount={optionCount(kind, options)}
      panelOpen={options.panelOpen}
      onPanel={() => options.set({ panelOpen: !options.panelOpen })}
      attach={chat && <AttachButton attaching={attaching} />}
      estimate={
        attaching.counts && (
          <TokenEstimate
            path={thread.path}
            systemPrompt={prompt.text}
            text={draft.text}
            attachments={attaching.attachments}
            model={model.summary}
          />
        )
      }
      above={<AboveBox conversation={conversation} inputRef={inputRef} />}
    />
  );
}

/** What waits, what is attached, and what will not be sent as it is set. */
function AboveBox({ conversation, inputRef }: ConversationComposerProps) {
  const { kind, options, model, draft, attaching, sending, adapted, temporary } = conversation;
  const documentPrompts = kind === "chat" ? model.summary?.traits.documentPrompts : undefined;
  const write = (change: Parameters<typeof draft.change>[0]) => {
    draft.change(change);
    inputRef.current?.focus();
  };
  const takeBack = (message: QueuedMessage) => {
    sending.removeQueued(message);
    write({
      text: joinTexts(message.text, draft.text),
      suffix: joinTexts(message.suffix ?? "", draft.suffix),
      attachments: [...(message.attachments ?? []), ...draft.attachments],
    });
  };
  return (
    <>
      {sending.queue.length > 0 && (
        <QueueStrip
          queue={sending.queue}
          onSendNow={sending.sendNow}
          onEdit={takeBack}
          onRemove={sending.removeQueued}
        />
      )}
      {draft.aside !== "" && (
        <AsideNotice
          words={draft.aside}
          onUse={() => {
            draft.swapAside();
            inputRef.current?.focus();
          }}
          onDrop={() => draft.change({ aside: "" })}
        />
      )}
      {adapted.length > 0 && !options.panelOpen && (
        <AdaptedNotice adapted={adapted} onShow={() => options.set({ panelOpen: true })} />
      )}
      {documentPrompts && (
        <DocumentPrompts
          prompts={documentPrompts}
          onPick={(text) =>
            write({ text: draft.text.includes(text) ? draft.text : joinTexts(text, draft.text) })
          }
        />
      )}
      {attaching.busy && <AttachmentArea attaching={attaching} model={model} temporary={temporary} />}
    </>
  );
}
