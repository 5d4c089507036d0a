"use client";

import { Download } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { selectClass } from "@/components/shared/select-class";
import { Button } from "@/components/ui/button";
import { boardFormats, type WrittenBoard } from "@/lib/rerank/write-board";
import { cn } from "@/lib/ui/cn";
import { shortName } from "./column-name";
import { saveBoard } from "./save-board";
import { asGiven, type BoardState } from "./use-board";
import type { Review } from "./use-review";

type BoardToolsProps = { board: BoardState; review: Review; wide: boolean; written: WrittenBoard };

/** How the board is looked at: by whose order, against whose, from which score on; and the board as a file. */
export function BoardTools({ board, review, wide, written }: BoardToolsProps) {
  const t = useTranslations("rerank");
  const id = useId();
  const { threshold } = review;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-xs text-ink-muted">
      <Choice
        label={t("orderOf")}
        board={board}
        value={board.sort}
        onChange={board.setSort}
        className={wide ? "sm:hidden" : ""}
      />
      <Choice label={t("changeAgainst")} board={board} value={board.against} onChange={board.setAgainst} />
      <span className="flex min-w-0 flex-wrap items-center gap-2">
        <label htmlFor={id}>{t("threshold")}</label>
        <input
          id={id}
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={threshold}
          aria-valuetext={threshold.toFixed(2)}
          onChange={({ target }) => review.setThreshold(target.valueAsNumber)}
          className="w-36 accent-(--accent)"
        />
        <output htmlFor={id} className="w-8 tabular-nums text-ink">
          {threshold.toFixed(2)}
        </output>
      </span>
      <span className="flex gap-1.5 sm:ms-auto">
        {boardFormats.map((format) => (
          <Button
            key={format}
            size="small"
            aria-label={t("saveAs", { format: format.toUpperCase() })}
            onClick={() => void saveBoard(written, format)}
          >
            <Download size={13} aria-hidden /> {format.toUpperCase()}
          </Button>
        ))}
      </span>
    </div>
  );
}

type ChoiceProps = {
  label: string;
  board: BoardState;
  value: string;
  onChange: (key: string) => void;
  className?: string;
};

/** One of the rankings, or the order in which documents were given. */
function Choice({ label, board, value, onChange, className }: ChoiceProps) {
  const t = useTranslations("rerank");
  const id = useId();
  return (
    <span className={cn("flex min-w-0 max-w-full items-center gap-2", className)}>
      <label htmlFor={id} className="shrink-0">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className={cn(selectClass, "min-w-0 max-w-full")}
      >
        <option value={asGiven}>{t("asGiven")}</option>
        {board.columns.map((column) => (
          <option key={column.key} value={column.key}>
            {shortName(column)}
          </option>
        ))}
      </select>
    </span>
  );
}
