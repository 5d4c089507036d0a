import { seeded } from "./seeded";
import { rowOf, type VectorTable } from "./table";

const mostRounds = 100;

const squaredDistance = (one: Float32Array, other: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) {
    const difference = (one[at] as number) - (other[at] as number);
    sum += difference * difference;
  }
  return sum;
};

/** Rows far from each other to begin with, the further the likelier (k-means++), always the same for the same rows. */
function firstCentres(table: VectorTable, count: number): Float32Array[] {
  const random = seeded(count);
  const centres = [rowOf(table, Math.floor(random() * table.rows)).slice()];
  const nearest = new Float64Array(table.rows).fill(Number.POSITIVE_INFINITY);
  while (centres.length < count) {
    const last = centres.at(-1) as Float32Array;
    let sum = 0;
    for (let row = 0; row < table.rows; row += 1) {
      nearest[row] = Math.min(nearest[row] as number, squaredDistance(rowOf(table, row), last));
      sum += nearest[row] as number;
    }
    let left = random() * sum;
    let chosen = 0;
    while (chosen < table.rows - 1 && left >= (nearest[chosen] as number)) {
      left -= nearest[chosen] as number;
      chosen += 1;
    }
    centres.push(rowOf(table, chosen).slice());
  }
  return centres;
}

type Four = readonly [Float32Array, Float32Array, Float32Array, Float32Array];

/** Centres by fours, which are measured at once: each number of a row is read once for them. The last one fills up. */
function foursOf(centres: readonly Float32Array[]): Four[] {
  const at = (place: number) => centres[Math.min(place, centres.length - 1)] as Float32Array;
  return Array.from({ length: Math.ceil(centres.length / 4) }, (_, four) => [
    at(four * 4),
    at(four * 4 + 1),
    at(four * 4 + 2),
    at(four * 4 + 3),
  ]);
}

/** The place of the nearest centre. */
function nearestCentre(row: Float32Array, fours: readonly Four[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let four = 0; four < fours.length; four += 1) {
    const distances = distancesTo(row, fours[four] as Four);
    for (let next = 0; next < 4; next += 1) {
      const distance = distances[next] as number;
      if (distance < least) {
        least = distance;
        best = four * 4 + next;
      }
    }
  }
  return best;
}

function distancesTo(row: Float32Array, [a, b, c, d]: Four): number[] {
  let toA = 0;
  let toB = 0;
  let toC = 0;
  let toD = 0;
  for (let at = 0; at < row.length; at += 1) {
    const value = row[at] as number;
    const fromA = value - (a[at] as number);
    const fromB = value - (b[at] as number);
    const fromC = value - (c[at] as number);
    const fromD = value - (d[at] as number);
    toA += fromA * fromA;
    toB += fromB * fromB;
    toC += fromC * fromC;
    toD += fromD * fromD;
  }
  return [toA, toB, toC, toD];
}

/** The middles of the rows of each cluster; one without rows stays where it is. */
function middles(
  table: VectorTable,
  clusters: Uint16Array,
  centres: readonly Float32Array[],
): Float32Array[] {
  const sums = centres.map(() => new Float64Array(table.width));
  const counts = new Uint32Array(centres.length);
  for (let row = 0; row < table.rows; row += 1) {
    const cluster = clusters[row] as number;
    const sum = sums[cluster] as Float64Array;
    const values = rowOf(table, row);
    for (let at = 0; at < table.width; at += 1) sum[at] = (sum[at] as number) + (values[at] as number);
    counts[cluster] = (counts[cluster] as number) + 1;
  }
  return centres.map((centre, index) => {
    const count = counts[index] as number;
    return count === 0 ? centre : Float32Array.from(sums[index] as Float64Array, (value) => value / count);
  });
}

/** Puts rows into so many clusters, each with the one whose middle is nearest (Lloyd). Every row has to have a vector. */
export function kMeans(table: VectorTable, count: number): { clusters: Uint16Array; inertia: number } {
  const clusters = new Uint16Array(table.rows);
  if (table.rows === 0) return { clusters, inertia: 0 };
  let centres = firstCentres(table, Math.max(1, Math.min(count, table.rows)));
  for (let round = 0; round < mostRounds; round += 1) {
    let moved = round === 0;
    const fours = foursOf(centres);
    for (let row = 0; row < table.rows; row += 1) {
      const cluster = nearestCentre(rowOf(table, row), fours);
      if (cluster !== clusters[row]) moved = true;
      clusters[row] = cluster;
    }
    if (!moved) break;
    centres = middles(table, clusters, centres);
  }
  let inertia = 0;
  for (let row = 0; row < table.rows; row += 1)
    inertia += squaredDistance(rowOf(table, row), centres[clusters[row] as number] as Float32Array);
  return { clusters, inertia };
}
