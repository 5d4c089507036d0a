"use client";

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { useAnswerModel } from "@/components/chat/use-answer-model";
import { judgeKey } from "@/lib/compare/set/judge-model";
import { releaseRunner, runnerOf } from "@/lib/compare/set/open-runner";
import type { PromptSet } from "@/lib/compare/set/prompt-set";
import { rowFaults } from "@/lib/compare/set/row-faults";
import { saveSet } from "@/lib/compare/set/set-store";
import { statisticsOf } from "@/lib/compare/set/statistics";

/** What becomes of a set, or how to find it from what it is by then. */
type Change = Partial<PromptSet> | ((known: PromptSet) => Partial<PromptSet>);

const saveAfterMs = 300;

/** One set in this tab: what it is, how far it is, and what came of it. Changes are stored as they are made. */
export function usePromptSet(stored: PromptSet) {
  const [set, setSet] = useState(stored);
  const runner = useMemo(() => runnerOf(stored), [stored]);
  const state = useStore(runner.store);
  const models = useAnswerModel({ before: null, fills: false });
  const saveFailure = useSaving(set, stored);

  useEffect(() => {
    runner.watched += 1;
    return () => {
      runner.watched -= 1;
      releaseRunner(stored.id);
    };
  }, [runner, stored.id]);
  // Before anything can be clicked that was drawn from it.
  useLayoutEffect(() => runner.update(set), [runner, set]);

  const { version } = state;
  const key = judgeKey(set.judge);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the runner's cells are another with every version
  const statistics = useMemo(
    () => set.columns.map(({ id }) => statisticsOf(runner.cellsOf(id), key)),
    [runner, set.columns, key, version],
  );
  const faults = useMemo(() => rowFaults(set), [set]);
  const change = (next: Change) =>
    setSet((known) => ({
      ...known,
      ...(typeof next === "function" ? next(known) : next),
      updatedAt: Date.now(),
    }));
  return {
    set,
    change,
    runner,
    ...state,
    saveFailure: state.saveFailure ?? saveFailure,
    models,
    statistics,
    faults,
    judgeKey: key,
  };
}

export type PromptSetState = ReturnType<typeof usePromptSet>;

/** Stores a set a moment after its last change, and at once when the page is left. */
function useSaving(set: PromptSet, stored: PromptSet): unknown {
  const [failure, setFailure] = useState<unknown>();
  const unsaved = useRef<PromptSet>(undefined);
  useEffect(() => {
    if (set === stored) return;
    unsaved.current = set;
    const save = () => {
      const { current } = unsaved;
      unsaved.current = undefined;
      if (current) saveSet(current).then(() => setFailure(undefined), setFailure);
    };
    const timer = setTimeout(save, saveAfterMs);
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
    };
  }, [set, stored]);
  useEffect(
    () => () => {
      if (unsaved.current) saveSet(unsaved.current).catch(() => {});
    },
    [],
  );
  return failure;
}
