"use client";

import { useEffect, useState } from "react";
import { LatestOnly } from "@/lib/embeddings/latest-only";
import { type Opened, openVectors } from "@/lib/embeddings/open-vectors";
import type { ModelResult } from "@/lib/embeddings/results";

type Opening = { opened: Promise<Opened>; end: AbortController };

/**
 * The vectors of models, each in a worker of its own as long as they are shown. Undefined until all are there; where one
 * changes or another comes, the others stay open, and what was there is shown until the new ones are read.
 */
export function useOpenVectors(results: readonly ModelResult[], rows: number) {
  const [opened, setOpened] = useState<readonly Opened[]>();
  const [broken, setBroken] = useState(false);
  const [openings] = useState(() => new Map<string, Opening>());
  const keyOf = ({ record, files }: ModelResult) => `${record.id} ${files.length} ${rows}`;
  const key = results.map(keyOf).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: results are new with every render; their files say whether they changed
  useEffect(() => {
    let current = true;
    const wanted = new Set(results.map(keyOf));
    const opening = results.map((result) => {
      const known = openings.get(keyOf(result)) ?? begin(result, rows);
      openings.set(keyOf(result), known);
      return known.opened;
    });
    const settle = (all: readonly Opened[] | undefined) => {
      if (!current) return;
      setOpened(all);
      setBroken(!all);
      for (const [old, { end }] of openings) {
        if (wanted.has(old)) continue;
        end.abort();
        openings.delete(old);
      }
    };
    Promise.all(opening).then(settle, () => settle(undefined));
    return () => {
      current = false;
    };
  }, [key]);
  useEffect(
    () => () => {
      for (const { end } of openings.values()) end.abort();
      openings.clear();
    },
    [openings],
  );
  return { opened, broken };
}

function begin(result: ModelResult, rows: number): Opening {
  const end = new AbortController();
  return { opened: openVectors(result, rows, end.signal), end };
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
