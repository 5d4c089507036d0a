import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kendall, largest, overlapAt, ranksOf, spearman } from "./agreement";
import { bm25 } from "./bm25";
import { cosineMatrix } from "./cosine";
import { judge } from "./judged";
import { kMeans } from "./k-means";
import { pca } from "./pca";
import { chosenRows, hasVector, normalised, normsOf, rowOf, type VectorTable } from "./table";

const tableOf = (vectors: readonly (readonly number[])[]): VectorTable => ({
  rows: vectors.length,
  width: vectors[0]?.length ?? 0,
  values: Float32Array.from(vectors.flat()),
});

/** Rows of the same width, of numbers that 32 bits hold. */
const vectorsOf = (constraints: { rows?: number; width?: number } = {}) =>
  fc
    .tuple(
      fc.integer({ min: 1, max: constraints.rows ?? 20 }),
      fc.integer({ min: 1, max: constraints.width ?? 12 }),
    )
    .chain(([rows, width]) =>
      fc.array(
        fc.array(fc.float({ min: -10, max: 10, noNaN: true }), { minLength: width, maxLength: width }),
        { minLength: rows, maxLength: rows },
      ),
    );
/** Pairs of values, some of them equal. */
const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
  minLength: 2,
  maxLength: 60,
});

/* Second implementations, written for the eye alone. */
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
const naiveCosine = (a: readonly number[], b: readonly number[]) => {
  const scale = Math.sqrt(dot(a, a) * dot(b, b));
  return scale === 0 ? 0 : dot(a, b) / scale;
};
function naiveKendall(all: readonly (readonly [number, number])[]): number {
  let concordant = 0;
  let discordant = 0;
  let tiedX = 0;
  let tiedY = 0;
  for (const [at, [x, y]] of all.entries())
    for (const [otherX, otherY] of all.slice(at + 1)) {
      const sign = Math.sign(x - otherX) * Math.sign(y - otherY);
      if (sign > 0) concordant += 1;
      else if (sign < 0) discordant += 1;
      else if (x === otherX && y !== otherY) tiedX += 1;
      else if (y === otherY && x !== otherX) tiedY += 1;
    }
  return (
    (concordant - discordant) /
    Math.sqrt((concordant + discordant + tiedX) * (concordant + discordant + tiedY))
  );
}
/** The largest eigenvalues of a symmetric matrix, by Jacobi's rotations. */
function naiveEigenvalues(matrix: number[][]): number[] {
  const size = matrix.length;
  for (let sweep = 0; sweep < 60; sweep += 1)
    for (let p = 0; p < size; p += 1)
      for (let q = p + 1; q < size; q += 1) {
        const [pp, qq, pq] = [matrix[p]?.[p] ?? 0, matrix[q]?.[q] ?? 0, matrix[p]?.[q] ?? 0];
        if (Math.abs(pq) < 1e-14) continue;
        const angle = 0.5 * Math.atan2(2 * pq, qq - pp);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        for (const row of matrix) {
          const [x, y] = [row[p] ?? 0, row[q] ?? 0];
          [row[p], row[q]] = [c * x - s * y, s * x + c * y];
        }
        const [rowP, rowQ] = [matrix[p] ?? [], matrix[q] ?? []];
        for (let at = 0; at < size; at += 1) {
          const [x, y] = [rowP[at] ?? 0, rowQ[at] ?? 0];
          [rowP[at], rowQ[at]] = [c * x - s * y, s * x + c * y];
        }
      }
  return matrix.map((row, at) => row[at] ?? 0).sort((a, b) => b - a);
}

describe("the cosines of all rows", () => {
  test("are those that the definition gives, whatever the sizes of blocks", () => {
    fc.assert(
      fc.property(vectorsOf({ rows: 130, width: 9 }), (vectors) => {
        const table = tableOf(vectors);
        const found = cosineMatrix(table);
        for (let row = 0; row < table.rows; row += 1)
          for (let column = 0; column < table.rows; column += 1)
            expect(found[row * table.rows + column]).toBeCloseTo(
              naiveCosine([...rowOf(table, row)], [...rowOf(table, column)]),
              4,
            );
      }),
      { numRuns: 30 },
    );
  });

  test("are those of wide vectors too", () => {
    const vectors = Array.from({ length: 137 }, (_, row) =>
      Array.from({ length: 700 }, (_value, at) => Math.sin(row * 31 + at * 7)),
    );
    const found = cosineMatrix(tableOf(vectors));
    for (const [row, column] of [
      [3, 30],
      [61, 2],
      [136, 121],
    ] as const)
      expect(found[row * 137 + column]).toBeCloseTo(
        naiveCosine(vectors[row] ?? [], vectors[column] ?? []),
        5,
      );
  });

  test("are NaN where there is no vector, and only there", () => {
    const table = tableOf([
      [1, 0],
      [Number.NaN, Number.NaN],
      [1, 1],
    ]);
    const found = [...cosineMatrix(table)];
    expect(found.map(Number.isNaN)).toEqual([false, true, false, true, true, true, false, true, false]);
    expect([0, 1, 2].map((row) => hasVector(table, row))).toEqual([true, false, true]);
  });
});

test("rows of length 1 keep their direction", () => {
  fc.assert(
    fc.property(vectorsOf(), (vectors) => {
      const table = tableOf(vectors);
      const same = normalised(table);
      for (const [row, norm] of normsOf(same).entries()) {
        if ((normsOf(table)[row] ?? 0) < 1e-20) continue;
        expect(norm).toBeCloseTo(1, 4);
        expect(naiveCosine([...rowOf(same, row)], [...rowOf(table, row)])).toBeCloseTo(1, 4);
      }
      expect(chosenRows(table, [table.rows - 1]).values).toEqual(rowOf(table, table.rows - 1).slice());
    }),
  );
});

describe("how far two rankings agree", () => {
  test("is what SciPy's manual says of its examples", () => {
    expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(0.820_782_681_668_123_3, 12);
    expect(kendall([12, 2, 1, 12, 2], [1, 4, 7, 1, 0])).toBeCloseTo(-0.471_404_520_791_031_73, 12);
  });

  test("is Kendall's tau-b as the definition counts it", () => {
    fc.assert(
      fc.property(pairs, (all) => {
        const found = kendall(
          all.map(([x]) => x),
          all.map(([, y]) => y),
        );
        const naive = naiveKendall(all);
        if (Number.isNaN(naive)) expect(found).toBeUndefined();
        else expect(found).toBeCloseTo(naive, 9);
      }),
    );
  });

  test("is 1 with itself, the same both ways, and the opposite when one is turned round", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 2, maxLength: 50 }), (values) => {
        const other = values.map((value) => Math.sin(value));
        for (const agreement of [spearman, kendall]) {
          expect(agreement(values, values)).toBeCloseTo(1, 9);
          const forth = agreement(values, other);
          const back = agreement(other, values);
          if (forth === undefined || back === undefined) return;
          expect(forth).toBeCloseTo(back, 9);
          const turned = agreement(
            values,
            other.map((value) => -value),
          );
          expect(turned).toBeCloseTo(-forth, 9);
        }
        expect(overlapAt(values, values, 5)).toBe(1);
      }),
    );
  });

  test("gives equal values the mean of their places", () => {
    expect([...ranksOf([5, 1, 5, 3])]).toEqual([1.5, 4, 1.5, 3]);
    expect(largest([1, 3, 3, 2], 3)).toEqual([1, 2, 3]);
    expect(overlapAt([3, 2, 1, 0], [3, 0, 1, 2], 2)).toBe(0.5);
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeUndefined();
  });
});

describe("a ranking against what a person found relevant", () => {
  test("is what scikit-learn's manual says of its example", () => {
    expect(judge([0.1, 0.2, 0.3, 4, 70], [10, 0, 0, 1, 5], 5)?.ndcg).toBeCloseTo(0.695_694_044_381_307_6, 9);
  });

  test("is best when what is relevant stands on top, and nothing where nothing is relevant", () => {
    expect(judge([3, 2, 1], [1, 0, 0], 2)).toEqual({ ndcg: 1, reciprocalRank: 1, recall: 1 });
    expect(judge([1, 2, 3], [1, 0, 0], 2)).toEqual({ ndcg: 0, reciprocalRank: 1 / 3, recall: 0 });
    expect(judge([1, 2, 3], [0, 0, 0], 2)).toBeUndefined();
  });

  test("lies between 0 and 1 and never loses by a longer look", () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer()), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 20 }), (all, count) => {
        const [relevance, scores] = [all.map(([gain]) => gain), all.map(([, score]) => score)];
        const judged = judge(scores, relevance, count);
        if (!judged) return;
        for (const value of Object.values(judged)) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(judge(scores, relevance, count + 1)?.recall).toBeGreaterThanOrEqual(judged.recall);
      }),
    );
  });
});

describe("the plane of the largest differences", () => {
  test("shows as much as the two largest eigenvalues of the covariance", () => {
    fc.assert(
      fc.property(vectorsOf({ rows: 15, width: 5 }), (vectors) => {
        const table = tableOf(vectors);
        const means = Array.from({ length: table.width }, (_, at) =>
          vectors.reduce((sum, row) => sum + Math.fround(row[at] ?? 0) / table.rows, 0),
        );
        const data = vectors.map((row) => row.map((value, at) => Math.fround(value) - (means[at] ?? 0)));
        const covariance = means.map((_, i) =>
          means.map((__, j) => data.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0)),
        );
        const total = covariance.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
        const [first = 0, second = 0] = naiveEigenvalues(covariance);
        const { plane, explained } = pca(table);
        expect(plane).toHaveLength(table.rows * 2);
        if (total < 1e-6) return;
        // Two eigenvalues that are nearly the same are found in either order: their sum does not depend on it.
        expect(explained[0] + explained[1]).toBeCloseTo((first + second) / total, 2);
      }),
      { numRuns: 60 },
    );
  });

  test("is always the same, and keeps the distances of what lies in a plane already", () => {
    const vectors = [
      [0, 0, 0],
      [3, 0, 0],
      [0, 1, 0],
      [5, 2, 0],
    ];
    const { plane, explained } = pca(tableOf(vectors));
    expect(pca(tableOf(vectors)).plane).toEqual(plane);
    expect(explained[0] + explained[1]).toBeCloseTo(1, 6);
    const distance = (a: number, b: number) =>
      Math.hypot(
        (plane[a * 2] ?? 0) - (plane[b * 2] ?? 0),
        (plane[a * 2 + 1] ?? 0) - (plane[b * 2 + 1] ?? 0),
      );
    expect(distance(0, 1)).toBeCloseTo(3, 4);
    expect(distance(2, 3)).toBeCloseTo(Math.hypot(5, 1), 4);
  });

  test("survives rows that are all the same", () => {
    expect([
      ...pca(
        tableOf([
          [1, 2],
          [1, 2],
        ]),
      ).plane,
    ]).toEqual([0, 0, 0, 0]);
  });
});

describe("clusters", () => {
  const middleOf = (vectors: readonly (readonly number[])[]) =>
    (vectors[0] ?? []).map((_, at) => vectors.reduce((sum, row) => sum + (row[at] ?? 0) / vectors.length, 0));
  const distance = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, at) => sum + (value - (b[at] ?? 0)) ** 2, 0);

  test("hold each row with the nearest middle", () => {
    fc.assert(
      fc.property(vectorsOf({ rows: 30, width: 4 }), fc.integer({ min: 1, max: 6 }), (given, count) => {
        const vectors = given.map((row) => row.map(Math.fround));
        const { clusters, inertia } = kMeans(tableOf(vectors), count);
        const members = (cluster: number) => vectors.filter((_, row) => clusters[row] === cluster);
        const used = [...new Set(clusters)];
        const middles = new Map(used.map((cluster) => [cluster, middleOf(members(cluster))]));
        let sum = 0;
        for (const [row, vector] of vectors.entries()) {
          const own = distance(vector, middles.get(clusters[row] ?? 0) ?? []);
          sum += own;
          for (const middle of middles.values())
            expect(own).toBeLessThanOrEqual(distance(vector, middle) + 1e-2);
        }
        expect(inertia).toBeCloseTo(sum, 1);
        expect(used.length).toBeLessThanOrEqual(count);
      }),
      { numRuns: 60 },
    );
  });

  test("of clouds that lie apart are the clouds", () => {
    const cloud = (x: number) => Array.from({ length: 10 }, (_, at) => [x + (at % 3) / 10, (at % 4) / 10]);
    const { clusters } = kMeans(tableOf([...cloud(0), ...cloud(100), ...cloud(200)]), 3);
    for (const start of [0, 10, 20]) expect(new Set(clusters.slice(start, start + 10)).size).toBe(1);
    expect(new Set(clusters).size).toBe(3);
  });
});

describe("words alone", () => {
  const documents = ["the cat sat", "a dog and a cat", "退款需要三天", "dogs"];

  test("rank what has the rare words of the query, in Chinese too", () => {
    expect(largest(bm25("cat", documents), 2)).toEqual([0, 1]);
    expect(largest(bm25("退款", documents), 1)).toEqual([2]);
    expect([...bm25("horse", documents)]).toEqual([0, 0, 0, 0]);
  });

  test("score by Okapi's formula", () => {
    const words = fc.array(fc.constantFrom("red", "green", "blue", "black"), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.array(words, { minLength: 1, maxLength: 8 }), (query, all) => {
        const found = bm25(
          query.join(" "),
          all.map((document) => document.join(" ")),
        );
        const mean = all.reduce((sum, { length }) => sum + length, 0) / all.length;
        for (const [at, document] of all.entries()) {
          let expected = 0;
          for (const word of new Set(query)) {
            const having = all.filter((other) => other.includes(word)).length;
            const count = document.filter((other) => other === word).length;
            const idf = Math.log(1 + (all.length - having + 0.5) / (having + 0.5));
            expected += (idf * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * document.length) / mean));
          }
          expect(found[at]).toBeCloseTo(expected, 9);
        }
      }),
    );
  });
});
