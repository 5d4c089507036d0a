"use client";

import { Pencil } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { type FileReport, placeOf } from "@/lib/batches/check-file";
import type { Finding } from "@/lib/batches/finding";
import type { WrongValue } from "@/lib/batches/wrong-value";
import type { NewBatchState } from "./use-new-batch";

/** What does not fit, in the person's language. */
function useWrongWords(): (wrong: WrongValue) => string {
  const t = useTranslations("batch.new.findings");
  const format = useFormatter();
  return (wrong) => {
    if (wrong.kind !== "type") return t(`wrong.${wrong.kind}`, wrong);
    const expected = wrong.expected.map((type) => t(`types.${type}`));
    return t("wrong.type", { expected: format.list(expected, { type: "disjunction" }) }).trim();
  };
}

type FindingRowProps = {
  form: NewBatchState;
  finding: Finding;
  report: FileReport;
  onEdit: (line: number) => void;
};

/** One thing that is wrong: where, what, and the way there. */
export function FindingRow({ form: { given, setRow }, finding, report, onEdit }: FindingRowProps) {
  const t = useTranslations("batch.new.check");
  const words = useTranslations("batch.new.findings");
  const wrongWords = useWrongWords();
  const { line, code, field, detail, wrong, other } = finding;
  const place = placeOf(report, line);
  const offset = finding.offset ?? place?.offset;
  const isTable = given?.kind === "table";
  return (
    <li className="flex items-center gap-x-3 bg-surface px-2.5 py-1.5">
      <div className="flex min-w-0 flex-1 gap-x-3 max-sm:flex-col">
        <span className="shrink-0 font-medium tabular-nums">
          {line === 0 ? t("wholeFile") : t(isTable ? "row" : "line", { line })}
          {offset !== undefined && !isTable && (
            <span className="text-xs font-normal text-ink-faint"> {t("byte", { offset })}</span>
          )}
        </span>
        <span className="min-w-0 wrap-anywhere">
          {words(code)}
          {field && <code className="text-xs"> {field}</code>}
          {wrong && <span className="text-ink-muted"> {wrongWords(wrong)}</span>}
          {detail && line > 0 && <code className="text-xs text-ink-muted"> {detail}</code>}
          {other !== undefined && (
            <span className="text-xs text-ink-muted"> {words("other", { line: other })}</span>
          )}
        </span>
      </div>
      {place && (
        <Button
          size="small"
          variant="ghost"
          className="shrink-0"
          aria-label={t(isTable ? "show" : "edit", { line })}
          onClick={() => (isTable ? setRow(line) : onEdit(line))}
        >
          <Pencil size={13} aria-hidden />
        </Button>
      )}
    </li>
  );
}
