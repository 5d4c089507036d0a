"use client";

import { type DragEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslations } from "use-intl";
import type { Layout } from "@/lib/compare/preferences";
import { cn } from "@/lib/ui/cn";
import { ColumnStrip } from "./column-strip";
import { ColumnView } from "./column-view";
import type { ComparisonState } from "./use-comparison";
import { useLinkedScroll } from "./use-linked-scroll";
import { usePreferences } from "./use-preferences";

export type ColumnHandlers = {
  /** Moves a column to a place, counted from 0. */
  onMove: (columnId: string, to: number) => void;
  onFocus: (columnId: string) => void;
  onOptions: (columnId: string) => void;
  onRemove: (columnId: string) => void;
  onNote: (note: string) => void;
};

type ColumnsAreaProps = Omit<ColumnHandlers, "onMove"> & {
  state: ComparisonState;
  /** The column that is shown where only one is. */
  active: string | undefined;
  /** The message to begin at. */
  startAt: string | undefined;
  onActive: (columnId: string) => void;
};

const frames: Record<Layout, string> = {
  columns: "flex overflow-x-auto overscroll-x-contain snap-x",
  grid: "grid grid-cols-[repeat(auto-fit,minmax(min(23.75rem,100%),1fr))] auto-rows-[minmax(22rem,1fr)] overflow-y-auto",
  tabs: "flex",
  focus: "flex",
};
const places: Record<Layout, string> = {
  columns: "min-w-[min(23.75rem,88%)] flex-1 snap-start border-e last:border-e-0",
  grid: "min-w-0 border-e border-b",
  tabs: "min-w-0 flex-1",
  focus: "min-w-0 flex-1",
};

/** All columns in the chosen layout. Each stays on the page in all of them, so that its answer goes on. */
export function ColumnsArea({ state, active, startAt, onActive, ...handlers }: ColumnsAreaProps) {
  const t = useTranslations("compare");
  const { columns, comparison } = state;
  const { layout, linked } = usePreferences();
  const areaRef = useRef<HTMLElement>(null);
  const [said, setSaid] = useState("");
  const move = (columnId: string, to: number) => {
    keepingPlaces(areaRef.current, () => comparison.move(columnId, to));
    setSaid(t("moved", { place: to + 1, total: columns.length }));
  };
  const dragging = useDraggedColumn(move);
  useLinkedScroll(areaRef, linked);
  useEffect(() => {
    // A column that was just added, or shown alone until now, may lie beyond the edge.
    const area = areaRef.current;
    const column =
      layout === "focus" ? null : area?.querySelector(`[data-place="${CSS.escape(active ?? "")}"]`);
    column?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [active, layout]);
  const single = layout === "tabs" || layout === "focus";
  return (
    <div className={cn("flex min-h-0 grow", layout === "focus" ? "flex-row max-lg:flex-col" : "flex-col")}>
      {single && <ColumnStrip state={state} active={active} kind={layout} onActive={onActive} />}
      <section
        ref={areaRef}
        aria-label={t("columns")}
        data-layout={layout}
        className={cn("min-h-0 min-w-0 grow", frames[layout])}
      >
        {columns.map(({ id }, at) => (
          <div
            key={id}
            data-place={id}
            hidden={single && id !== active}
            className={cn(
              "flex min-h-0 flex-col border-line",
              places[layout],
              single && id !== active && "hidden",
              dragging.over === id && "bg-accent-soft",
            )}
            {...dragging.target(id, at)}
          >
            <ColumnView
              state={state}
              columnId={id}
              place={at + 1}
              startAt={startAt}
              dragHandle={dragging.handle(id)}
              onActive={onActive}
              onMove={move}
              {...handlers}
            />
          </div>
        ))}
      </section>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}

/** Browsers scroll what is moved within a page back to its beginning: each conversation gets its place again. */
function keepingPlaces(area: HTMLElement | null, change: () => void): void {
  const logs = [...(area?.querySelectorAll('[role="log"]') ?? [])];
  const places = logs.map(({ scrollTop }) => scrollTop);
  flushSync(change);
  logs.forEach((log, at) => {
    log.scrollTop = places[at] ?? 0;
  });
}

export type DragHandle = {
  draggable: true;
  onDragStart: (event: DragEvent) => void;
  onDragEnd: () => void;
};

/** Moves a column by its handle to the place of the column on which it is let go. */
function useDraggedColumn(onMove: (columnId: string, to: number) => void) {
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const end = () => {
    setDragged(undefined);
    setOver(undefined);
  };
  return {
    over: dragged === over ? undefined : over,
    handle: (columnId: string): DragHandle => ({
      draggable: true,
      onDragStart: (event) => {
        event.dataTransfer.effectAllowed = "move";
        // Firefox drags nothing that carries nothing; the type keeps files apart from columns.
        event.dataTransfer.setData("application/x-column", columnId);
        setDragged(columnId);
      },
      onDragEnd: end,
    }),
    target: (columnId: string, at: number) => ({
      onDragOver: (event: DragEvent) => {
        if (dragged === undefined) return;
        event.preventDefault();
        setOver(columnId);
      },
      onDrop: (event: DragEvent) => {
        if (dragged === undefined) return;
        event.preventDefault();
        onMove(dragged, at);
        end();
      },
    }),
  };
}
