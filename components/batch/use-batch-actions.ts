"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import { type AppError, appError } from "@/lib/core/app-error";
import { jobOf, lookAgainAt } from "@/lib/creations/look-again";
import { loadGroup } from "@/lib/creations/store";
import type { CreationRecord } from "@/lib/history/creation-record";
import { whenOnline } from "@/lib/ui/when-online";

export type ActionFailure = { tried: "cancel"; error: AppError } | { tried: "change"; why: "gone" | "full" };

/** What can be done with a batch. */
export type BatchActions = {
  /** Asks SiliconFlow to end it. */
  onCancel: (record: CreationRecord) => void;
  /** Ends what is answered at once, or takes back what was not sent. */
  onStop: (record: CreationRecord) => void;
  /** Asks about it once more, at no cost. */
  onLookAgain: (record: CreationRecord) => void;
  onAgain: (record: CreationRecord) => void;
  onDelete: (record: CreationRecord) => void;
  /** Puts its file into the form. */
  onChange: (record: CreationRecord) => void;
  onInspect: (runId: string) => void;
  /** Fetches its results once more, for which this browser had no room. */
  onKeepAgain: (record: CreationRecord) => void;
  /** What was tried last with a batch, and why it failed. */
  failureOf: (id: string) => ActionFailure | undefined;
  cancelling: (id: string) => boolean;
};

/** Joins what every page of results does with what batches need. */
export function useBatchActions(page: ReturnType<typeof useCreationActions>): BatchActions {
  const router = useRouter();
  const [failures, setFailures] = useState<ReadonlyMap<string, ActionFailure>>(new Map());
  const [underWay, setUnderWay] = useState<ReadonlySet<string>>(new Set());
  const busy = useRef(new Set<string>());
  const tell = (id: string, failure: ActionFailure | undefined) =>
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
    try {
      const { cancelBatch } = await whenOnline(() => import("@/lib/batches/cancel"));
      const cancelled = await cancelBatch(record);
      tell(id, cancelled.ok ? undefined : { tried: "cancel", error: cancelled.error });
    } catch {
      tell(id, { tried: "cancel", error: appError("internal") });
    }
    busy.current.delete(id);
    setUnderWay(new Set(busy.current));
  };
  const lookAgain = async (record: CreationRecord) => {
    await page.sendRecords(await lookAgainAt(record));
  };
  const change = async (record: CreationRecord) => {
    const [{ handAgain }, { resultBlob }] = await whenOnline(() =>
      Promise.all([import("@/lib/batches/send-again"), import("@/lib/creations/save-result")]),
    );
    const [file] = record.inputs;
    const blob = file && (await resultBlob(file.mediaId));
    if (!blob) return tell(record.id, { tried: "change", why: "gone" });
    try {
      await handAgain(record, blob);
      router.push("/batch");
    } catch {
      tell(record.id, { tried: "change", why: "full" });
    }
  };
  /** With every record of it: an earlier look at it would take its place. */
  const remove = async (record: CreationRecord) => {
    const job = jobOf(record);
    const group = await loadGroup(record.groupId);
    const same = group.filter(
      (other) => other.id === record.id || (job !== undefined && jobOf(other) === job),
    );
    page.actions.onDelete(same);
  };
  const { onStop, onAgain, onInspect, onKeepAgain } = page.actions;
  return {
    onCancel: (record) => void cancel(record),
    onStop,
    onLookAgain: (record) => void lookAgain(record),
    onAgain,
    onDelete: (record) => void remove(record),
    onChange: (record) => void change(record),
    onInspect,
    onKeepAgain: (record) => {
      for (const item of record.items) if (item.unkept) onKeepAgain({ record, item });
    },
    failureOf: (id) => failures.get(id),
    cancelling: (id) => underWay.has(id),
  };
}
