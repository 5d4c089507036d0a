"use client";

import { type KeyboardEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import type { TextSet } from "@/lib/creations/text-set";
import { countFrom, mostOf } from "@/lib/rerank/board";
import { cn } from "@/lib/ui/cn";
import { BoardRow } from "./board-row";
import { shortName } from "./column-name";
import { asGiven, type BoardState, type RankedColumn } from "./use-board";
import type { Review } from "./use-review";

/** The height of the head in pixels: it stays in sight while the documents scroll under it. */
const headHeight = 80;

type BoardGridProps = {
  id: string;
  board: BoardState;
  set: TextSet;
  words: ReadonlySet<string>;
  review: Review;
  wide: boolean;
};

const isGrade = (key: string) => /^[0-3]$/.test(key);

/** A row for each document, a column for each ranking. Only what is near the view is drawn. */
export function BoardGrid({ id, board, set, words, review, wide }: BoardGridProps) {
  const t = useTranslations("rerank");
  const scrollRef = useRef<HTMLDivElement>(null);
  const listRef = useRef<VirtualizerHandle>(null);
  const { order, chosen, choose, shown } = board;
  const columns = wide ? `minmax(15rem, 1fr) repeat(${shown.length}, 8.5rem)` : "minmax(0, 1fr)";
  const at = order.indexOf(chosen);
  const go = (to: number) => {
    const next = Math.min(order.length - 1, Math.max(0, to));
    const place = order[next];
    if (place === undefined) return;
    choose(place);
    listRef.current?.scrollToIndex(next, { align: "nearest" });
  };
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + 8,
    PageUp: at - 8,
    Home: 0,
    End: order.length - 1,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const inHead = event.target instanceof Element && event.target.closest("[role=columnheader]");
    if (inHead || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (isGrade(key)) review.grade(chosen, Number(key));
    else if (key in steps) go(steps[key] ?? at);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: only what is near the view is drawn, which a table cannot do
    <div
      ref={scrollRef}
      role="grid"
      aria-label={t("rankings")}
      aria-rowcount={order.length + 1}
      aria-activedescendant={`${id}-${chosen}`}
      aria-describedby={`${id}-keys`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="relative max-h-[min(34rem,70dvh)] overflow-auto overscroll-contain rounded-lg border border-line text-sm"
    >
      <p id={`${id}-keys`} className="sr-only">
        {t("boardKeys")}
      </p>
      <div className={wide ? "w-max min-w-full" : ""}>
        <Head board={board} documents={order.length} columns={columns} review={review} />
        <Virtualizer ref={listRef} scrollRef={scrollRef} data={order} startMargin={headHeight}>
          {(place, index) => (
            <BoardRow
              key={place}
              id={`${id}-${place}`}
              place={place}
              index={index}
              board={board}
              set={set}
              words={words}
              review={review}
              columns={columns}
              wide={wide}
            />
          )}
        </Virtualizer>
      </div>
    </div>
  );
}

type HeadProps = { board: BoardState; documents: number; columns: string; review: Review };

function Head({ board: { shown, sort, setSort }, documents, columns, review }: HeadProps) {
  const t = useTranslations("rerank");
  const headClass = "flex min-w-0 flex-col justify-center gap-0.5 px-2 text-start";
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, its rows are named by it
    // biome-ignore lint/a11y/useSemanticElements: only what is near the view is drawn, which a table cannot do
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-2 grid border-line border-b bg-raised text-xs"
      style={{ gridTemplateColumns: columns, height: headHeight }}
    >
      {columns.startsWith("minmax(15rem") && (
        // biome-ignore lint/a11y/useFocusableInteractive: its button has the focus
        // biome-ignore lint/a11y/useSemanticElements: only what is near the view is drawn, which a table cannot do
        <div
          role="columnheader"
          aria-sort={sort === asGiven ? "ascending" : "none"}
          className={cn(headClass, "sticky start-0 z-1 border-line border-e bg-raised")}
        >
          <SortButton pressed={sort === asGiven} onClick={() => setSort(asGiven)} label={t("document")} />
          <span className="text-ink-faint">{t("asGiven")}</span>
        </div>
      )}
      {shown.map((column) => (
        // biome-ignore lint/a11y/useFocusableInteractive: its button has the focus
        // biome-ignore lint/a11y/useSemanticElements: only what is near the view is drawn, which a table cannot do
        <div
          key={column.key}
          role="columnheader"
          aria-sort={sort === column.key ? "ascending" : "none"}
          className={headClass}
        >
          <SortButton
            pressed={sort === column.key}
            onClick={() => setSort(column.key)}
            label={shortName(column)}
            title={column.model}
          />
          <Scale column={column} />
          {column.kind === "reranker" && column.scores && review.threshold > 0 && (
            <span className="text-ink-faint tabular-nums">
              {t("reach", {
                count: countFrom(column.scores, review.threshold),
                all: documents,
                threshold: review.threshold.toFixed(2),
              })}
            </span>
          )}
        </div>
      ))}
    </div>
  );
}

type SortButtonProps = { pressed: boolean; onClick: () => void; label: string; title?: string };

function SortButton({ pressed, onClick, label, title }: SortButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      title={title}
      onClick={onClick}
      className="flex min-w-0 items-end gap-1 text-start font-medium leading-4 hover:text-accent aria-pressed:text-accent"
    >
      <span className="line-clamp-2 min-w-0 wrap-anywhere">{label}</span>
      {pressed && <span aria-hidden>↓</span>}
    </button>
  );
}

/** What the bars of a column stand for: rerankers share one scale, the others have their own. */
function Scale({ column: { kind, scores } }: { column: RankedColumn }) {
  const t = useTranslations("rerank");
  const most = kind === "bm25" && scores ? mostOf(scores) : 0;
  const text =
    kind !== "bm25"
      ? t(`scale.${kind}`)
      : most > 0
        ? t("scale.bm25", { most: most.toFixed(1) })
        : t("kind.bm25");
  return (
    <span className="truncate text-ink-faint" title={text}>
      {text}
    </span>
  );
}
