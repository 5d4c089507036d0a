"use client";

import { memo, useMemo } from "react";
import { useTranslations } from "use-intl";
import type { TextSet } from "@/lib/creations/text-set";
import { mostOf } from "@/lib/rerank/board";
import { cn } from "@/lib/ui/cn";
import { formatScore, shortName } from "./column-name";
import { DocumentPicture } from "./document-picture";
import { MarkedText } from "./marked-text";
import type { BoardState, RankedColumn } from "./use-board";
import type { Review } from "./use-review";

type BoardRowProps = {
  id: string;
  place: number;
  /** Where it stands in the order of the board. */
  index: number;
  board: BoardState;
  set: TextSet;
  words: ReadonlySet<string>;
  review: Review;
  columns: string;
  wide: boolean;
};

/** More of a document is not seen in its row. */
const shownCharacters = 300;

const isBelow = ({ kind, scores }: RankedColumn, place: number, threshold: number) =>
  kind === "reranker" && scores !== undefined && !((scores[place] ?? Number.NaN) >= threshold);

/** One document with its rank and score by each model. */
export function BoardRow({ id, place, index, board, set, words, review, columns, wide }: BoardRowProps) {
  const { chosen, choose, shown, sorting, reference } = board;
  const { threshold } = review;
  const selected = chosen === place;
  const before = reference ? (reference[place] ?? 0) : place + 1;
  const surface = selected ? "bg-accent-soft" : "bg-surface";
  return (
    // biome-ignore lint/a11y/useSemanticElements: only what is near the view is drawn, which a table cannot do
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names the chosen row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={() => choose(place)}
      style={{ gridTemplateColumns: columns }}
      className={cn("grid cursor-pointer border-line border-b", surface, !wide && "py-1")}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      {/* biome-ignore lint/a11y/useSemanticElements: only what is near the view is drawn, which a table cannot do */}
      <div
        role="rowheader"
        className={cn(
          "flex min-w-0 items-start gap-2 p-2",
          wide && "sticky start-0 z-1 border-line border-e",
          surface,
        )}
      >
        <span className="w-6 shrink-0 text-end text-xs text-ink-faint leading-5 tabular-nums">
          {set.lines[place] ?? place + 1}
        </span>
        <Excerpt
          text={set.texts[place] ?? ""}
          picture={set.pictures?.[place] ?? undefined}
          words={words}
          dimmed={sorting !== undefined && isBelow(sorting, place, threshold)}
        />
        <GradeButton
          place={place}
          line={set.lines[place] ?? place + 1}
          grade={review.grades[place] ?? 0}
          onGrade={review.grade}
        />
      </div>
      {shown.map((column) => (
        <RankCell
          key={column.key}
          column={column}
          place={place}
          before={before}
          dimmed={isBelow(column, place, threshold)}
        />
      ))}
    </div>
  );
}

type ExcerptProps = {
  text: string;
  picture: string | undefined;
  words: ReadonlySet<string>;
  dimmed: boolean;
};

const Excerpt = memo(function Excerpt({ text, picture, words, dimmed }: ExcerptProps) {
  const t = useTranslations("rerank");
  return (
    <span className={cn("flex min-w-0 grow gap-2", dimmed && "opacity-45")}>
      {picture && <DocumentPicture mediaId={picture} alt={text || t("picture")} className="size-10" />}
      <span dir="auto" className="line-clamp-2 min-w-0 leading-5 wrap-anywhere">
        <MarkedText text={text.slice(0, shownCharacters)} words={words} />
      </span>
    </span>
  );
});

type GradeButtonProps = {
  place: number;
  line: number;
  grade: number;
  onGrade: (place: number, grade: number) => void;
};

/** Marks a document as relevant, or not; how much so is said below the board, or by a key. */
function GradeButton({ place, line, grade, onGrade }: GradeButtonProps) {
  const t = useTranslations("rerank");
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={t("relevantLine", { line })}
      aria-pressed={grade > 0}
      title={t("grades", { grade })}
      onClick={() => onGrade(place, grade > 0 ? 0 : 1)}
      className="grid size-7 shrink-0 place-items-center rounded-md border border-line text-xs text-ink-faint tabular-nums hover:border-accent aria-pressed:border-accent aria-pressed:bg-accent aria-pressed:text-accent-ink"
    >
      {grade > 0 ? grade : "✓"}
    </button>
  );
}

type RankCellProps = {
  column: RankedColumn;
  place: number;
  /** The rank that the change is told against; 0 where there is none. */
  before: number;
  dimmed: boolean;
};

/** There are many, and most stay as they are when another document is chosen. */
const RankCell = memo(function RankCell({ column, place, before, dimmed }: RankCellProps) {
  const t = useTranslations("rerank");
  const score = column.scores?.[place];
  const rank = column.ranks?.[place] ?? 0;
  const ranked = score !== undefined && rank > 0;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    // biome-ignore lint/a11y/useSemanticElements: only what is near the view is drawn, which a table cannot do
    <div
      role="gridcell"
      aria-label={
        ranked
          ? t("cell", { model: shortName(column), rank, score: formatScore(score) })
          : t("noScore", { model: shortName(column) })
      }
      className={cn("grid min-w-0 content-center gap-1 px-2 py-1.5", dimmed && "opacity-45")}
    >
      <span className="flex items-baseline gap-1.5 tabular-nums" aria-hidden>
        <span className="font-medium">{ranked ? rank : "—"}</span>
        {ranked && before > 0 && <Change by={before - rank} />}
        {ranked && (
          <span className="ms-auto text-xs text-ink-muted" title={String(score)}>
            {formatScore(score)}
          </span>
        )}
      </span>
      <span className="block h-1.5 overflow-hidden rounded-full bg-sunken" aria-hidden>
        {ranked && <Bar column={column} score={score} />}
      </span>
    </div>
  );
});

/** How far a document went up or down. */
function Change({ by }: { by: number }) {
  if (by === 0) return <span className="text-xs text-ink-faint">=</span>;
  return (
    <span className={cn("text-xs", by > 0 ? "text-accent" : "text-warning")}>
      {by > 0 ? "↑" : "↓"}
      {Math.abs(by)}
    </span>
  );
}

/** From 0 to 1 for rerankers and cosines, whatever the other scores are; from 0 to its own highest for BM25. */
function Bar({ column: { kind, scores }, score }: { column: RankedColumn; score: number }) {
  const most = useMemo(() => (kind === "bm25" && scores ? mostOf(scores) : 1), [kind, scores]);
  const share = most === 0 ? 0 : Math.min(1, Math.max(0, score / most));
  return (
    <span
      className={cn("block h-full rounded-full", kind === "reranker" ? "bg-accent" : "bg-ink-faint")}
      style={{ width: `${share * 100}%` }}
    />
  );
}
