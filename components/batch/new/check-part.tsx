"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { selectClass } from "@/components/shared/select-class";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { type FileReport, type Notices, placeOf } from "@/lib/batches/check-file";
import { findingCodes } from "@/lib/batches/finding";
import { cn } from "@/lib/ui/cn";
import { EditLine } from "./edit-line";
import { FindingRow } from "./finding-row";
import type { Candidate } from "./use-built";
import type { NewBatchState } from "./use-new-batch";

/** It takes too little time to be worth a word. */
const soonCheckedBytes = 4 * 1024 * 1024;

/** What is wrong with the file, and what can be done about it. */
export function CheckPart({ form }: { form: NewBatchState }) {
  const t = useTranslations("batch.new.check");
  const { checked, stopCheck, checkAgain, reports, known, cleaned } = form;
  const [report] = known?.reports ?? [];
  const [candidate] = known?.candidates ?? [];
  const ended = checked.state === "stopped" || checked.state === "broken";
  return (
    <section aria-label={t("label")} className="grid gap-2 px-3 pt-3 text-sm">
      {checked.state === "checking" && (!known || checked.total > soonCheckedBytes) && (
        <div className="grid gap-1.5">
          <p className="flex items-center gap-3">
            <span className="grow text-ink-muted tabular-nums">
              {t("checking", { percent: Math.floor((100 * checked.bytes) / Math.max(1, checked.total)) })}
            </span>
            <Button size="small" onClick={stopCheck}>
              {t("stop")}
            </Button>
          </p>
          <ProgressBar label={t("label")} value={checked.bytes} most={checked.total} />
        </div>
      )}
      {ended && (
        <p role="status" className="flex flex-wrap items-center gap-3 text-warning">
          {t(checked.state)}
          <Button size="small" onClick={checkAgain}>
            {t("again")}
          </Button>
        </p>
      )}
      {cleaned && <Cleaned notices={cleaned} />}
      {report && candidate && !ended && (
        // It is looked at again: what is said of it may not be true any more.
        <div inert={!reports} className={cn("grid gap-2", !reports && "opacity-60")}>
          <Outcome form={form} report={report} candidate={candidate} />
        </div>
      )}
    </section>
  );
}

function Cleaned({ notices: { byteOrderMark, carriageReturns, blankLines } }: { notices: Notices }) {
  const t = useTranslations("batch.new.check");
  const format = useFormatter();
  const what = [
    byteOrderMark && t("mark"),
    carriageReturns > 0 && t("returns", { count: carriageReturns }),
    blankLines > 0 && t("blanks", { count: blankLines }),
  ];
  return (
    <p role="status" className="text-ink-muted">
      {t("cleaned", { what: format.list(what.filter((one) => one !== false)) })}
    </p>
  );
}

type OutcomeProps = { form: NewBatchState; report: FileReport; candidate: Candidate };

function Outcome({ form, report, candidate }: OutcomeProps) {
  const t = useTranslations("batch.new.check");
  const { given, needsSplit, pieces, split, setSplit, doubts, anyway, setAnyway, blocked } = form;
  const { found, requests, counts } = report;
  const ids = (counts["no-custom-id"] ?? 0) + (counts["same-custom-id"] ?? 0);
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(candidate.blob);
    link.download = `${(given?.name ?? "").replace(/\.[a-z0-9]{1,5}$/i, "")}.jsonl`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <p role="status" className={found > 0 ? "text-warning" : "text-ink"}>
          {found > 0
            ? t("found", { count: found, requests: requests.length })
            : t("sound", { count: requests.length })}
        </p>
        {given?.kind === "file" && ids > 0 && (
          <Button size="small" aria-disabled={form.mending} onClick={form.mend}>
            {form.mending ? t("mending") : t("mendIds")}
          </Button>
        )}
        <Button size="small" variant="ghost" onClick={download}>
          <Download size={14} aria-hidden /> {t("download")}
        </Button>
      </div>
      {found > 0 && <Findings form={form} report={report} candidate={candidate} />}
      {needsSplit && blocked === "tooMany" && <p className="text-warning">{t("tooMany")}</p>}
      {needsSplit && blocked !== "tooMany" && (
        <label className="flex items-center gap-2">
          <input type="checkbox" checked={split} onChange={({ target }) => setSplit(target.checked)} />
          {t("split", { count: pieces ?? 0 })}
        </label>
      )}
      {doubts > 0 && (
        <label className="flex items-center gap-2">
          <input type="checkbox" checked={anyway} onChange={({ target }) => setAnyway(target.checked)} />
          {t("anyway")}
        </label>
      )}
    </>
  );
}

const listedAtOnce = 100;

function Findings({ form, report, candidate }: OutcomeProps) {
  const t = useTranslations("batch.new.check");
  const words = useTranslations("batch.new.findings");
  const [kind, setKind] = useState("");
  const [editing, setEditing] = useState<number>();
  const { findings, found, counts } = report;
  const kinds = findingCodes.filter((code) => counts[code] !== undefined);
  const chosen = kinds.find((code) => code === kind);
  const fitting = chosen ? findings.filter(({ code }) => code === chosen) : findings;
  const shown = fitting.slice(0, listedAtOnce);
  const all = chosen ? (counts[chosen] ?? 0) : found;
  const place = editing === undefined ? undefined : placeOf(report, editing);
  return (
    <>
      {kinds.length > 1 && (
        <p className="flex flex-wrap items-center gap-2">
          <select
            aria-label={t("filter")}
            value={chosen ?? ""}
            onChange={({ target }) => setKind(target.value)}
            className={selectClass}
          >
            <option value="">{t("all", { count: found })}</option>
            {kinds.map((code) => (
              <option key={code} value={code}>
                {words(code)} ({counts[code]})
              </option>
            ))}
          </select>
        </p>
      )}
      <ul className="grid max-h-72 gap-px overflow-y-auto rounded-lg border border-line bg-line">
        {shown.map((finding, at) => (
          <FindingRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that is made anew as a whole
            key={at}
            form={form}
            finding={finding}
            report={report}
            onEdit={setEditing}
          />
        ))}
      </ul>
      {all > shown.length && (
        <p className="text-xs text-ink-faint">{t("shownOnly", { count: shown.length })}</p>
      )}
      {place && (
        <EditLine
          key={place.line}
          blob={candidate.blob}
          place={place}
          onEdit={form.source.edit}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}
