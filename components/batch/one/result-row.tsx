"use client";

import { Check, CircleAlert, CircleDashed, CircleHelp, CircleSlash, X } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import type { MatchRule } from "@/lib/batches/compare-answer";
import type { ResultState } from "@/lib/batches/join-results";
import type { RequestSummary } from "@/lib/batches/joined-batch";
import { cn } from "@/lib/ui/cn";

const icons: Record<ResultState, typeof Check> = {
  answered: Check,
  failed: CircleAlert,
  expired: CircleSlash,
  unknown: CircleHelp,
  missing: CircleDashed,
};
const colours: Record<ResultState, string> = {
  answered: "text-accent",
  failed: "text-danger",
  expired: "text-warning",
  unknown: "text-warning",
  missing: "text-ink-faint",
};

type ResultRowProps = {
  request: RequestSummary;
  going: boolean;
  rule: MatchRule;
  place: number;
  of: number;
  onOpen: () => void;
};

/** A request in a line: what it asked, what came of it. */
export function ResultRow({ request, going, rule, place, of, onOpen }: ResultRowProps) {
  const t = useTranslations("batch.results");
  const format = useFormatter();
  const { customId, line, state, prompt, preview, code, inputTokens, outputTokens, matches } = request;
  const named = t(`states.${state === "missing" && going ? "open" : state}`);
  const Icon = icons[state];
  const matched = matches?.[rule];
  return (
    // biome-ignore lint/a11y/useSemanticElements: as the list that it stands in
    <div
      role="listitem"
      aria-setsize={of}
      aria-posinset={place}
      className="border-b border-line last:border-b-0"
    >
      <button
        type="button"
        aria-label={t("row", { id: customId, state: named })}
        onClick={onOpen}
        className="grid w-full grid-cols-[1.25rem_minmax(0,1fr)] items-start gap-x-2 px-3 py-2 text-start text-sm hover:bg-sunken lg:grid-cols-[1.25rem_minmax(7rem,12rem)_minmax(0,1fr)_minmax(0,1.4fr)_7rem] -outline-offset-2"
      >
        <Icon size={15} aria-hidden className={cn("mt-0.5", colours[state])} />
        <span className="min-w-0">
          <code className="block truncate text-xs">{customId}</code>
          <span className="text-xs text-ink-faint tabular-nums">
            {t("line", { line: format.number(line) })}
          </span>
        </span>
        <span
          dir="auto"
          className="col-start-2 line-clamp-2 min-w-0 text-ink-muted wrap-anywhere lg:col-start-3"
        >
          {prompt}
        </span>
        <span dir="auto" className="col-start-2 line-clamp-2 min-w-0 wrap-anywhere lg:col-start-4">
          {state === "answered" ? preview || <Unsaid /> : [named, code, preview].filter(Boolean).join(" · ")}
        </span>
        <span className="col-start-2 flex flex-wrap gap-x-2 text-xs text-ink-faint tabular-nums lg:col-start-5 lg:block">
          {inputTokens !== undefined && outputTokens !== undefined && (
            <span className="lg:block">
              {t("tokens", { input: format.number(inputTokens), output: format.number(outputTokens) })}
            </span>
          )}
          {matched !== undefined && (
            <span className={cn("inline-flex items-center gap-1", matched ? "text-accent" : "text-warning")}>
              {matched ? <Check size={12} aria-hidden /> : <X size={12} aria-hidden />}
              {t(matched ? "match" : "mismatch")}
            </span>
          )}
        </span>
      </button>
    </div>
  );
}

/** It thought, and its words were used up. */
function Unsaid() {
  const t = useTranslations("batch.results");
  return <span className="text-ink-faint">{t("noAnswer")}</span>;
}
