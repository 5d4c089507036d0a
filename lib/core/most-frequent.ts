/** The value that comes most often, the first of equally frequent ones; nothing of nothing. */
export function mostFrequent<Value>(values: Iterable<Value>): Value | undefined {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  for (const [value, count] of counts) if (count === most) return value;
  return undefined;
}
