"use client";

import { Columns3, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { Composer } from "@/components/chat/composer";
import { useStopKey } from "@/components/chat/use-stop-key";
import { BlindVote, type RevealedLane } from "@/components/shared/blind/blind-vote";
import { laneLetter } from "@/components/shared/blind/lane-letter";
import { ErrorNotice } from "@/components/shared/error-notice";
import { SaveFailure } from "@/components/shared/save-failure";
import { useDraft } from "@/components/shared/use-draft";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { useKeptFocus } from "@/components/ui/use-kept-focus";
import { askBlindly } from "@/lib/compare/blind-round";
import type { Comparison } from "@/lib/compare/comparison";
import type { RoundRecord } from "@/lib/history/record";
import { BlindBar } from "./blind-bar";
import { BlindLane } from "./blind-lane";
import { useRound } from "./use-round";

type BlindRoundProps = {
  comparison: Comparison;
  /** As it was stored when the page was opened; absent for one that begins now. */
  stored: RoundRecord | undefined;
};

/** A round from its first question to its vote, and what it was afterwards. */
export function BlindRound({ comparison, stored }: BlindRoundProps) {
  const t = useTranslations("blind");
  const router = useRouter();
  const { round, columnIds, states, saveFailure, failure, voting, vote } = useRound(comparison, stored);
  const { threadId } = comparison;
  const result = round?.result;
  const busy = states.includes("running");
  const areaRef = useRef<HTMLDivElement>(null);
  useKeptFocus(areaRef, areaRef);
  useStopKey(busy, () => comparison.stopAll());
  useEffect(() => {
    // Not the box: the keys that vote would be typed into it.
    areaRef.current?.focus({ preventScroll: true });
  }, []);

  const newRound = () => router.push("/compare/blind");
  const revealed = result?.models.map(
    (model, lane): RevealedLane => ({ model, toldItself: result.toldItself.includes(lane) }),
  );
  return (
    <section
      ref={areaRef}
      aria-label={t("round")}
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col outline-none"
    >
      <BlindBar secret={result === undefined}>
        {!result && (
          <Button size="small" onClick={newRound}>
            <Plus size={15} aria-hidden /> {t("newRound")}
          </Button>
        )}
      </BlindBar>
      <SaveFailure failure={saveFailure} />
      <BlindVote
        lanes={columnIds.map((columnId, lane) => ({
          label: laneLetter(lane),
          state: states[lane] ?? "running",
          content: (
            <BlindLane
              comparison={comparison}
              columnId={columnId}
              label={laneLetter(lane)}
              told={result !== undefined}
              catchesUp={stored !== undefined && !result && !busy}
            />
          ),
        }))}
        vote={result?.vote}
        revealed={revealed}
        voting={voting}
        onVote={(wanted) => void vote(wanted)}
        next={
          <>
            <Button variant="solid" onClick={newRound}>
              <Plus size={15} aria-hidden /> {t("newRound")}
            </Button>
            <Link
              href={`/compare/${threadId}`}
              className="inline-flex h-9 items-center gap-1.5 rounded-lg border border-line bg-surface px-3.5 text-sm font-medium hover:bg-sunken"
            >
              <Columns3 size={15} aria-hidden /> {t("openSideBySide")}
            </Link>
          </>
        }
      />
      {failure && !result && (
        <div className="mx-auto w-full max-w-3xl px-4 pb-2">
          <ErrorNotice
            error={failure}
            action={
              <Button size="small" onClick={newRound}>
                {t("newRound")}
              </Button>
            }
          />
        </div>
      )}
      {!result && <FollowUp comparison={comparison} busy={busy} onSent={() => areaRef.current?.focus()} />}
    </section>
  );
}

type FollowUpProps = { comparison: Comparison; busy: boolean; onSent: () => void };

/** Before the vote the conversation goes on in all lanes at once. */
function FollowUp({ comparison, busy, onSent }: FollowUpProps) {
  const t = useTranslations("blind");
  const draft = useDraft(comparison.threadId, "");
  const inputRef = useRef<HTMLTextAreaElement>(null);
  const send = () => {
    const delivered = comparison.deliver({ text: draft.text }, askBlindly);
    if (!delivered) return;
    draft.clear(delivered);
    onSent();
  };
  return (
    <Composer
      inputRef={inputRef}
      draft={draft.text}
      placeholder={t("followUp")}
      onDraft={(text) => draft.change({ text })}
      busy={busy}
      queues={false}
      hasAttachments={false}
      blocked={busy ? t("waitForAll") : undefined}
      onRunAgain={undefined}
      onSend={send}
      onStop={() => comparison.stopAll()}
      thinking={null}
      onThinking={() => {}}
    />
  );
}
