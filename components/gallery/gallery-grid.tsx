"use client";

import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { usePeriodName } from "@/components/shared/use-period-name";
import { useColumns } from "@/components/ui/use-columns";
import { type Result, resultKey } from "@/lib/gallery/filter";
import { neighbour, rowsOf } from "@/lib/gallery/rows";
import type { Period } from "@/lib/history/periods";
import { GalleryTile } from "./gallery-tile";
import type { Selection } from "./use-selection";

/** What is drawn beyond the view, in pixels. */
const drawnBeyond = 500;
const widestTile = 230;
const tilesIn = (width: number) => Math.max(2, Math.ceil(width / widestTile));

type GalleryGridProps = {
  results: readonly Result[];
  selection: Selection;
  onOpen: (result: Result) => void;
  onFavourite: (results: readonly Result[], on: boolean) => void;
};

/** The results by day. Only what is near the view is drawn; arrows lead from one to the next, Tab past all of them. */
export function GalleryGrid({ results, selection, onOpen, onFavourite }: GalleryGridProps) {
  const t = useTranslations("gallery");
  const scrollRef = useRef<HTMLElement>(null);
  const listRef = useRef<VirtualizerHandle>(null);
  const columns = useColumns(scrollRef, tilesIn);
  const rows = useMemo(() => rowsOf(results, columns, new Date()), [results, columns]);
  const [current, setCurrent] = useState(0);
  /** The tile that takes the focus as soon as it is drawn. */
  const focusNext = useRef<number>(undefined);
  const at = Math.min(current, results.length - 1);
  // It may lie where none is drawn.
  useEffect(() => {
    const next = focusNext.current;
    if (next === undefined) return;
    const row = rows.findIndex(
      (one) => one.kind === "results" && next >= one.first && next < one.first + one.results.length,
    );
    listRef.current?.scrollToIndex(row, { align: "nearest" });
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Record<string, () => number> = {
      ArrowLeft: () => at - 1,
      ArrowRight: () => at + 1,
      ArrowUp: () => neighbour(rows, at, "up"),
      ArrowDown: () => neighbour(rows, at, "down"),
      Home: () => 0,
      End: () => results.length - 1,
    };
    const step = steps[event.key];
    if (!step || !(event.target instanceof HTMLElement) || !event.target.dataset["at"]) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(step(), results.length - 1));
    focusNext.current = next;
    setCurrent(next);
  };
  return (
    <section
      ref={scrollRef}
      aria-label={t("results")}
      data-focus-group="results"
      onKeyDown={onKeyDown}
      // Shift chooses a range of results, not of text: Chromium gives a label no click that selects text.
      className="min-h-0 grow overflow-y-auto overscroll-contain px-4 pb-20 select-none"
    >
      <Virtualizer ref={listRef} scrollRef={scrollRef} data={rows} bufferSize={drawnBeyond}>
        {(row) =>
          row.kind === "heading" ? (
            <Heading key={row.key} period={row.period} />
          ) : (
            <div
              key={row.key}
              className="grid gap-2 pb-2"
              style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
            >
              {row.results.map((result, place) => (
                <GalleryTile
                  key={resultKey(result)}
                  result={result}
                  at={row.first + place}
                  reachable={row.first + place === at}
                  focusNext={focusNext}
                  selected={selection.has(result)}
                  selecting={selection.chosen.length > 0}
                  onReach={setCurrent}
                  onOpen={onOpen}
                  onSelect={selection.toggle}
                  onFavourite={onFavourite}
                />
              ))}
            </div>
          )
        }
      </Virtualizer>
    </section>
  );
}

function Heading({ period }: { period: Period }) {
  const nameOf = usePeriodName();
  return <h2 className="pt-3 pb-2 text-sm font-medium">{nameOf(period)}</h2>;
}
