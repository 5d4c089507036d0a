"use client";

import dynamic from "next/dynamic";
import type { RefObject } from "react";
import { useTranslations } from "use-intl";
import { AttachButton } from "@/components/chat/attachments/attach-button";
import { DropZone } from "@/components/chat/attachments/drop-zone";
import { useAttaching } from "@/components/chat/attachments/use-attaching";
import { Composer } from "@/components/chat/composer";
import { optionCount } from "@/components/chat/use-answer-request";
import { useDraft } from "@/components/shared/use-draft";
import { useGuidedStart } from "@/components/shared/use-guided-start";
import { lackedAbilities } from "@/lib/chat/attachments/abilities";
import type { Question } from "@/lib/chat/new-records";
import type { MessageRecord } from "@/lib/history/record";
import { takeAddress } from "@/lib/ui/take-address";
import { whenOnline } from "@/lib/ui/when-online";
import { EmptyComparison } from "./empty-comparison";
import type { ComparisonState } from "./use-comparison";

const AttachmentArea = dynamic(
  () =>
    whenOnline(async () => (await import("@/components/chat/attachments/attachment-area")).AttachmentArea),
  { ssr: false },
);

const AsideNotice = dynamic(
  () => whenOnline(async () => (await import("@/components/chat/aside-notice")).AsideNotice),
  {
    ssr: false,
  },
);

/** What is typed for a comparison that has not begun is kept under this key. */
export const newComparisonDraft = "new-comparison";

const none: readonly MessageRecord[] = [];

type CompareComposerProps = {
  state: ComparisonState;
  /** What a link fills in. */
  wanted: string;
  inputRef: RefObject<HTMLTextAreaElement | null>;
  optionsOpen: boolean;
  onOptions: () => void;
  onSent: () => void;
};

/** The box whose words go to all columns, and before anything was asked the examples above it. */
export function CompareComposer(props: CompareComposerProps) {
  const { state, wanted, inputRef, optionsOpen, onOptions, onSent } = props;
  const t = useTranslations("compare");
  const { comparison, columns, models, ask, busy, begun } = state;
  const { threadId } = comparison;
  const draft = useDraft(begun ? threadId : newComparisonDraft, wanted);
  const [first] = columns;
  const path = first ? comparison.session(first.id).getState().path : none;
  const attaching = useAttaching({ enabled: true, temporary: false, draft, path, model: undefined });
  const thinkingOf = (model: string | null) => models.models.find(({ id }) => id === model)?.thinking;
  const someCanAsk = columns.some(({ setup }) => setup.model !== null);
  const blocked =
    (busy.size > 0 && t("waitForAll")) || (!someCanAsk && t("chooseModel")) || attaching.blocked;

  const switchable = columns.find(({ setup }) => thinkingOf(setup.model) === "switchable");

  /** Gives what resolves when the question is in the history; nothing where the columns do not take it. */
  const put = (question: Question): Promise<void> | undefined => {
    const delivered = comparison.deliver(question, ask);
    if (!delivered) return undefined;
    if (!begun) void delivered.then(() => takeAddress(`/compare/${threadId}`, "/compare"));
    onSent();
    return delivered;
  };
  const send = () => {
    const delivered = put({ text: draft.text, attachments: attaching.attachments });
    if (!delivered) return;
    draft.clear(delivered);
    attaching.dismiss();
  };
  /** An example leaves alone what is being written; where it cannot be asked yet, it waits in the box or beside it. */
  const pick = (text: string) => {
    if (!blocked && put({ text }) !== undefined) return;
    draft.change(draft.text === "" || draft.text === text ? { text } : { text, aside: draft.text });
    inputRef.current?.focus();
  };
  useGuidedStart("compare", !begun && !blocked, () => pick(t("example1Prompt")));
  return (
    <>
      {attaching.dragging && <DropZone />}
      {!begun && <EmptyComparison onPick={pick} />}
      <Composer
        inputRef={inputRef}
        draft={draft.text}
        placeholder={t("placeholder")}
        onDraft={(text) => draft.change({ text })}
        busy={busy.size > 0}
        queues={false}
        hasAttachments={attaching.attachments.length > 0}
        blocked={blocked}
        onRunAgain={undefined}
        onSend={send}
        onStop={() => comparison.stopAll()}
        thinking={switchable ? switchable.setup.options.thinking : null}
        onThinking={(thinking) =>
          comparison.configureAll((setup) => ({ ...setup, options: { ...setup.options, thinking } }))
        }
        optionCount={first ? optionCount("chat", first.setup) : 0}
        panelOpen={optionsOpen}
        onPanel={onOptions}
        attach={<AttachButton attaching={attaching} />}
        above={
          <>
            <Lacking state={state} attachments={attaching.sent} />
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
            {attaching.busy && (
              <AttachmentArea
                attaching={attaching}
                model={{ ...models, summary: undefined }}
                temporary={false}
              />
            )}
          </>
        }
      />
    </>
  );
}

type LackingProps = { state: ComparisonState; attachments: Parameters<typeof lackedAbilities>[0] };

/** Which of the chosen models cannot take what goes along. */
function Lacking({ state: { columns, models }, attachments }: LackingProps) {
  const t = useTranslations("compare");
  if (attachments.length === 0) return null;
  const chosen = new Set(columns.map(({ setup }) => setup.model));
  const unable = models.models.filter(
    (model) => chosen.has(model.id) && lackedAbilities(attachments, model).length > 0,
  );
  if (unable.length === 0) return null;
  return (
    <p role="status" className="mb-1.5 rounded-card bg-warning-soft px-3 py-1.5 text-sm text-warning">
      {t("lacks", { models: unable.map(({ id }) => id).join(", ") })}
    </p>
  );
}
