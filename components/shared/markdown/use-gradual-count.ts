import { startTransition, useEffect, useState } from "react";

/**
 * How many of `total` parts to show in full yet: some more with each step, so that none of them holds the page
 * up. Once all were shown, parts that are added show at once.
 */
export function useGradualCount(total: number, step: number): number {
  const [count, setCount] = useState(step);
  const done = count >= total;
  useEffect(() => {
    // React's scheduler: each step is a rendering of its own that input may interrupt.
    startTransition(() => setCount(done ? Number.POSITIVE_INFINITY : count + step));
  }, [count, done, step]);
  return count;
}
