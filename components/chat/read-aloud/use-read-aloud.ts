"use client";

import { useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { createReadAloudSettings } from "@/lib/read-aloud/settings";
import type { ReadAloudChoice } from "./read-aloud-context";

/** Which answer is read aloud, and how; what an earlier visit set is read after the first paint. */
export function useReadAloud() {
  const [store] = useState(createReadAloudSettings);
  useEffect(() => {
    void store.persist.rehydrate();
  }, [store]);
  const settings = useStore(store);
  const [answerId, setAnswerId] = useState<string>();
  const choice = useMemo(
    (): ReadAloudChoice => ({
      answerId,
      toggle: (id) => setAnswerId((current) => (current === id ? undefined : id)),
    }),
    [answerId],
  );
  return { choice, answerId, read: setAnswerId, settings, set: store.setState };
}

export type ReadAloudUse = ReturnType<typeof useReadAloud>;
