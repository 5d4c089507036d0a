import { UMAP } from "umap-js";
import { largest } from "@/lib/vectors/agreement";
import { seeded } from "@/lib/vectors/seeded";

/** Who waits for a long piece of work. */
export type Watch = {
  /** Told a share of it from 0 to 1. */
  tell: (share: number) => void;
  isStopped: () => boolean;
};

/** The usual neighbourhood (McInnes and others), smaller where there are few texts. */
const usualNeighbours = 15;
/** Works so long before it looks whether it is still wanted. */
const stretchMs = 50;

/** Each row's nearest rows by cosine, itself first, with their distances. */
function nearestRows(cosines: Float32Array, rows: number, count: number) {
  const indices = Array.from({ length: rows }, (_, row) => {
    const own = cosines.subarray(row * rows, (row + 1) * rows);
    return [row, ...largest(own, count + 1).filter((other) => other !== row)].slice(0, count);
  });
  const distances = indices.map((near, row) =>
    near.map((other) => (other === row ? 0 : Math.max(0, 1 - (cosines[row * rows + other] as number)))),
  );
  return { indices, distances };
}

/**
 * Rows on a plane by UMAP, from their cosines with each other: near stays near, whatever the distance of the rest. Always the
 * same for the same rows. Nothing when it was stopped. Takes three rows at least.
 */
export async function umapPlane(
  cosines: Float32Array,
  rows: number,
  { tell, isStopped }: Watch,
): Promise<Float32Array | undefined> {
  const nNeighbors = Math.min(usualNeighbours, rows - 1);
  const umap = new UMAP({ nComponents: 2, nNeighbors, minDist: 0.1, random: seeded(1) });
  const { indices, distances } = nearestRows(cosines, rows, nNeighbors);
  umap.setPrecomputedKNN(indices, distances);
  // With neighbours given, only how many rows there are is looked at.
  const epochs = umap.initializeFit(indices);
  let done = 0;
  while (done < epochs) {
    const until = performance.now() + stretchMs;
    while (done < epochs && performance.now() < until) {
      umap.step();
      done += 1;
    }
    tell(done / epochs);
    await new Promise((resolve) => setTimeout(resolve));
    if (isStopped()) return undefined;
  }
  return Float32Array.from(umap.getEmbedding().flat());
}
