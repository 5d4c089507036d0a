"use client";

import { useRef, useState } from "react";
import type { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import type { AppError } from "@/lib/core/app-error";
import { lookAgainAt } from "@/lib/creations/look-again";
import type { CreationRecord } from "@/lib/history/creation-record";
import { whenOnline } from "@/lib/ui/when-online";

/** What can be done with a batch. */
export type BatchActions = {
  /** Asks SiliconFlow to end it. */
  onCancel: (record: CreationRecord) => void;
  /** Ends what is answered at once, or takes back what was not sent. */
  onStop: (record: CreationRecord) => void;
  /** Asks about it once more, at no cost. */
  onLookAgain: (record: CreationRecord) => void;
  onAgain: (record: CreationRecord) => void;
  onDelete: (records: readonly CreationRecord[]) => void;
  onInspect: (runId: string) => void;
  /** Why the last cancellation of a batch failed. */
  cancelFailure: (id: string) => AppError | undefined;
  cancelling: (id: string) => boolean;
};

/** Joins what every page of results does with what batches need. */
export function useBatchActions(page: ReturnType<typeof useCreationActions>): BatchActions {
  const [failures, setFailures] = useState<ReadonlyMap<string, AppError>>(new Map());
  const [underWay, setUnderWay] = useState<ReadonlySet<string>>(new Set());
  const busy = useRef(new Set<string>());
  const tell = (id: string, failure: AppError | undefined) =>
    setFailures((known) => {
      const next = new Map(known);
      if (failure) next.set(id, failure);
      else next.delete(id);
      return next;
    });
  const cancel = async (record: CreationRecord) => {
    const { id } = record;
    if (busy.current.has(id)) return;
    busy.current.add(id);
    setUnderWay(new Set(busy.current));
    const { cancelBatch } = await whenOnline(() => import("@/lib/batches/cancel"));
    const cancelled = await cancelBatch(record);
    busy.current.delete(id);
    setUnderWay(new Set(busy.current));
    tell(id, cancelled.ok ? undefined : cancelled.error);
  };
  const lookAgain = async (record: CreationRecord) => {
    await page.sendRecords(await lookAgainAt(record));
  };
  const { onStop, onAgain, onDelete, onInspect } = page.actions;
  return {
    onCancel: (record) => void cancel(record),
    onStop,
    onLookAgain: (record) => void lookAgain(record),
    onAgain,
    onDelete,
    onInspect,
    cancelFailure: (id) => failures.get(id),
    cancelling: (id) => underWay.has(id),
  };
}
