"use client";

import { Download, LoaderCircle } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { Button } from "@/components/ui/button";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { matchRules } from "@/lib/batches/compare-answer";
import { type ResultFormat, resultFormats } from "@/lib/batches/export-results";
import { type ResultState, resultStates } from "@/lib/batches/join-results";
import type { Look, StateFilter } from "./results-view";

type ResultsToolbarProps = {
  look: Look;
  onLook: (look: Look) => void;
  counts: Record<ResultState, number>;
  total: number;
  /** What has no result yet may still come. */
  going: boolean;
  searching: boolean;
  canCompare: boolean;
  onExport: (format: ResultFormat) => void;
  busy: ResultFormat | undefined;
};

/** What of the results is shown, and saved. */
export function ResultsToolbar(props: ResultsToolbarProps) {
  const { look, onLook, counts, total, going, searching, canCompare, onExport, busy } = props;
  const t = useTranslations("batch.results");
  const format = useFormatter();
  const nameOf = (state: StateFilter) => t(`states.${state === "missing" && going ? "open" : state}`);
  const chips: StateFilter[] = ["all", ...resultStates.filter((state) => counts[state] > 0)];
  const hint = { unknown: t("unknownHint"), expired: t("expiredHint"), missing: t("missingHint") };
  const told = look.state in hint && !(look.state === "missing" && going);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={look.words}
          onChange={(event) => onLook({ ...look, words: event.target.value })}
          className={`${inputClass} max-w-72`}
        />
        {searching && (
          <span role="status" className="flex items-center gap-1.5 text-xs text-ink-muted">
            <LoaderCircle size={13} className="animate-spin" aria-hidden /> {t("searching")}
          </span>
        )}
        <div className="ms-auto flex flex-wrap gap-1.5">
          {resultFormats.map((kind) => (
            <Button
              key={kind}
              size="small"
              disabled={busy !== undefined || total === 0}
              onClick={() => onExport(kind)}
            >
              {busy === kind ? (
                <LoaderCircle size={13} className="animate-spin" aria-hidden />
              ) : (
                <Download size={13} aria-hidden />
              )}
              {t("export", { format: kind.toUpperCase() })}
            </Button>
          ))}
        </div>
      </div>
      <fieldset className="relative flex flex-wrap gap-1">
        <legend className="sr-only">{t("filter")}</legend>
        {chips.map((state) => (
          <Button
            key={state}
            size="small"
            variant="toggle"
            shape="pill"
            aria-pressed={look.state === state}
            onClick={() => onLook({ ...look, state })}
          >
            {t("chip", {
              state: nameOf(state),
              count: format.number(state === "all" ? total : counts[state]),
            })}
          </Button>
        ))}
      </fieldset>
      {told && <p className="text-xs text-ink-muted">{hint[look.state as keyof typeof hint]}</p>}
      {canCompare && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <SegmentedChoice
            label={t("compare")}
            value={look.rule}
            options={matchRules.map((value) => ({ value, label: t(`rules.${value}`) }))}
            onChange={(rule) => onLook({ ...look, rule })}
          />
          <label className="flex items-center gap-1.5 text-xs text-ink-muted">
            <input
              type="checkbox"
              checked={look.onlyUnmatched}
              onChange={({ target }) => onLook({ ...look, onlyUnmatched: target.checked })}
            />
            {t("onlyUnmatched")}
          </label>
          <p className="basis-full text-xs text-ink-faint">{t(`ruleHint.${look.rule}`)}</p>
        </div>
      )}
    </div>
  );
}

type AgainPartProps = { count: number; unknown: number; onAgain: (withUnknown: boolean) => void };

/** Sends again what came to nothing; what may have been charged only by somebody who says so. */
export function AgainPart({ count, unknown, onAgain }: AgainPartProps) {
  const t = useTranslations("batch.results");
  const [withUnknown, setWithUnknown] = useState(false);
  const sent = count + (withUnknown ? unknown : 0);
  if (count + unknown === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <Button size="small" disabled={sent === 0} onClick={() => onAgain(withUnknown)}>
        {t("again", { count: sent })}
      </Button>
      {unknown > 0 && (
        <label className="flex items-center gap-1.5 text-xs text-warning">
          <input
            type="checkbox"
            checked={withUnknown}
            onChange={({ target }) => setWithUnknown(target.checked)}
          />
          {t("againWithUnknown", { count: unknown })}
        </label>
      )}
    </div>
  );
}
