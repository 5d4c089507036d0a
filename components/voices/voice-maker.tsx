"use client";

import { LoaderCircle, MicVocal, Square, Trash2, X } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { useElapsed } from "@/components/shared/use-elapsed";
import { Button, IconButton } from "@/components/ui/button";
import { formatSeconds } from "@/lib/ui/format";
import { ClipFindings } from "./clip-findings";
import { ClipSource } from "./clip-source";
import { ClipTrimmer } from "./clip-trimmer";
import { MakingFailure } from "./making-failure";
import { NameFields } from "./name-fields";
import type { VoiceMakerState } from "./use-voice-maker";
import { WordsField } from "./words-field";

type VoiceMakerProps = { maker: VoiceMakerState; onClose: () => void; closable: boolean };

/** Where a voice is made: recording, words, name, one after the other on one page. */
export function VoiceMaker({ maker, onClose, closable }: VoiceMakerProps) {
  const t = useTranslations("voices");
  const [replacing, setReplacing] = useState(false);
  const { clip, part, check, recordingName, opened, begun, making, missing } = maker;
  const choosing = replacing || !(clip || opened.step === "reading");
  return (
    <form
      aria-label={t("makeTitle")}
      className="grid grid-cols-1 gap-4 rounded-card border border-line bg-surface p-3 shadow-sm sm:p-5"
      onSubmit={(event) => {
        event.preventDefault();
        maker.make();
      }}
    >
      <header className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <h2 className="text-lg font-semibold tracking-tight">{t("makeTitle")}</h2>
          {!clip && <p className="text-sm text-ink-muted">{t("makeIntro")}</p>}
        </div>
        {closable && !begun && (
          <IconButton label={t("close")} onClick={onClose}>
            <X size={18} />
          </IconButton>
        )}
        {begun && (
          <Button
            size="small"
            variant="ghost"
            disabled={making.step === "making"}
            onClick={() => {
              setReplacing(false);
              maker.throwAway();
            }}
          >
            <Trash2 size={14} aria-hidden /> {t("throwAway")}
          </Button>
        )}
      </header>
      <Step number={1} title={t("clip")} hint={clip ? undefined : t("firstStep")}>
        {choosing && <ClipSource maker={maker} onTaken={() => setReplacing(false)} />}
        {choosing && clip && (
          <Button size="small" className="justify-self-start" onClick={() => setReplacing(false)}>
            {t("keepThis")}
          </Button>
        )}
        {opened.step === "reading" && (
          <p role="status" className="flex h-20 items-center gap-2 text-sm text-ink-muted">
            <LoaderCircle size={16} className="animate-spin text-accent" aria-hidden /> {t("reading")}
          </p>
        )}
        {!choosing && clip && part && check && (
          <>
            <p className="flex min-w-0 flex-wrap items-center gap-2 text-sm">
              <span className="min-w-0 truncate text-ink-muted">{recordingName}</span>
              <Button size="small" variant="ghost" onClick={() => setReplacing(true)}>
                {t("another")}
              </Button>
            </p>
            <ClipTrimmer clip={clip} part={part} onChange={maker.setPart} />
            <ClipFindings check={check} />
          </>
        )}
      </Step>
      {clip ? (
        <>
          <Step number={2} title={t("words")} bare>
            <WordsField maker={maker} />
          </Step>
          <Step number={3} title={t("name")} bare>
            <NameFields maker={maker} />
          </Step>
          <Making maker={maker} />
        </>
      ) : (
        <>
          <Step number={2} title={t("words")} hint={t("secondStep")} />
          <Step number={3} title={t("name")} hint={t("thirdStep")} />
          {missing !== "reading" && <p className="text-xs text-ink-muted">{t("consent")}</p>}
        </>
      )}
    </form>
  );
}

type StepProps = {
  number: number;
  title: string;
  hint?: string | undefined;
  /** What lies in it says its title itself. */
  bare?: boolean;
  children?: ReactNode;
};

function Step({ number, title, hint, bare = false, children }: StepProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={bare ? undefined : id}
      className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2"
    >
      <span
        aria-hidden
        className="grid size-6 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent"
      >
        {number}
      </span>
      <div className="grid min-w-0 grid-cols-1 gap-2">
        {!bare && (
          <div>
            <h3 id={id} className="text-sm font-medium">
              {title}
            </h3>
            {hint && <p className="text-sm text-ink-muted">{hint}</p>}
          </div>
        )}
        {children}
      </div>
    </section>
  );
}

/** The last step, how far it is, and why it failed. */
function Making({ maker }: { maker: VoiceMakerState }) {
  const t = useTranslations("voices");
  const [tried, setTried] = useState(false);
  const { making, missing } = maker;
  const working = making.step === "making";
  const elapsed = useElapsed(working ? making.since : 0, working);
  return (
    <div className="grid grid-cols-1 gap-2 border-t border-line pt-3">
      {making.step === "failed" && <MakingFailure error={making.error} onRetry={maker.make} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          type="submit"
          variant="solid"
          aria-disabled={missing !== undefined || working}
          onClick={() => setTried(true)}
        >
          <MicVocal size={17} aria-hidden /> {t("makeNow")}
        </Button>
        {working ? (
          <>
            <span role="status" className="flex items-center gap-2 text-sm text-ink-muted tabular-nums">
              <LoaderCircle size={15} className="animate-spin text-accent" aria-hidden />
              {t("making", { seconds: formatSeconds(elapsed) })}
            </span>
            <Button size="small" onClick={maker.stopMaking}>
              <Square size={11} fill="currentColor" aria-hidden /> {t("stopMaking")}
            </Button>
          </>
        ) : (
          <p role="status" className="min-w-0 text-xs text-ink-muted">
            {tried && missing ? (
              <span className="text-warning">{t(`missing.${missing}`)}</span>
            ) : (
              `${t("makingPrice")} ${t("kept")}`
            )}
          </p>
        )}
      </div>
      <p className="text-xs text-ink-faint">{t("consent")}</p>
    </div>
  );
}
