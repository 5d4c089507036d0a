"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { useAnswerModel } from "@/components/chat/use-answer-model";
import { type ColumnSetup, firstModels, newSetup, requestOf } from "@/lib/compare/column-setup";
import { type Ask, Comparison } from "@/lib/compare/comparison";
import type { LoadedComparison } from "@/lib/compare/load-comparison";
import { noteRead } from "@/lib/history/activity";
import { storedThreads } from "@/lib/history/stored-threads";
import { usePreferences } from "./use-preferences";

export type OpenedComparison = {
  threadId: string;
  loaded: LoadedComparison | undefined;
  /** The columns to begin with; without any, those of the last comparison. */
  setups: readonly ColumnSetup[] | undefined;
};

/** One comparison in this tab, with the models to choose from. What another tab changes appears here too. */
export function useComparison({ threadId, loaded, setups }: OpenedComparison) {
  const preferences = usePreferences();
  const [comparison] = useState(
    () => new Comparison({ threadId, loaded, setups: setups?.length ? setups : preferences.setups }),
  );
  const state = useStore(comparison.store);
  const models = useAnswerModel({ before: null, fills: false });
  const { columns, begun } = state;

  // Only the list tells which models a first visit can compare.
  const unchosen = !begun && columns.length === 0 && models.models.length > 0;
  useEffect(() => {
    if (!unchosen) return;
    for (const model of firstModels(models.models)) comparison.add(newSetup(model));
  }, [unchosen, comparison, models.models]);

  const keep = preferences.set;
  useEffect(() => {
    if (columns.length > 0) keep({ setups: columns.map(({ setup }) => setup) });
  }, [columns, keep]);

  useEffect(() => noteRead(threadId), [threadId]);
  const stored = useLiveQuery(() => storedThreads.thread(threadId), [threadId]);
  useEffect(() => {
    if (stored) comparison.changedElsewhere(stored);
  }, [comparison, stored]);

  const ask: Ask = (setup) => requestOf(setup, models.models);
  return { comparison, ...state, models, ask, busy: useBusyColumns(comparison) };
}

export type ComparisonState = ReturnType<typeof useComparison>;

/** The ids of the columns in which an answer comes in. Changes only when one begins or ends. */
function useBusyColumns(comparison: Comparison): ReadonlySet<string> {
  const { columns } = useStore(comparison.store);
  const sessions = columns.map(({ id }) => comparison.session(id));
  const subscribe = (listener: () => void) => {
    const ends = sessions.map((session) => session.subscribe(listener));
    return () => {
      for (const end of ends) end();
    };
  };
  const busy = () =>
    columns.flatMap(({ id }) => (comparison.session(id).getState().busy ? [id] : [])).join(" ");
  const ids = useSyncExternalStore(subscribe, busy, busy);
  return new Set(ids === "" ? [] : ids.split(" "));
}
