"use client";

import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from "react";
import { beside, type Cell, cellAt, type Window } from "@/lib/embeddings/window";

/** Points along a side of what is drawn; a screen's own are more or fewer. */
const side = 560;

/** What all maps show alike. */
export type HeatMarks = {
  size: number;
  describedBy: string;
  window: Window;
  cell: Cell;
  onCell: (cell: Cell) => void;
  onHover: (cell: Cell | undefined) => void;
  onZoom: (factor: number) => void;
};

type HeatCanvasProps = HeatMarks & { bitmap: ImageBitmap; label: string };

/** A heat map: the part of it that is in sight, and one cell marked. The arrow keys move the mark, + and − zoom. */
export function HeatCanvas(props: HeatCanvasProps) {
  const { bitmap, size, label, describedBy, window, cell, onCell, onHover, onZoom } = props;
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext("2d");
    if (!context) return;
    const { x, y, span } = window;
    const each = side / span;
    context.imageSmoothingEnabled = each < 1;
    context.clearRect(0, 0, side, side);
    context.drawImage(bitmap, x, y, span, span, 0, 0, side, side);
    const wide = Math.max(each, 6);
    const corner = (from: number, at: number) => (at - from + 0.5) * each - wide / 2;
    for (const [colour, inset] of [
      ["#000", 0],
      ["#fff", 2],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = 2;
      context.strokeRect(
        corner(x, cell.column) + inset,
        corner(y, cell.row) + inset,
        wide - 2 * inset,
        wide - 2 * inset,
      );
    }
  }, [bitmap, window, cell]);
  const under = (event: MouseEvent<HTMLCanvasElement>): Cell => {
    const box = event.currentTarget.getBoundingClientRect();
    return cellAt(window, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  const press = (event: KeyboardEvent) => {
    const zoom = { "+": 0.5, "=": 0.5, "-": 2 }[event.key];
    const next = beside(cell, event.key, size);
    if (zoom === undefined && !next) return;
    event.preventDefault();
    if (zoom !== undefined) onZoom(zoom);
    if (next) onCell(next);
  };
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: an application is told every key
    <canvas
      ref={ref}
      width={side}
      height={side}
      role="application"
      aria-label={label}
      aria-describedby={describedBy}
      tabIndex={0}
      className="aspect-square w-full touch-manipulation rounded-md border border-line"
      onKeyDown={press}
      onPointerMove={(event) => onHover(under(event))}
      onPointerLeave={() => onHover(undefined)}
      onClick={(event) => onCell(under(event))}
    />
  );
}
