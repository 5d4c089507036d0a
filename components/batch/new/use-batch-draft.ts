"use client";

import { useEffect, useRef, useState } from "react";
import {
  type BatchDraft,
  type BatchSettings,
  clearBatchDraft,
  emptyDraft,
  firstSettings,
  loadBatchDraft,
  saveBatchDraft,
  saveBatchDraftNow,
  type TableSetup,
} from "@/lib/batches/draft";

const saveAfterMs = 300;

/** What is being prepared, kept in this browser until it is sent. `read` once it is known whether there was something. */
export function useBatchDraft() {
  const [draft, setDraft] = useState<BatchDraft>(emptyDraft);
  const [read, setRead] = useState(false);
  const latest = useRef(draft);
  const touched = useRef(false);
  latest.current = draft;
  useEffect(() => {
    let current = true;
    void loadBatchDraft()
      .catch(() => emptyDraft)
      .then((kept) => {
        if (!current) return;
        if (!touched.current) setDraft(kept);
        setRead(true);
      });
    return () => {
      current = false;
    };
  }, []);
  useEffect(() => {
    if (!touched.current) return;
    const now = () => saveBatchDraftNow(latest.current);
    const timer = setTimeout(() => saveBatchDraft(draft).catch(() => {}), saveAfterMs);
    window.addEventListener("pagehide", now);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", now);
    };
  }, [draft]);
  // Leaving for another page must not lose the last change.
  useEffect(
    () => () => {
      if (touched.current) void saveBatchDraft(latest.current).catch(() => {});
    },
    [],
  );
  const change = (some: Partial<BatchDraft>) => {
    touched.current = true;
    setDraft((known) => ({ ...known, ...some }));
  };
  return {
    draft,
    read,
    change,
    setTable: (some: Partial<TableSetup>) => {
      touched.current = true;
      setDraft((known) => ({ ...known, table: { ...known.table, ...some } }));
    },
    setSettings: (some: Partial<BatchSettings>) => {
      touched.current = true;
      setDraft((known) => ({ ...known, settings: { ...known.settings, ...some } }));
    },
    /** It is sent: template, mode and window stay for the next, what was sent and its own words do not. */
    sent: async () => {
      const { table, settings } = latest.current;
      const { mode, windowHours } = settings;
      touched.current = false;
      const next: BatchDraft = { ...emptyDraft, table, settings: { ...firstSettings, mode, windowHours } };
      setDraft(next);
      await clearBatchDraft(); // also what a page that was going away kept in the tab
      await saveBatchDraft(next);
    },
  };
}

export type KeptBatchDraft = ReturnType<typeof useBatchDraft>;
