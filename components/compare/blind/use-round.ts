"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { castVote, catchUpVote, laneState } from "@/lib/compare/blind-round";
import type { Comparison } from "@/lib/compare/comparison";
import { type AppError, appError } from "@/lib/core/app-error";
import { noteRead } from "@/lib/history/activity";
import type { RoundRecord } from "@/lib/history/record";
import { storedThreads } from "@/lib/history/stored-threads";
import type { Vote } from "@/lib/rounds/round";
import type { RunState } from "@/lib/runs/event";

/** One round in this tab: how far its lanes are, and its vote. What another tab changes appears here too. */
export function useRound(comparison: Comparison, stored: RoundRecord | undefined) {
  const { threadId } = comparison;
  const { saveFailure } = useStore(comparison.store);
  const thread = useLiveQuery(() => storedThreads.thread(threadId), [threadId]);
  const round = thread?.round ?? stored;
  const columnIds = round?.columns ?? comparison.columns.map(({ id }) => id);
  const states = useLaneStates(comparison, columnIds, stored !== undefined);
  const [failure, setFailure] = useState<AppError>();
  const [voting, setVoting] = useState(false);

  useEffect(() => noteRead(threadId), [threadId]);
  useEffect(() => {
    if (thread) comparison.changedElsewhere(thread);
  }, [comparison, thread]);
  useEffect(() => {
    if (stored && !stored.result) void catchUpVote(threadId, stored.id);
  }, [threadId, stored]);

  const vote = async (wanted: Vote) => {
    if (voting) return;
    if (!round)
      return setFailure(appError("internal", { detail: "The round is not in this browser's history." }));
    setVoting(true);
    setFailure(undefined);
    const cast = await castVote(threadId, round.id, wanted);
    if (!cast.ok) setFailure(cast.error);
    setVoting(false);
  };
  return { round, columnIds, states, saveFailure, failure, voting, vote };
}

/** How each lane stands; renders again only when one of them changes. */
function useLaneStates(comparison: Comparison, columnIds: readonly string[], reopened: boolean): RunState[] {
  const sessions = columnIds.map((id) => comparison.session(id));
  const subscribe = (listener: () => void) => {
    const ends = sessions.map((session) => session.subscribe(listener));
    return () => {
      for (const end of ends) end();
    };
  };
  const states = () => sessions.map((session) => laneState(session.getState(), reopened)).join(" ");
  return useSyncExternalStore(subscribe, states, states).split(" ") as RunState[];
}
