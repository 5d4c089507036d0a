"use client";

import { useEffect, useRef, useState } from "react";
import type { CreationRecord } from "@/lib/history/creation-record";
import { attempt } from "@/lib/history/refusals";
import { correct, originalOf, type Transcript } from "@/lib/transcription/transcript";

const saveAfterMs = 300;

/** The words of a transcript as the person corrects them, kept as they are typed. */
export function useCorrections({ id, text: kept, corrected }: Transcript, record: CreationRecord) {
  /** What was typed and is not kept yet. */
  const [typed, setTyped] = useState<string>();
  const latest = useRef<string>(undefined);
  latest.current = typed;
  const save = (text: string) => attempt(() => correct(id, text));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is saved a moment later
  useEffect(() => {
    if (typed === undefined) return;
    const timer = setTimeout(() => void save(typed), saveAfterMs);
    return () => clearTimeout(timer);
  }, [typed, id]);
  useEffect(() => {
    if (kept === latest.current) setTyped(undefined);
  }, [kept]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: leaving the page must not lose the last words
  useEffect(
    () => () => {
      if (latest.current !== undefined) void save(latest.current);
    },
    [id],
  );
  return {
    text: typed ?? kept,
    corrected: corrected || typed !== undefined,
    change: setTyped,
    /** Back to the model's own words. */
    reset: () => setTyped(originalOf(record)),
  };
}
