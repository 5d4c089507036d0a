"use client";

import { useEffect, useState } from "react";
import { LatestOnly } from "@/lib/embeddings/latest-only";
import { type Opened, openVectors } from "@/lib/embeddings/open-vectors";
import type { ModelResult } from "@/lib/embeddings/results";

/** The vectors of models, each in a worker of its own as long as they are shown. Undefined until all are there. */
export function useOpenVectors(results: readonly ModelResult[], rows: number) {
  const [opened, setOpened] = useState<readonly Opened[]>();
  const [broken, setBroken] = useState(false);
  const key = results.map(({ record, files }) => `${record.id} ${files.length}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: results are new with every render; their files say whether they changed
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    setOpened(undefined);
    setBroken(false);
    Promise.all(results.map((result) => openVectors(result, rows, signal))).then(
      (all) => !signal.aborted && setOpened(all),
      () => !signal.aborted && setBroken(true),
    );
    return () => end.abort();
  }, [key, rows]);
  return { opened, broken };
}

/** What a worker works out, anew when the key changes. Undefined while it does, null where it cannot. */
export function useWorkedOut<Value>(work: () => Promise<Value>, key: string) {
  const [value, setValue] = useState<Value | null>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what it depends on
  useEffect(() => {
    let current = true;
    setValue(undefined);
    work().then(
      (found) => current && setValue(() => found),
      () => current && setValue(null),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return value;
}

/**
 * As `useWorkedOut`, but what was found last stays until there is something newer: for what changes with a pointer or a
 * slider. What was passed over meanwhile is not worked out.
 */
export function useLatest<Value>(work: () => Promise<Value>, key: string): Value | null | undefined {
  const [value, setValue] = useState<Value | null>();
  const [latest] = useState(() => new LatestOnly());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what it depends on
  useEffect(() => {
    let current = true;
    latest.want(async () => {
      if (!current) return;
      await work().then(
        (found) => current && setValue(() => found),
        () => current && setValue(null),
      );
    });
    return () => {
      current = false;
    };
  }, [key]);
  return value;
}
