"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { TextSet } from "@/lib/creations/text-set";
import { cosineOrder } from "@/lib/rerank/baseline";
import type { Column } from "@/lib/rerank/board";
import { type ModelResult, scoresOf } from "@/lib/rerank/results";
import { useScoring } from "./use-scoring";

/** The rankings of a board: those of the models in their order, and BM25. */
export function useColumns(query: string, set: TextSet, results: readonly ModelResult[]) {
  const t = useTranslations("rerank");
  const documents = set.texts.length;
  // A picture has no words to go by.
  const wordsOrder = useMemo(
    () => (query === "" ? undefined : () => ({ query, documents: set.texts })),
    [query, set],
  );
  const words = useScoring("words", wordsOrder);
  const baseline = results.find(({ kind, ranked, running }) => kind === "baseline" && ranked > 0 && !running);
  const vectors = baseline && `${baseline.record.id} ${baseline.record.items.length}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: results are new with every render; `vectors` says which ones they have
  const cosinesOrder = useMemo(
    () => (baseline ? () => cosineOrder(baseline, documents) : undefined),
    [vectors, documents],
  );
  const cosines = useScoring("cosines", cosinesOrder);
  const state = results.map(({ record, ranked }) => `${record.id} ${ranked}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: results are new with every render; `state` says whether they changed
  const columns = useMemo((): Column[] => {
    const ofModels = results.map((result): Column => {
      const { place, kind, model, record, ranked } = result;
      const scores = kind === "baseline" ? cosines : ranked > 0 && scoresOf(record, documents);
      return { key: String(place), kind, model, scores: scores || undefined };
    });
    if (query === "") return ofModels;
    return [...ofModels, { key: "bm25", kind: "bm25", model: "BM25", scores: words?.scores }];
  }, [state, query, documents, cosines, words]);
  const marked = useMemo(() => new Set(words?.words), [words]);
  const broken = words === null || cosines === null;
  return { columns, words: marked, fault: broken ? t("workerBroken") : undefined };
}
