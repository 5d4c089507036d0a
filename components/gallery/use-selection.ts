"use client";

import { useMemo, useState } from "react";
import { type Result, resultKey } from "@/lib/gallery/filter";

/** Which of the shown results are selected; what a filter hides is not. */
export function useSelection(shown: readonly Result[]) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string>();
  const chosen = useMemo(() => shown.filter((result) => keys.has(resultKey(result))), [shown, keys]);
  /** Everything from the one that was changed last to this one becomes as this one does. */
  const toggle = (result: Result, range: boolean) => {
    const key = resultKey(result);
    const places = shown.map(resultKey);
    const [to, from] = [places.indexOf(key), range && last ? places.indexOf(last) : -1];
    const changed = from < 0 ? [key] : places.slice(Math.min(from, to), Math.max(from, to) + 1);
    const on = !keys.has(key);
    const next = new Set(keys);
    for (const one of changed) {
      if (on) next.add(one);
      else next.delete(one);
    }
    setKeys(next);
    setLast(key);
  };
  return {
    chosen,
    has: (result: Result) => keys.has(resultKey(result)),
    toggle,
    all: () => setKeys(new Set(shown.map(resultKey))),
    clear: () => setKeys(new Set()),
  };
}

export type Selection = ReturnType<typeof useSelection>;
