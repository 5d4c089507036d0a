import { seeded } from "@/lib/vectors/seeded";

/* What the product is measured against: the plain way, on arrays of numbers. */

/** The cosines of the first rows with all, each by its definition. */
export function naiveCosines(rows: readonly number[][], first: number): number[][] {
  return rows.slice(0, first).map((one) =>
    rows.map((other) => {
      let product = 0;
      let ones = 0;
      let others = 0;
      for (let at = 0; at < one.length; at += 1) {
        const x = one[at] as number;
        const y = other[at] as number;
        product += x * y;
        ones += x * x;
        others += y * y;
      }
      return product / Math.sqrt(ones * others);
    }),
  );
}

const distance = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + (value - (other[at] as number)) ** 2, 0);

/** As the product begins: rows far from each other, the further the likelier. */
function firstCentres(rows: readonly number[][], count: number): number[][] {
  const random = seeded(count);
  const centres = [rows[Math.floor(random() * rows.length)] ?? []];
  while (centres.length < count) {
    const nearest = rows.map((row) => Math.min(...centres.map((centre) => distance(row, centre))));
    let left = random() * nearest.reduce((sum, value) => sum + value, 0);
    const chosen = nearest.findIndex((value) => {
      left -= value;
      return left < 0;
    });
    centres.push(rows.at(chosen) ?? []);
  }
  return centres;
}

/** Clusters moved until no row changes its cluster. */
export function naiveKMeans(rows: readonly number[][], count: number): number[] {
  let centres = firstCentres(rows, count);
  let clusters: number[] = [];
  for (let round = 0; round < 100; round += 1) {
    const next = rows.map((row) => {
      const distances = centres.map((centre) => distance(row, centre));
      return distances.indexOf(Math.min(...distances));
    });
    if (next.every((cluster, at) => cluster === clusters[at])) break;
    clusters = next;
    centres = centres.map((centre, cluster) => {
      const own = rows.filter((_, at) => clusters[at] === cluster);
      return own.length === 0
        ? centre
        : centre.map((_, at) => own.reduce((sum, row) => sum + (row[at] as number), 0) / own.length);
    });
  }
  return clusters;
}
