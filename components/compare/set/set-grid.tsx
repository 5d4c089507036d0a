"use client";

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import type { SetColumn } from "@/lib/compare/set/prompt-set";
import { type RowFilter, rowFilters, showsRow } from "@/lib/compare/set/row-filter";
import { fillTemplate } from "@/lib/rows/template";
import { cn } from "@/lib/ui/cn";
import type { Place } from "./cell-drawer";
import { CellFace, type ShownState } from "./cell-face";
import { ColumnHead } from "./column-head";
import type { PromptSetState } from "./use-prompt-set";

const rowPx = 84;
const headPx = 116;
const pageRows = 8;

/** A place in the table: the how manieth of the shown rows, and the column with 0 for the prompt. */
type Spot = { at: number; column: number };

const moves: Record<string, (spot: Spot, last: Spot) => Spot> = {
  ArrowUp: ({ at, column }) => ({ at: at - 1, column }),
  ArrowDown: ({ at, column }) => ({ at: at + 1, column }),
  ArrowLeft: ({ at, column }) => ({ at, column: column - 1 }),
  ArrowRight: ({ at, column }) => ({ at, column: column + 1 }),
  PageUp: ({ at, column }) => ({ at: at - pageRows, column }),
  PageDown: ({ at, column }) => ({ at: at + pageRows, column }),
  Home: ({ at }) => ({ at, column: 0 }),
  End: ({ at }, last) => ({ at, column: last.column }),
};

const within = (value: number, most: number) => Math.max(0, Math.min(value, most));

/** Every prompt with the answer of every model. Only the rows in sight are drawn. */
export function SetGrid({ state, onOpen }: { state: PromptSetState; onOpen: (place: Place) => void }) {
  const t = useTranslations("promptSet");
  const { set, runner, statistics, faults, judgeKey, version, phase, lanes } = state;
  const [filter, setFilter] = useState<RowFilter>("all");
  const [spot, setSpot] = useState<Spot>({ at: 0, column: 0 });
  const scrollRef = useRef<HTMLDivElement>(null);
  const virtualizer = useRef<VirtualizerHandle>(null);
  const moved = useRef(false);
  const skipped = useMemo(() => new Set(faults.map(({ row }) => row)), [faults]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the runner's cells are another with every version
  const rows = useMemo(() => {
    const all = [...set.rows.keys()];
    if (filter === "all") return all;
    return all.filter((row) => {
      const cells = set.columns.map(({ id }) => runner.cell(id, row));
      return showsRow(filter, cells, judgeKey);
    });
  }, [set.rows, set.columns, runner, filter, judgeKey, version]);
  const last = { at: rows.length - 1, column: set.columns.length };
  const here = { at: within(spot.at, last.at), column: within(spot.column, last.column) };

  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    virtualizer.current?.scrollToIndex(here.at, { align: "nearest" });
    const cell = `[data-spot="${here.at} ${here.column}"]`;
    scrollRef.current?.querySelector<HTMLElement>(cell)?.focus({ preventScroll: here.column === 0 });
  }, [here.at, here.column]);

  const onKeyDown = (event: KeyboardEvent) => {
    const ends = event.ctrlKey || event.metaKey;
    const next =
      ends && event.key === "Home" ? { at: 0, column: 0 } : ends && event.key === "End" ? last : undefined;
    const move = moves[event.key];
    if (!next && (!move || ends || event.altKey)) return;
    event.preventDefault();
    const to = next ?? move?.(here, last) ?? here;
    moved.current = true;
    setSpot({ at: within(to.at, last.at), column: within(to.column, last.column) });
  };
  const columns = { gridTemplateColumns: `var(--first) repeat(${set.columns.length}, minmax(11rem, 1fr))` };
  const width = { minWidth: `calc(var(--first) + ${set.columns.length * 11}rem)` };
  return (
    <div className="flex min-h-0 min-w-0 grow flex-col">
      {runner.begun && (
        <div className="flex flex-wrap items-center gap-x-4 border-b border-line px-3 py-1.5">
          <SegmentedChoice
            label={t("filter")}
            value={filter}
            options={rowFilters.map((value) => ({ value, label: t(`filters.${value}`) }))}
            onChange={setFilter}
          />
          <span className="text-xs text-ink-faint max-sm:hidden">{t("gridHelp")}</span>
        </div>
      )}
      <div
        ref={scrollRef}
        className="min-h-0 grow overflow-auto overscroll-contain [--first:min(15rem,38vw)] [overflow-anchor:none]"
      >
        {/* biome-ignore lint/a11y/useSemanticElements: a grid that draws only what is in sight is no table */}
        <div
          role="grid"
          aria-label={t("grid")}
          aria-rowcount={rows.length + 1}
          aria-colcount={set.columns.length + 1}
          tabIndex={-1}
          style={width}
          onKeyDown={onKeyDown}
        >
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          <div
            role="row"
            tabIndex={-1}
            aria-rowindex={1}
            style={{ ...columns, height: headPx }}
            className="sticky top-0 z-[2] grid border-b border-line bg-surface text-sm"
          >
            {/* biome-ignore lint/a11y/useSemanticElements: as above */}
            <div
              role="columnheader"
              tabIndex={-1}
              aria-colindex={1}
              className="sticky start-0 z-[1] border-e border-line bg-surface px-3 py-2 font-medium"
            >
              {t("question")}
            </div>
            {set.columns.map((column, index) => {
              const own = statistics[index];
              return (
                // biome-ignore lint/a11y/useSemanticElements: as above
                <div
                  key={column.id}
                  role="columnheader"
                  tabIndex={-1}
                  aria-colindex={index + 2}
                  className="grid min-w-0 content-start gap-0.5 overflow-hidden border-e border-line px-3 py-2"
                >
                  {own && (
                    <ColumnHead
                      column={column}
                      statistics={own}
                      all={statistics}
                      total={set.rows.length - skipped.size}
                      lane={lanes[column.id]}
                      running={phase === "running"}
                    />
                  )}
                </div>
              );
            })}
          </div>
          <Virtualizer
            ref={virtualizer}
            scrollRef={scrollRef}
            startMargin={headPx}
            itemSize={rowPx}
            data={rows}
            keepMounted={rows.length > 0 ? [here.at] : []}
          >
            {(row, at) => (
              <GridRow
                key={row}
                state={state}
                row={row}
                at={at}
                columns={set.columns}
                skipped={skipped.has(row)}
                focused={here.at === at ? here.column : undefined}
                style={{ ...columns, height: rowPx }}
                onFocus={(column) => setSpot({ at, column })}
                onOpen={onOpen}
              />
            )}
          </Virtualizer>
        </div>
        {rows.length === 0 && (
          <p className="sticky start-0 p-4 text-sm text-ink-muted">
            {t(set.rows.length === 0 ? "needPrompts" : "nothingHere")}
          </p>
        )}
      </div>
    </div>
  );
}

type GridRowProps = {
  state: PromptSetState;
  row: number;
  at: number;
  columns: readonly SetColumn[];
  skipped: boolean;
  /** Which of its cells the keyboard is at. */
  focused: number | undefined;
  style: { gridTemplateColumns: string; height: number };
  onFocus: (column: number) => void;
  onOpen: (place: Place) => void;
};

function GridRow({ state, row, at, columns, skipped, focused, style, onFocus, onOpen }: GridRowProps) {
  const t = useTranslations("promptSet");
  const { set, runner, judgeKey } = state;
  const cellProps = (column: number, place: Place) => ({
    "data-spot": `${at} ${column}`,
    "aria-colindex": column + 1,
    onFocus: () => onFocus(column),
    onClick: () => onOpen(place),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      onOpen(place);
    },
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid that draws only what is in sight is no table
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={at + 2}
      style={style}
      className="grid border-b border-line text-sm"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div
        role="rowheader"
        tabIndex={focused === 0 ? 0 : -1}
        {...cellProps(0, { row })}
        className="sticky start-0 z-[1] flex cursor-pointer items-start gap-2 overflow-hidden border-e border-line bg-surface px-3 py-2 -outline-offset-2 hover:bg-sunken"
      >
        <span className="text-xs text-ink-faint tabular-nums">
          <span className="sr-only">{t("row", { row: row + 1 })}</span>
          <span aria-hidden>{row + 1}</span>
        </span>
        <span className="line-clamp-3 wrap-anywhere">{fillTemplate(set.template, set.rows[row] ?? {})}</span>
      </div>
      {columns.map(({ id }, index) => {
        const cell = runner.cell(id, row);
        const shown = cell?.state ?? shownWithout(runner.waits(id, row), skipped);
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div
            key={id}
            role="gridcell"
            tabIndex={focused === index + 1 ? 0 : -1}
            data-state={shown}
            {...cellProps(index + 1, { row, columnId: id })}
            className={cn(
              "grid min-w-0 cursor-pointer content-start overflow-hidden border-e border-line px-3 py-1.5 -outline-offset-2 hover:bg-sunken",
              shown === "skipped" && "bg-sunken",
            )}
          >
            <CellFace
              state={shown}
              cell={cell}
              verdict={cell?.verdict?.by === judgeKey ? cell.verdict : undefined}
            />
          </div>
        );
      })}
    </div>
  );
}

function shownWithout(waits: boolean, skipped: boolean): ShownState {
  if (skipped) return "skipped";
  return waits ? "waiting" : "unasked";
}
