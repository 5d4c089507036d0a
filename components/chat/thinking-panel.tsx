"use client";

import { Brain, ChevronDown } from "lucide-react";
import { useContext, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useElapsed } from "@/components/shared/use-elapsed";
import { cn } from "@/lib/ui/cn";
import { formatSeconds } from "@/lib/ui/format";
import { ThinkingFoldContext } from "./thinking-fold";
import { useNewestLine } from "./use-newest-line";

type ThinkingPanelProps = {
  text: string;
  /** The model is thinking now. */
  active: boolean;
  /** The answer has begun, or there will be none. */
  answered: boolean;
  /** When thinking began, in epoch milliseconds, and how long it took once it ended. */
  startedAt: number;
  durationMs: number | undefined;
  tokens: number | undefined;
};

/**
 * What the model thinks before it answers. It opens by itself while it thinks and folds once, when the answer
 * begins, unless the reader has touched it; from then on it stays as the reader leaves it.
 */
export function ThinkingPanel({ text, active, answered, startedAt, durationMs, tokens }: ThinkingPanelProps) {
  const t = useTranslations("chat");
  const contentId = useId();
  const [open, setOpen] = useState(!answered);
  const touched = useRef(false);
  const elapsed = useElapsed(startedAt, active);
  useEffect(() => {
    if (answered && !touched.current) setOpen(false);
  }, [answered]);
  const fold = useContext(ThinkingFoldContext);
  useEffect(() => {
    if (!fold) return;
    touched.current = true;
    setOpen(fold.open);
  }, [fold]);
  const toggle = () => {
    touched.current = true;
    setOpen((current) => !current);
  };
  const label = active
    ? t("thinkingNow", { seconds: formatSeconds(elapsed) })
    : durationMs === undefined
      ? t("thought")
      : t("thoughtFor", { seconds: formatSeconds(durationMs) });
  return (
    <section aria-label={t("thought")} className="rounded-card border border-line bg-sunken text-sm">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={contentId}
        onClick={toggle}
        className="flex w-full items-center gap-2 rounded-card px-3 py-2 text-start text-ink-muted hover:text-ink"
      >
        <Brain size={15} className={cn("shrink-0", active && "animate-pulse text-accent")} aria-hidden />
        <span className="tabular-nums">{label}</span>
        {!active && tokens ? (
          <span className="text-ink-faint">· {t("thoughtTokens", { count: tokens })}</span>
        ) : null}
        <ChevronDown
          size={15}
          className={cn("ms-auto shrink-0 transition-transform", open && "rotate-180")}
          aria-hidden
        />
      </button>
      <div id={contentId} hidden={!open}>
        {open && <Thoughts text={text} label={t("thought")} />}
      </div>
    </section>
  );
}

/** A window of fixed height that follows its own newest line; the page around it stays still. */
function Thoughts({ text, label }: { text: string; label: string }) {
  const { scrollRef, contentRef } = useNewestLine("instant");
  return (
    <section
      ref={scrollRef}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className="max-h-52 overflow-y-auto border-t border-line px-3 py-2"
    >
      <div ref={contentRef} className="whitespace-pre-wrap text-ink-muted wrap-anywhere">
        {text}
      </div>
    </section>
  );
}
