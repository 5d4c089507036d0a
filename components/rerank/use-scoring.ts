"use client";

import { useEffect, useState } from "react";
import type { JobName, Jobs } from "@/lib/rerank/scoring";
import { scoreApart } from "@/lib/rerank/scoring-client";

/**
 * What a worker works out, anew when the key changes; no key asks for nothing. What was found last stays until there is
 * something newer. Null where it cannot be worked out.
 */
export function useScoring<Name extends JobName>(
  job: Name,
  order: () => Jobs[Name]["order"] | Promise<Jobs[Name]["order"]>,
  key: string | undefined,
): Jobs[Name]["answer"] | null | undefined {
  const [answer, setAnswer] = useState<{ key: string; value: Jobs[Name]["answer"] | null }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what it depends on
  useEffect(() => {
    if (key === undefined) return;
    const end = new AbortController();
    Promise.resolve(order())
      .then((made) => scoreApart(job, made, end.signal))
      .then(
        (value) => !end.signal.aborted && setAnswer({ key, value }),
        () => !end.signal.aborted && setAnswer({ key, value: null }),
      );
    return () => end.abort();
  }, [job, key]);
  return key === undefined ? undefined : answer?.value;
}
