"use client";

import { Check, LoaderCircle, Mic, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { ErrorNotice } from "@/components/shared/error-notice";
import { selectClass } from "@/components/shared/select-class";
import { useFavouritesFirst } from "@/components/shared/use-favourites";
import { Button } from "@/components/ui/button";
import { formatClock } from "@/lib/ui/format";
import { isShortcut, shortcuts } from "@/lib/ui/shortcuts";
import { KeptRecordings } from "../recorder/kept-recordings";
import { LiveWave } from "../recorder/live-wave";
import type { TextBox } from "./text-box";
import { type Dictation, useDictation } from "./use-dictation";
import { usePlaceBeside } from "./use-place-beside";

/**
 * Floats beside a text box while somebody dictates into it. Enter or the same keys again finish. Escape throws away
 * what is being said; what was said to its end stays stored.
 */
export function DictationPanel({ box, onEnd }: { box: TextBox; onEnd: () => void }) {
  const t = useTranslations("dictation");
  const dictation = useDictation(box, onEnd);
  const place = usePlaceBeside(box);
  const ref = useRef<HTMLElement>(null);
  const { recorder, cancel, close } = dictation;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins once, when it is opened
  useEffect(() => {
    recorder.start();
    ref.current?.focus();
  }, []);
  const step = dictation.writing.step === "none" ? recorder.state.step : dictation.writing.step;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the button that was pressed goes with its step
  useEffect(() => {
    if (document.activeElement === document.body) ref.current?.focus();
  }, [step]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const inside = event.target instanceof Node && ref.current?.contains(event.target);
      const finishes =
        isShortcut(event, shortcuts.dictate) || (event.key === "Enter" && event.target === ref.current);
      if (finishes && step === "recording") recorder.stop();
      else if (event.key === "Escape" && inside) (step === "writing" || step === "failed" ? close : cancel)();
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    // Before anybody else hears it: Escape would stop an answer or close a dialog.
    window.addEventListener("keydown", onKeyDown, true);
    return () => window.removeEventListener("keydown", onKeyDown, true);
  }, [recorder, cancel, close, step]);
  // What lies beside an open dialog cannot be reached.
  const home = box.closest("dialog, [role=dialog]") ?? document.body;
  return createPortal(
    <section
      ref={ref}
      aria-label={t("title")}
      tabIndex={-1}
      style={place}
      className="fixed z-40 grid grid-cols-1 gap-2 rounded-card border border-line bg-raised p-3 text-sm text-ink shadow-float outline-none"
    >
      <Content dictation={dictation} />
      <KeptRecordings purpose="dictation" onUse={(file, { id }) => dictation.use({ id, file })} />
    </section>,
    home,
  );
}

function Content({ dictation }: { dictation: Dictation }) {
  const t = useTranslations("dictation");
  const { writing, again, write, close, cancel } = dictation;
  switch (writing.step) {
    case "none":
      return <Speaking dictation={dictation} />;
    case "writing":
      return (
        <Row>
          <p role="status" className="flex grow items-center gap-2">
            <LoaderCircle size={16} className="animate-spin text-accent" aria-hidden /> {t("writing")}
          </p>
          <Button size="small" onClick={close}>
            {t("later")}
          </Button>
        </Row>
      );
    case "failed":
      return (
        <ErrorNotice
          error={writing.error}
          action={
            <>
              <Button size="small" variant="solid" onClick={() => void write(writing.spoken)}>
                {t("retry")}
              </Button>
              <Button size="small" onClick={close}>
                {t("later")}
              </Button>
              <Button size="small" variant="ghost" onClick={cancel}>
                {t("throwAway")}
              </Button>
            </>
          }
        />
      );
    case "empty":
      return (
        <Row>
          <p role="alert" className="grow text-warning">
            {t("empty")}
          </p>
          <Button size="small" onClick={again}>
            <Mic size={14} aria-hidden /> {t("again")}
          </Button>
          <Button size="small" variant="ghost" onClick={cancel}>
            {t("close")}
          </Button>
        </Row>
      );
    case "homeless":
      return (
        <>
          <p role="alert">{t("homeless")}</p>
          <p className="max-h-40 overflow-y-auto rounded-lg bg-sunken p-2">{writing.text}</p>
          <Row>
            <CopyButton text={() => writing.text} label={t("copy")} copiedLabel={t("copied")} />
            <Button size="small" className="ms-auto" onClick={close}>
              {t("close")}
            </Button>
          </Row>
        </>
      );
  }
}

const Row = ({ children }: { children: React.ReactNode }) => (
  <div className="flex flex-wrap items-center gap-2">{children}</div>
);

function Speaking({ dictation }: { dictation: Dictation }) {
  const t = useTranslations("dictation");
  const words = useTranslations("recorder");
  const { recorder, writer, again, cancel } = dictation;
  const { models, model, choose } = writer;
  const sorted = useFavouritesFirst(models);
  const { state, seconds, meter, stop } = recorder;
  if (state.step === "failed")
    return (
      <div role="alert">
        <p className="font-medium text-danger">{words(`failed.${state.reason}.title`)}</p>
        <p className="mt-1">{words(`failed.${state.reason}.advice`)}</p>
        <div className="mt-2 flex gap-2">
          <Button size="small" onClick={again}>
            {words("again")}
          </Button>
          <Button size="small" variant="ghost" onClick={cancel}>
            {t("close")}
          </Button>
        </div>
      </div>
    );
  const recording = state.step === "recording";
  return (
    <>
      <div className="flex items-center gap-3">
        <p role="status" className="flex items-center gap-2 whitespace-nowrap">
          <span
            aria-hidden
            className={
              recording
                ? "size-2.5 animate-pulse rounded-full bg-danger"
                : "size-2.5 rounded-full bg-ink-faint"
            }
          />
          {t(recording ? "speak" : state.step === "asking" ? "asking" : "starting")}
        </p>
        <LiveWave meter={meter} className="h-8 grow" />
        <span className="text-xs tabular-nums text-ink-muted">{formatClock(seconds * 1000)}</span>
      </div>
      {recording && state.silent && <p className="text-xs text-warning">{words("silent")}</p>}
      <Row>
        <Button size="small" variant="solid" disabled={!recording} onClick={stop}>
          <Check size={14} aria-hidden /> {t("finish")}
        </Button>
        <Button size="small" onClick={cancel}>
          <X size={14} aria-hidden /> {t("cancel")}
        </Button>
        {models.length > 1 && model && (
          <select
            aria-label={t("model")}
            value={model.id}
            onChange={(event) => choose(event.target.value)}
            className={`${selectClass} ms-auto max-w-40`}
          >
            {sorted.map(({ id }) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        )}
      </Row>
    </>
  );
}
