"use client";

import { Layers } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Composer } from "@/components/chat/composer";
import { ErrorNotice } from "@/components/shared/error-notice";
import { Examples } from "@/components/shared/examples";
import { preloadMarkdown } from "@/components/shared/markdown/markdown-view";
import { useDraft } from "@/components/shared/use-draft";
import { useGuidedStart } from "@/components/shared/use-guided-start";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { laneCounts } from "@/lib/compare/blind-preferences";
import { askBlindly, beginRound } from "@/lib/compare/blind-round";
import type { Comparison } from "@/lib/compare/comparison";
import type { AppError } from "@/lib/core/app-error";
import { loadRunClient } from "@/lib/runs/run-source";
import { whenOnline } from "@/lib/ui/when-online";
import { BlindBar } from "./blind-bar";
import { TaskChoice } from "./task-choice";
import { useBlindPreferences } from "./use-blind-preferences";

const PoolDialog = dynamic(() => whenOnline(async () => (await import("./pool-dialog")).PoolDialog), {
  ssr: false,
});

/** What is typed for a round that has not begun is kept under this key. */
const newRoundDraft = "new-blind-round";
const examples = ["example1", "example2", "example3", "example4"] as const;

/** Before a round: how many lanes, from which models, for which task, and the question that begins it. */
export function BlindStart({ onBegun }: { onBegun: (comparison: Comparison) => void }) {
  const t = useTranslations("blind");
  const preferences = useBlindPreferences();
  const draft = useDraft(newRoundDraft, "");
  const [choosing, setChoosing] = useState(false);
  const [beginning, setBeginning] = useState(false);
  const [failure, setFailure] = useState<AppError>();
  const inputRef = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    preloadMarkdown();
    loadRunClient().catch(() => {});
    if (!matchMedia("(pointer: coarse)").matches) inputRef.current?.focus();
  }, []);

  const { lanes, task, pool, ready, set } = preferences;
  const begin = async (text: string) => {
    if (beginning) return;
    setBeginning(true);
    setFailure(undefined);
    const begun = await beginRound({ lanes, task: task.trim(), pool });
    if (!begun.ok) {
      setBeginning(false);
      if (draft.text === "") draft.change({ text });
      return setFailure(begun.error);
    }
    const delivered = begun.value.deliver({ text }, askBlindly);
    if (text === draft.text) draft.clear(delivered);
    await delivered;
    setBeginning(false);
    onBegun(begun.value);
  };
  useGuidedStart("blind", true, () => void begin(t("example1Prompt")));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <BlindBar secret={false}>
        <fieldset disabled={!ready} className="contents">
          <SegmentedChoice
            label={t("lanes")}
            value={String(lanes)}
            options={laneCounts.map((count) => ({ value: String(count), label: String(count) }))}
            onChange={(value) => set({ lanes: laneCounts.find((count) => String(count) === value) ?? lanes })}
          />
          <Button
            size="small"
            variant="ghost"
            aria-haspopup="dialog"
            title={t("poolTitle")}
            onClick={() => setChoosing(true)}
          >
            <Layers size={15} aria-hidden /> {pool ? t("poolOwn", { count: pool.length }) : t("poolDefault")}
          </Button>
          <TaskChoice task={task} onTask={(next) => set({ task: next })} />
        </fieldset>
      </BlindBar>
      <div className="flex min-h-0 grow flex-col overflow-y-auto">
        <section aria-label={t("emptyTitle")} className="m-auto w-full max-w-3xl px-4 py-8">
          <h1 className="text-2xl font-semibold tracking-tight">{t("emptyTitle")}</h1>
          <p className="mt-1 text-ink-muted">{t("emptyHint")}</p>
          <div className="mt-5">
            <Examples
              examples={examples.map((id) => ({ id, title: t(`${id}Title`), text: t(`${id}Prompt`) }))}
              disabled={beginning}
              onChoose={(text) => void begin(text)}
            />
          </div>
        </section>
      </div>
      {failure && (
        <div className="mx-auto w-full max-w-3xl px-4 pb-2">
          <ErrorNotice error={failure} />
        </div>
      )}
      <Composer
        inputRef={inputRef}
        draft={draft.text}
        placeholder={t("placeholder")}
        onDraft={(text) => draft.change({ text })}
        busy={false}
        hasAttachments={false}
        blocked={beginning ? t("drawing") : undefined}
        onRunAgain={undefined}
        onSend={() => void begin(draft.text)}
        onStop={async () => {}}
        thinking={null}
        onThinking={() => {}}
      />
      {choosing && (
        <PoolDialog pool={pool} onPool={(next) => set({ pool: next })} onClose={() => setChoosing(false)} />
      )}
    </div>
  );
}
