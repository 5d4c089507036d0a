"use client";

import { ZoomIn, ZoomOut } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import type { OpenVectors } from "@/lib/embeddings/open-vectors";
import { type Cell, leastSpan, showing, wholeOf, zoomed } from "@/lib/embeddings/window";
import { columnsFor } from "./columns-for";
import { HeatCanvas } from "./heat-canvas";
import { HeatDifference } from "./heat-difference";
import { HeatLegend } from "./heat-legend";
import { PairReadout } from "./pair-readout";
import { useLatest } from "./use-open-vectors";
import type { ViewProps } from "./view-props";

/** So many texts are compared with each other in a heat map at most. */
const mostShown = 2000;

/** The maps of all models, coloured alike unless each is wanted in its own span. */
async function paintAll(all: readonly OpenVectors[], size: number, own: boolean) {
  const spans = await Promise.all(all.map(({ client }) => client.ask("heat", { size })));
  const shared = {
    low: Math.min(...spans.map(({ low }) => low)),
    high: Math.max(...spans.map(({ high }) => high)),
  };
  return Promise.all(
    all.map(async ({ client, place, model }, at) => {
      const span = (own && spans[at]) || shared;
      return { place, model, span, bitmap: await client.ask("paint", { size, ...span }) };
    }),
  );
}

/** How like each other all texts are, a square for each model; the marked pair is the same in all of them. */
export function HeatMaps({ all, texts, row, onRow }: ViewProps) {
  const t = useTranslations("embeddings");
  const id = useId();
  const size = Math.min(texts.length, mostShown);
  const [own, setOwn] = useState(false);
  const [window, setWindow] = useState(() => wholeOf(size));
  const [column, setColumn] = useState(() => Math.min(1, size - 1));
  const [hovered, setHovered] = useState<Cell>();
  // The same as long as neither changes: all maps are drawn anew with it, and a pointer over them is no change.
  const cell = useMemo(() => ({ row: Math.min(row, size - 1), column }), [row, size, column]);
  const maps = useLatest(() => paintAll(all, size, own), `${all.map((one) => one.id)} ${size} ${own}`);
  const choose = (next: Cell) => {
    onRow(next.row);
    setColumn(next.column);
    setWindow((known) => showing(known, next));
  };
  const zoom = (factor: number) => setWindow((known) => zoomed(known, cell, factor, size));
  const marks = {
    size,
    window,
    cell,
    describedBy: id,
    onCell: choose,
    onHover: setHovered,
    onZoom: zoom,
  };
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-muted">
        <label className="flex items-center gap-1.5">
          <input
            type="checkbox"
            className="accent-(--accent)"
            checked={own}
            onChange={({ target }) => setOwn(target.checked)}
          />
          {t("ownScale")}
        </label>
        <span className="flex items-center">
          <IconButton
            size="icon-small"
            label={t("zoomIn")}
            aria-disabled={window.span <= Math.min(leastSpan, size)}
            onClick={() => zoom(0.5)}
          >
            <ZoomIn size={15} />
          </IconButton>
          <IconButton
            size="icon-small"
            label={t("zoomOut")}
            aria-disabled={window.span >= size}
            onClick={() => zoom(2)}
          >
            <ZoomOut size={15} />
          </IconButton>
        </span>
        {size < texts.length && <span>{t("firstOnly", { shown: size, all: texts.length })}</span>}
      </div>
      <PairReadout id={id} all={all} texts={texts} cell={hovered ?? cell} />
      {maps === undefined && <p className="text-sm text-ink-muted">{t("working")}</p>}
      {maps === null && <p className="text-sm text-danger">{t("workerBroken")}</p>}
      {maps && (
        <>
          <div className={columnsFor(all.length)}>
            {maps.map(({ place, model, span, bitmap }) => (
              <figure key={place} className="grid min-w-0 content-start gap-1">
                <figcaption className="text-xs font-medium wrap-anywhere">{model}</figcaption>
                <HeatCanvas bitmap={bitmap} label={t("heatOf", { model })} {...marks} />
                <HeatLegend scale="cosine" {...span} />
              </figure>
            ))}
          </div>
          {all.length > 1 && <HeatDifference all={all} marks={marks} />}
        </>
      )}
    </div>
  );
}
