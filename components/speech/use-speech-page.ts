"use client";

import { type RefObject, useState } from "react";
import type { CreationActions } from "@/components/shared/creations/actions";
import { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import type { AppError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { SpeechForm } from "@/lib/speech/wishes";
import { voiceFor } from "@/lib/voices/chosen-voice";
import type { SpeechFormState } from "./use-speech-form";

/** What the list of spoken texts lets a person do. */
export type SpeechFeedActions = {
  actions: CreationActions;
  /** Asks anew for what of a take did not come, in its place. */
  onMissing: (parts: readonly CreationRecord[]) => void;
  onStop: (parts: readonly CreationRecord[]) => void;
  /** The press of the button that is to be heard as it comes in, and when it was made. */
  fresh: { groupId: string; askedAt: number } | undefined;
};

/** What a person can do on the page for speech: send what the form holds, and go on from what was spoken. */
export function useSpeechPage(form: SpeechFormState, inputRef: RefObject<HTMLTextAreaElement | null>) {
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState(false);
  const [fresh, setFresh] = useState<SpeechFeedActions["fresh"]>();
  const page = useCreationActions({
    onReuse: (records) => {
      form.reuse(records);
      inputRef.current?.focus();
    },
  });
  const [refusal, setRefusal] = useState<AppError>();
  const sendRecords = async (prepare: () => Promise<Result<readonly CreationRecord[], AppError>>) => {
    if (sending) return;
    setSending(true);
    setFailed(false);
    setRefusal(undefined);
    const askedAt = Date.now();
    try {
      const prepared = await prepare();
      if (!prepared.ok) setRefusal(prepared.error);
      const records = prepared.ok ? prepared.value : [];
      const groupId = records[0]?.groupId;
      if (groupId !== undefined && (await page.sendRecords(records))) setFresh({ groupId, askedAt });
    } catch {
      setFailed(true); // what sends could not be fetched
    }
    setSending(false);
  };
  const sendForm = (filled: SpeechForm) =>
    sendRecords(async () => ok((await import("@/lib/speech/wishes")).recordsOf(filled)));
  const missing = async (parts: readonly CreationRecord[]) => {
    const [{ isMissing, missingAgain }, { deleteCreations }] = await Promise.all([
      import("@/lib/speech/wishes"),
      import("@/lib/creations/store"),
    ]);
    const again = missingAgain(parts);
    const gone = parts.filter(isMissing);
    if (await page.sendRecords(again)) await deleteCreations(gone.map(({ id }) => id));
  };
  const feed: SpeechFeedActions = {
    actions: page.actions,
    onMissing: (parts) => void missing(parts),
    onStop: (parts) => {
      // Those that wait first: they would begin when one before them ends.
      for (const part of [...parts].reverse()) if (part.output.state === "running") page.actions.onStop(part);
    },
    fresh,
  };
  return {
    page,
    feed,
    sending,
    failed,
    /** Why no blind round could be drawn. */
    refusal,
    send: () => sendForm(form.filled),
    /** All takes, without names until the vote. */
    sendBlind: () =>
      sendRecords(async () => (await import("@/lib/speech/draw-takes")).drawTakes(form.filled)),
    /** Has an example spoken by the first take, and puts it into the box if that is empty. */
    run: async (text: string) => {
      const [take] = form.filled.takes;
      if (!take) return;
      if (form.draft.text === "") form.draft.change({ text });
      const { model } = take;
      const voice = form.blockedVoice(take.voice) ? voiceFor(model, undefined, []) : take.voice;
      const filled = { ...form.filled, text, takes: [{ model, voice }] };
      await sendForm(filled);
    },
  };
}
