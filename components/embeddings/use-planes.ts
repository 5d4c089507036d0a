"use client";

import { useEffect, useState } from "react";
import type { OpenVectors } from "@/lib/embeddings/open-vectors";
import { onMap } from "@/lib/embeddings/plane";

export const mapKinds = ["pca", "umap"] as const;
export type MapKind = (typeof mapKinds)[number];

/** A map of one model; PCA tells which share of the differences it shows. */
export type Plane = { points: Float32Array; explained: number | undefined };

type Planes =
  | { state: "working"; progress: number }
  | { state: "broken" }
  | { state: "there"; planes: readonly Plane[] };

type Working = { signal: AbortSignal; onProgress: (share: number) => void };

async function planeOf(
  { client }: OpenVectors,
  rows: number[],
  kind: MapKind,
  working: Working,
): Promise<Plane | undefined> {
  if (kind === "umap") {
    const plane = await client.ask("umap", { rows }, working);
    return plane && { points: onMap(plane), explained: undefined };
  }
  const { plane, explained } = await client.ask("plane", { rows });
  return { points: onMap(plane), explained: explained[0] + explained[1] };
}

/** The maps of all models side by side. What is not wanted any more is not worked out to its end. */
export function usePlanes(all: readonly OpenVectors[], rows: number[], kind: MapKind): Planes {
  const [found, setFound] = useState<Planes>({ state: "working", progress: 0 });
  const key = `${all.map(({ id }) => id)} ${rows.length} ${kind}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what it depends on
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    const shares = all.map(() => 0);
    const tell = (next: Planes) => !signal.aborted && setFound(next);
    tell({ state: "working", progress: 0 });
    const planes = all.map((one, at) => {
      const onProgress = (share: number) => {
        shares[at] = share;
        tell({ state: "working", progress: shares.reduce((sum, own) => sum + own, 0) / shares.length });
      };
      return planeOf(one, rows, kind, { signal, onProgress });
    });
    Promise.all(planes).then(
      (done) => tell({ state: "there", planes: done.filter((plane) => plane !== undefined) }),
      () => tell({ state: "broken" }),
    );
    return () => end.abort();
  }, [key]);
  return found;
}
