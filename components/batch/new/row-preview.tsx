"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { inputClass } from "@/components/shared/field";
import { IconButton } from "@/components/ui/button";
import type { BuildSetup } from "@/lib/batches/build";
import type { TableDesk } from "@/lib/batches/table-client";
import type { NewBatchState } from "./use-new-batch";

const mostShown = 20_000;

type RowPreviewProps = { form: NewBatchState; desk: TableDesk; count: number; setup: BuildSetup };

/** The line of any row, exactly as it is sent. */
export function RowPreview({ form: { row, setRow }, desk, count, setup }: RowPreviewProps) {
  const t = useTranslations("batch.new.table");
  const id = useId();
  const [line, setLine] = useState("");
  const at = Math.min(row, count) - 1;
  useEffect(() => {
    let current = true;
    desk.line(at, setup).then(
      (found = "") => current && setLine(found),
      () => {}, // it was closed
    );
    return () => {
      current = false;
    };
  }, [desk, at, setup]);
  const go = (to: number) => setRow(Math.min(Math.max(1, to), count));
  return (
    <div className="grid gap-1.5 px-3">
      <p className="flex flex-wrap items-center gap-2 text-xs text-ink-muted">
        <label htmlFor={id}>{t("preview")}</label>
        <IconButton size="icon-small" label={t("previous")} disabled={at === 0} onClick={() => go(at)}>
          <ChevronLeft size={15} />
        </IconButton>
        <span className="w-24">
          <input
            id={id}
            type="number"
            min={1}
            max={count}
            value={at + 1}
            onChange={({ target }) => Number.isInteger(target.valueAsNumber) && go(target.valueAsNumber)}
            className={inputClass}
          />
        </span>
        <span className="tabular-nums">{t("previewOf", { count })}</span>
        <IconButton
          size="icon-small"
          label={t("next")}
          disabled={at + 1 === count}
          onClick={() => go(at + 2)}
        >
          <ChevronRight size={15} />
        </IconButton>
      </p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
        className="max-h-40 overflow-auto whitespace-pre-wrap rounded-lg bg-sunken p-2.5 font-mono text-xs wrap-anywhere"
      >
        {line.length > mostShown ? `${line.slice(0, mostShown)}…` : line}
      </pre>
    </div>
  );
}
