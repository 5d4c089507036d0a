/** The places of values from the largest on, beginning with 1; equal ones share the mean of their places. */
export function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, at) => at).sort(
    (a, b) => (values[b] as number) - (values[a] as number),
  );
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to += 1;
    for (let at = from; at < to; at += 1) ranks[order[at] as number] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

function correlation(one: ArrayLike<number>, other: ArrayLike<number>): number | undefined {
  const count = one.length;
  let meanOne = 0;
  let meanOther = 0;
  for (let at = 0; at < count; at += 1) {
    meanOne += (one[at] as number) / count;
    meanOther += (other[at] as number) / count;
  }
  let both = 0;
  let squaresOne = 0;
  let squaresOther = 0;
  for (let at = 0; at < count; at += 1) {
    const a = (one[at] as number) - meanOne;
    const b = (other[at] as number) - meanOther;
    both += a * b;
    squaresOne += a * a;
    squaresOther += b * b;
  }
  const scale = Math.sqrt(squaresOne * squaresOther);
  return scale === 0 ? undefined : both / scale;
}

/** Spearman's rank correlation, from -1 to 1; nothing where one of both is constant. Equal values share their rank. */
export const spearman = (one: ArrayLike<number>, other: ArrayLike<number>): number | undefined =>
  correlation(ranksOf(one), ranksOf(other));

/** Counts the pairs in a wrong order while it sorts (merge sort). */
function inversions(values: number[]): number {
  if (values.length < 2) return 0;
  const middle = values.length >> 1;
  const left = values.slice(0, middle);
  const right = values.slice(middle);
  let count = inversions(left) + inversions(right);
  let l = 0;
  let r = 0;
  for (let at = 0; at < values.length; at += 1) {
    if (r >= right.length || (l < left.length && (left[l] as number) <= (right[r] as number)))
      values[at] = left[l++] as number;
    else {
      values[at] = right[r++] as number;
      count += left.length - l;
    }
  }
  return count;
}

/** The pairs among equal values. */
function tiedPairs(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  let pairs = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to += 1;
    pairs += ((to - from) * (to - from - 1)) / 2;
    from = to;
  }
  return pairs;
}

/** Kendall's tau-b, from -1 to 1, by Knight's way in n log n; nothing where one of both is constant. */
export function kendall(one: ArrayLike<number>, other: ArrayLike<number>): number | undefined {
  const pairs = Array.from(
    { length: one.length },
    (_, at) => [one[at] as number, other[at] as number] as const,
  );
  pairs.sort(([a, b], [c, d]) => a - c || b - d);
  const all = (pairs.length * (pairs.length - 1)) / 2;
  const tiedOne = tiedPairs(pairs.map(([a]) => a));
  const tiedOther = tiedPairs(pairs.map(([, b]) => b));
  // Both equal: by their order in the sorted list, counted in a run of equal pairs.
  let tiedBoth = 0;
  for (let from = 0; from < pairs.length; ) {
    let to = from + 1;
    while (to < pairs.length && pairs[to]?.[0] === pairs[from]?.[0] && pairs[to]?.[1] === pairs[from]?.[1])
      to += 1;
    tiedBoth += ((to - from) * (to - from - 1)) / 2;
    from = to;
  }
  const discordant = inversions(pairs.map(([, b]) => b));
  const concordant = all - tiedOne - tiedOther + tiedBoth - discordant;
  const scale = Math.sqrt((all - tiedOne) * (all - tiedOther));
  return scale === 0 ? undefined : (concordant - discordant) / scale;
}

/** The places of the largest values, the first of equal ones first. */
export function largest(values: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: values.length }, (_, at) => at)
    .sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
    .slice(0, count);
}

/** The share of the first `count` that two rankings have in common, from 0 to 1; nothing of no values. */
export function overlapAt(
  one: ArrayLike<number>,
  other: ArrayLike<number>,
  count: number,
): number | undefined {
  const most = Math.min(count, one.length);
  if (most === 0) return undefined;
  const first = new Set(largest(one, most));
  return largest(other, most).filter((place) => first.has(place)).length / most;
}
