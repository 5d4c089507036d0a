"use client";

import { type MouseEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { type Point, pointNear, surrounded } from "@/lib/embeddings/plane";
import { type DrawnPlane, drawPlane } from "./draw-plane";
import { useBitmaps } from "./use-bitmaps";
import { useLook } from "./use-look";

/** How near a pointer has to come, as a share of the side. */
const reach = 0.03;

type PlaneMapProps = Omit<DrawnPlane, "bitmaps" | "lasso"> & {
  label: string;
  onRow: (row: number) => void;
  onChosen: (chosen: ReadonlySet<number>) => void;
};

/** A map of texts: a click marks the nearest one, a line drawn around some chooses them. */
export function PlaneMap(props: PlaneMapProps) {
  const { label, points, rows, texts, clusters, row: marked, chosen, onRow, onChosen } = props;
  const ref = useRef<HTMLCanvasElement>(null);
  const [lasso, setLasso] = useState<readonly Point[]>();
  const bitmaps = useBitmaps();
  const look = useLook(ref);
  // biome-ignore lint/correctness/useExhaustiveDependencies: its size and colours are read from the page
  useEffect(() => {
    if (ref.current)
      drawPlane(ref.current, { points, rows, texts, clusters, row: marked, chosen, bitmaps, lasso });
  }, [points, rows.length, texts, clusters, marked, chosen, bitmaps, lasso, look]);
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
      role="img"
      aria-label={label}
      className="aspect-square w-full touch-pan-y rounded-md border border-line bg-surface text-ink"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
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
