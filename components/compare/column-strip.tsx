"use client";

import { type KeyboardEvent, useRef, useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import { answerText } from "@/lib/chat/answer-words";
import { textOf } from "@/lib/chat/chat-message";
import type { ChatSession } from "@/lib/chat/chat-session";
import type { ModelSummary } from "@/lib/models/model-summary";
import { cn } from "@/lib/ui/cn";
import { ColumnFigures } from "./column-figures";
import type { ComparisonState } from "./use-comparison";

type ColumnStripProps = {
  state: ComparisonState;
  active: string | undefined;
  /** Names only, or with numbers and the last words. */
  kind: "tabs" | "focus";
  onActive: (columnId: string) => void;
};

/** All columns in short, to choose the one that is shown whole. */
export function ColumnStrip({ state, active, kind, onActive }: ColumnStripProps) {
  const t = useTranslations("compare");
  const { columns, comparison, models } = state;
  const listRef = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
    const back = event.key === "ArrowLeft" || event.key === "ArrowUp";
    if (!forward && !back) return;
    event.preventDefault();
    const at = columns.findIndex(({ id }) => id === active) + (forward ? 1 : -1);
    const next = columns[(at + columns.length) % columns.length];
    if (!next) return;
    onActive(next.id);
    listRef.current?.querySelector<HTMLElement>(`[data-column="${next.id}"]`)?.focus();
  };
  return (
    <div
      ref={listRef}
      role="tablist"
      aria-label={t("columns")}
      aria-orientation={kind === "focus" ? "vertical" : "horizontal"}
      className={cn(
        "flex shrink-0 gap-1 overflow-auto border-line p-1",
        kind === "focus"
          ? "w-72 flex-col border-e max-lg:w-auto max-lg:flex-row max-lg:border-e-0 max-lg:border-b"
          : "border-b",
      )}
      onKeyDown={onKeyDown}
    >
      {columns.map(({ id, setup }, at) => (
        <button
          key={id}
          type="button"
          role="tab"
          data-column={id}
          aria-selected={id === active}
          tabIndex={id === active ? 0 : -1}
          onClick={() => onActive(id)}
          className={cn(
            "min-w-0 shrink-0 rounded-lg px-2 py-1.5 text-start text-sm",
            kind === "focus" ? "max-lg:w-64" : "max-w-56",
            id === active ? "bg-accent-soft" : "hover:bg-sunken",
          )}
        >
          <span className="block truncate font-medium">
            {at + 1}. {setup.model ?? t("noModel")}
          </span>
          {kind === "focus" && <InShort session={comparison.session(id)} models={models.models} />}
        </button>
      ))}
    </div>
  );
}

/** How much of an answer fits into two lines, and how much of its end while it comes in. */
const preview = 120;
const newest = 50;

/** The words of an answer without the marks that only its whole form needs. */
const glimpse = (text: string) =>
  text
    .replace(/[#*`|]+|-{3,}/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** The numbers and the last words of a column that is not shown whole. */
function InShort({ session, models }: { session: ChatSession; models: readonly ModelSummary[] }) {
  const state = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  const last = state.path.at(-1);
  const words = last?.role === "assistant" ? glimpse(answerText(last)) : "";
  const coming = state.busy && state.live ? glimpse(textOf(state.live)) : undefined;
  return (
    <>
      <span className="line-clamp-2 text-xs text-ink-muted wrap-anywhere">
        {coming ? `…${coming.slice(-newest)}` : words.slice(0, preview)}
      </span>
      <span className="-mx-2 block">
        <ColumnFigures thread={{ session, kept: true, ...state }} models={models} />
      </span>
    </>
  );
}
