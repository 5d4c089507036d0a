"use client";

import { useEffect, useMemo, useState } from "react";
import type { BuildSetup } from "@/lib/batches/build";
import { assembled } from "@/lib/batches/pieces";
import { setupsOf } from "@/lib/batches/setups";
import type { BuiltFiles } from "@/lib/batches/table";
import type { ModelSummary } from "@/lib/models/model-summary";
import type { KeptBatchDraft } from "./use-batch-draft";
import type { Given } from "./use-source";

const buildAfterMs = 250;

/** A file of requests as it would be sent. */
export type Candidate = { blob: Blob; model: string | undefined };

/** What the form's file or table comes to: one file, or one for each model. Nothing while it is being made. */
export function useBuilt(
  given: Given | undefined,
  { draft }: KeptBatchDraft,
  models: readonly ModelSummary[],
) {
  const { table } = draft;
  // By what they say: the same setups must not build the same file again.
  const said = JSON.stringify(given?.kind === "table" ? setupsOf(table, models) : []);
  const setups = useMemo(() => JSON.parse(said) as BuildSetup[], [said]);
  const [built, setBuilt] = useState<{ of: BuildSetup[]; made: BuiltFiles }>();
  const desk = given?.kind === "table" ? given.desk : undefined;
  useEffect(() => {
    setBuilt(undefined);
    if (!desk || setups.length === 0) return;
    let current = true;
    const timer = setTimeout(() => {
      desk.build(setups).then(
        (made) => current && setBuilt({ of: setups, made }),
        () => {}, // it was closed
      );
    }, buildAfterMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [desk, setups]);
  const candidates = useMemo((): Candidate[] | undefined => {
    if (given?.kind === "file") return [{ blob: assembled(given.file, given.pieces), model: undefined }];
    return built?.made.files.map((blob, at) => ({ blob, model: built.of[at]?.model }));
  }, [given, built]);
  return { candidates, setups, built: built?.made };
}
