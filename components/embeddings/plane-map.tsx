"use client";

import { type MouseEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { clusterColours } from "@/lib/embeddings/colours";
import { type Point, pointNear, surrounded } from "@/lib/embeddings/plane";
import { useBitmaps } from "./use-bitmaps";

const side = 560;
/** Up to so many points have their words beside them. */
const mostLabels = 60;
const labelLength = 14;
/** How near a pointer has to come, as a share of the side. */
const reach = 0.03;

type PlaneMapProps = {
  label: string;
  points: Float32Array;
  /** Which text each point is. */
  rows: readonly number[];
  texts: readonly string[];
  clusters: Uint16Array | undefined;
  row: number;
  chosen: ReadonlySet<number>;
  onRow: (row: number) => void;
  onChosen: (chosen: ReadonlySet<number>) => void;
};

/** A map of texts: a click marks the nearest one, a line drawn around some chooses them. */
export function PlaneMap(props: PlaneMapProps) {
  const { label, points, rows, onRow, onChosen } = props;
  const ref = useRef<HTMLCanvasElement>(null);
  const [lasso, setLasso] = useState<readonly Point[]>();
  const bitmaps = useBitmaps();
  useEffect(() => {
    const context = ref.current?.getContext("2d");
    if (ref.current && context) draw(context, getComputedStyle(ref.current), { ...props, bitmaps }, lasso);
  });
  const under = (event: MouseEvent<HTMLCanvasElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const end = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!lasso) return;
    setLasso(undefined);
    const inside = lasso.length > 2 ? surrounded(points, lasso) : [];
    if (inside.length > 0) onChosen(new Set(inside.flatMap((at) => rows[at] ?? [])));
    else {
      const row = rows[pointNear(points, under(event), reach) ?? -1];
      if (row !== undefined) onRow(row);
    }
  };
  return (
    <canvas
      ref={ref}
      width={side}
      height={side}
      role="img"
      aria-label={label}
      className="aspect-square w-full touch-pan-y rounded-md border border-line bg-surface text-ink"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setLasso([under(event)]);
      }}
      onPointerMove={(event) => {
        const point = under(event);
        if (lasso) setLasso([...lasso, point]);
      }}
      onPointerUp={end}
      onPointerCancel={() => setLasso(undefined)}
    />
  );
}

type Drawn = PlaneMapProps & { bitmaps: ReadonlyMap<number, ImageBitmap> };

function draw(
  context: CanvasRenderingContext2D,
  style: CSSStyleDeclaration,
  { points, rows, texts, clusters, row: marked, chosen, bitmaps }: Drawn,
  lasso: readonly Point[] | undefined,
): void {
  context.clearRect(0, 0, side, side);
  const radius = rows.length > 400 ? 3 : 5;
  const labelled = rows.length <= mostLabels;
  context.font = `11px ${style.fontFamily}`;
  for (const [at, row] of rows.entries()) {
    const x = (points[at * 2] as number) * side;
    const y = (points[at * 2 + 1] as number) * side;
    context.globalAlpha = chosen.size > 0 && !chosen.has(row) ? 0.25 : 1;
    context.fillStyle = clusterColours[clusters?.[at] ?? 0] ?? style.color;
    context.beginPath();
    context.arc(x, y, row === marked ? radius + 3 : radius, 0, 2 * Math.PI);
    context.fill();
    const bitmap = bitmaps.get(row);
    if (bitmap) context.drawImage(bitmap, x - bitmap.width / 2, y - bitmap.height / 2);
    context.fillStyle = context.strokeStyle = style.color;
    if (row === marked) {
      context.lineWidth = 2;
      context.stroke();
    }
    if ((labelled && !bitmap) || row === marked) {
      const words = texts[row]?.slice(0, labelLength) ?? "";
      const wide = context.measureText(words).width;
      // At the right edge the words stand before their point.
      context.fillText(words, x + radius + 3 + wide > side ? x - radius - 3 - wide : x + radius + 3, y + 4);
    }
  }
  context.globalAlpha = 1;
  if (!lasso || lasso.length < 2) return;
  context.strokeStyle = style.color;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.beginPath();
  for (const [x, y] of lasso) context.lineTo(x * side, y * side);
  context.closePath();
  context.stroke();
  context.setLineDash([]);
}
