"use client";

import { useEffect, useState } from "react";
import type { JobName, Jobs } from "@/lib/rerank/scoring";
import { scoreApart } from "@/lib/rerank/scoring-client";

type Order<Name extends JobName> = Jobs[Name]["order"];
type Answer<Name extends JobName> = Jobs[Name]["answer"];

/**
 * What a worker works out. `order` is kept by who calls it: another one is worked out anew, and none asks for nothing.
 * Nothing while it is worked out; null where it cannot be.
 */
export function useScoring<Name extends JobName>(
  job: Name,
  order: (() => Order<Name> | Promise<Order<Name>>) | undefined,
): Answer<Name> | null | undefined {
  const [found, setFound] = useState<{ of: typeof order; answer: Answer<Name> | null }>();
  useEffect(() => {
    if (!order) return;
    const end = new AbortController();
    const tell = (answer: Answer<Name> | null) => !end.signal.aborted && setFound({ of: order, answer });
    Promise.resolve()
      .then(order)
      .then((made) => scoreApart(job, made, end.signal))
      .then(tell, () => tell(null));
    return () => end.abort();
  }, [job, order]);
  return found?.of === order ? found?.answer : undefined;
}
