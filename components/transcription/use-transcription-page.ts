"use client";

import { useState } from "react";
import type { CreationActions } from "@/components/shared/creations/actions";
import { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import type { CreationRecord } from "@/lib/history/creation-record";
import { whenOnline } from "@/lib/ui/when-online";
import type { TranscriptionForm } from "./use-transcription-form";

/** What the list of transcripts lets a person do. */
export type TranscriptActions = {
  actions: CreationActions;
  /** Has one model write it down again, in the place of what failed. */
  onRetry: (record: CreationRecord) => void;
};

/** What a person can do on the page: send what the form holds, and go on from what was written down. */
export function useTranscriptionPage(form: TranscriptionForm) {
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState(false);
  const page = useCreationActions({ onReuse: (records) => void form.reuse(records) });
  const send = async () => {
    if (sending || form.blocked) return;
    setSending(true);
    setFailed(false);
    try {
      const { recordsOf } = await import("@/lib/transcription/wishes");
      const models = form.models.map(({ id }) => id);
      if (await page.sendRecords(recordsOf(form.staged, models))) form.clear();
    } catch {
      setFailed(true); // what sends could not be fetched
    }
    setSending(false);
  };
  const retry = async (record: CreationRecord) => {
    const [{ retryOf }, { deleteCreations }] = await whenOnline(() =>
      Promise.all([import("@/lib/transcription/wishes"), import("@/lib/creations/store")]),
    );
    if (await page.sendRecords(retryOf(record))) await deleteCreations([record.id]);
  };
  const feed: TranscriptActions = {
    actions: page.actions,
    onRetry: (record) => void retry(record),
  };
  return { page, feed, sending, failed, send: () => void send() };
}
