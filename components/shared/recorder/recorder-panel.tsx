"use client";

import { Check, LoaderCircle, Mic, Pause, Play, Trash2 } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { RecorderFailure } from "@/lib/recording/failure";
import { formatClock } from "@/lib/ui/format";
import { LiveWave } from "./live-wave";
import { MicrophoneSelect } from "./microphone-select";
import type { Recorder } from "./use-recorder";

type RecorderPanelProps = {
  recorder: Recorder;
  /** What can be done instead of recording; beside the button, while nothing is recorded. */
  children?: ReactNode;
};

/** Recording, from the first press to the finished recording; what becomes of that is its user's. */
export function RecorderPanel({ recorder, children }: RecorderPanelProps) {
  const t = useTranslations("recorder");
  const { state } = recorder;
  const ref = useFocusKept(state.step);
  return (
    <section ref={ref} aria-label={t("title")} className="grid grid-cols-1 gap-2">
      <Step recorder={recorder}>{children}</Step>
      <p role="status" className="sr-only">
        {(state.step === "recording" || state.step === "paused") && t(state.step)}
      </p>
    </section>
  );
}

/** The button that was pressed goes with its step: who uses the keyboard finds themselves on the next one. */
function useFocusKept(step: string) {
  const ref = useRef<HTMLElement>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    if (document.activeElement === document.body)
      ref.current?.querySelector("button")?.focus({ preventScroll: true });
  }, [step]);
  return ref;
}

function Step({ recorder, children }: RecorderPanelProps) {
  const t = useTranslations("recorder");
  const { state } = recorder;
  switch (state.step) {
    case "asking":
      return <Waiting text={t("asking")} onCancel={recorder.cancel} />;
    case "finishing":
      return <Waiting text={t("finishing")} />;
    case "recording":
    case "paused":
      return <Going recorder={recorder} />;
    case "failed":
      return (
        <Failed reason={state.reason}>
          <StartButton recorder={recorder} label={t("again")} />
          {children}
        </Failed>
      );
    default:
      return (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <StartButton recorder={recorder} label={t("record")} />
          {children}
          <MicrophoneSelect recorder={recorder} />
          <p className="text-xs text-ink-muted">{t("atMost", lengthOf(recorder.maxSeconds))}</p>
        </div>
      );
  }
}

/** A length as the messages of this name take it. */
export const lengthOf = (seconds: number) => ({
  minutes: Math.floor(seconds / 60),
  seconds: Math.round(seconds),
});

function StartButton({ recorder, label }: { recorder: Recorder; label: string }) {
  return (
    <Button onClick={recorder.start}>
      <Mic size={16} aria-hidden /> {label}
    </Button>
  );
}

function Waiting({ text, onCancel }: { text: string; onCancel?: () => void }) {
  const t = useTranslations("recorder");
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
      <LoaderCircle size={16} className="animate-spin text-accent" aria-hidden /> {text}
      {onCancel && (
        <Button size="small" onClick={onCancel}>
          {t("cancel")}
        </Button>
      )}
    </p>
  );
}

function Failed({ reason, children }: { reason: RecorderFailure; children: ReactNode }) {
  const t = useTranslations("recorder");
  return (
    <div role="alert" className="rounded-card border border-danger/30 bg-danger-soft px-4 py-3 text-sm">
      <p className="font-medium text-danger">{t(`failed.${reason}.title`)}</p>
      <p className="mt-1">
        {t(`failed.${reason}.advice`)} {reason !== "nothing-recorded" && t("fileInstead")}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">{children}</div>
    </div>
  );
}

function Going({ recorder }: { recorder: Recorder }) {
  const t = useTranslations("recorder");
  const { state, seconds, maxSeconds, meter } = recorder;
  const paused = state.step === "paused";
  return (
    <>
      <div className="flex min-w-0 items-center gap-3">
        <span
          aria-hidden
          className={
            paused
              ? "size-2.5 shrink-0 bg-ink-faint"
              : "size-2.5 shrink-0 animate-pulse rounded-full bg-danger"
          }
        />
        <span className="whitespace-nowrap text-sm tabular-nums">
          {t("of", { time: formatClock(seconds * 1000), most: formatClock(maxSeconds * 1000) })}
        </span>
        <LiveWave meter={meter} className="h-10 grow" />
      </div>
      <Warning recorder={recorder} />
      <Choices recorder={recorder} paused={paused} />
    </>
  );
}

function Choices({ recorder, paused }: { recorder: Recorder; paused: boolean }) {
  const t = useTranslations("recorder");
  /** Nothing before it was asked for the first time. */
  const [asking, setAsking] = useState<boolean>();
  if (asking)
    return (
      <div
        role="alertdialog"
        aria-label={t("confirmThrowAway")}
        className="flex flex-wrap items-center gap-2 text-sm"
      >
        <p>{t("confirmThrowAway")}</p>
        <Button variant="warning" onClick={recorder.cancel}>
          <Trash2 size={16} aria-hidden /> {t("throwAway")}
        </Button>
        <Button autoFocus onClick={() => setAsking(false)}>
          {t("keepOn")}
        </Button>
      </div>
    );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button variant="solid" onClick={recorder.stop}>
        <Check size={16} aria-hidden /> {t("finish")}
      </Button>
      <Button onClick={paused ? recorder.resume : recorder.pause}>
        {paused ? <Play size={16} aria-hidden /> : <Pause size={16} aria-hidden />}
        {t(paused ? "resume" : "pause")}
      </Button>
      <Button variant="ghost" autoFocus={asking === false} onClick={() => setAsking(true)}>
        <Trash2 size={16} aria-hidden /> {t("throwAway")}
      </Button>
    </div>
  );
}

/** What a person should know before they speak for an hour. */
function Warning({ recorder: { state, meter } }: { recorder: Recorder }) {
  const t = useTranslations("recorder");
  if (state.step !== "recording" && state.step !== "paused") return null;
  const silent = state.step === "recording" && state.silent;
  const said = [
    silent && t("silent"),
    !silent && meter?.clipping && t("clipping"),
    state.unsaved && t("unsaved"),
  ];
  return (
    <p role="status" className="text-xs text-warning empty:hidden">
      {said.filter(Boolean).join(" ")}
    </p>
  );
}
