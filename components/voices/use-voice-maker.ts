"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useDraft } from "@/components/shared/use-draft";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, type Result } from "@/lib/core/result";
import type { Attachment } from "@/lib/history/record";
import { modelQueries } from "@/lib/models/model-queries";
import { checkClip, mostClipSeconds } from "@/lib/voices/clip-check";
import type { ClipFrames, ClipPart } from "@/lib/voices/clip-frames";
import { bestPart } from "@/lib/voices/clip-speech";
import type { ClipProblem } from "@/lib/voices/open-clip";
import type { OwnVoice } from "@/lib/voices/voice";
import { nameProblem, suggestName } from "@/lib/voices/voice-name";
import { voiceQueries } from "@/lib/voices/voice-queries";
import { useOpenedClip } from "./use-opened-clip";
import { useVoiceSettings } from "./use-voice-settings";
import type { VoicesPage } from "./use-voices-page";
import { useWords } from "./use-words";

/** What is not made yet is kept under this key. */
const draftKey = "new-voice";

export type MakingState =
  | { step: "idle" }
  | { step: "making"; since: number }
  | { step: "failed"; error: AppError };

/** A clip that is short enough is taken as a whole, of a longer one the best part. */
function partOf(frames: ClipFrames, kept: ClipPart | undefined): ClipPart {
  if (kept && kept.from >= 0 && kept.to <= frames.seconds + 0.05 && kept.to > kept.from) return kept;
  return frames.seconds < mostClipSeconds ? { from: 0, to: frames.seconds } : bestPart(frames);
}

async function keep(file: Blob, name: string): Promise<Result<Attachment, ClipProblem>> {
  try {
    const { keepRecording } = await import("@/lib/voices/keep-recording");
    return await keepRecording(file, name);
  } catch {
    return err("notRead");
  }
}

/** A voice that is being made: recording, part, words, name, model. All of it is kept until it is made or thrown away. */
export function useVoiceMaker({ own, makers }: VoicesPage, onMade: (voice: OwnVoice) => void) {
  const client = useQueryClient();
  const settings = useVoiceSettings();
  const draft = useDraft(draftKey, "");
  const transcribers = useQuery(modelQueries.transcription()).data?.models ?? [];
  const [problem, setProblem] = useState<ClipProblem>();
  const [adding, setAdding] = useState(false);
  const [making, setMaking] = useState<MakingState>({ step: "idle" });
  /** A recording that was just added: its words are written down by themselves. */
  const fresh = useRef<string>(undefined);
  const attempt = useRef<AbortController>(undefined);
  useEffect(() => () => attempt.current?.abort(), []);
  const words = useWords((text) => draft.change({ text }));

  const kept = draft.attachments.find(({ kind }) => kind === "audio");
  const source = kept && kept.kind !== "text" && kept.source.kind === "media" ? kept.source : undefined;
  const opened = useOpenedClip(source?.mediaId);
  const clip = opened.step === "ready" ? opened.clip : undefined;
  const part = clip && partOf(clip.frames, settings.part);
  const check = clip && part && checkClip(clip.frames, part);
  const voices = own.data?.voices ?? [];
  const model = makers.find(({ id }) => id === settings.model) ?? makers[0];
  const transcriber = transcribers.find(({ id }) => id === settings.transcriber) ?? transcribers[0];
  const wrongName = nameProblem(settings.name, voices);
  const text = draft.text.trim();
  const missing =
    (adding || opened.step === "reading" ? ("reading" as const) : undefined) ??
    (!check ? ("clip" as const) : undefined) ??
    (!check?.sendable ? ("clipFindings" as const) : undefined) ??
    (text === "" ? ("text" as const) : undefined) ??
    (wrongName ? ("name" as const) : undefined) ??
    (!model ? ("model" as const) : undefined);

  const listen = () => {
    if (clip && part && transcriber) words.listen({ cut: clip.cut, part, model: transcriber.id });
  };
  const latestListen = useRef(listen);
  latestListen.current = listen;
  const readyId = opened.step === "ready" && transcriber ? opened.mediaId : undefined;
  useEffect(() => {
    if (readyId === undefined || fresh.current !== readyId) return;
    fresh.current = undefined;
    latestListen.current();
  }, [readyId]);

  const add = async (file: Blob, name: string): Promise<boolean> => {
    setAdding(true);
    setProblem(undefined);
    const recording = await keep(file, name);
    setAdding(false);
    if (!recording.ok) {
      setProblem(recording.error);
      return false;
    }
    const attachment = recording.value;
    words.stop();
    setMaking({ step: "idle" });
    if (attachment.kind !== "text" && attachment.source.kind === "media")
      fresh.current = attachment.source.mediaId;
    // A name that was proposed for the recording before goes with it.
    const proposed = settings.name === "" || settings.name === suggestName(kept?.name ?? "", voices);
    settings.set({ part: undefined, ...(proposed && { name: suggestName(name, voices) }) });
    draft.change({ text: "", attachments: [attachment] });
    return true;
  };
  const throwAway = () => {
    attempt.current?.abort();
    words.stop();
    setProblem(undefined);
    setMaking({ step: "idle" });
    settings.set({ part: undefined, name: "" });
    draft.clear();
  };
  const made = async (voice: OwnVoice, recording: Blob) => {
    const { queryKey } = voiceQueries.list();
    client.setQueryData(queryKey, (known) => ({ voices: [voice, ...(known?.voices ?? [])] }));
    void client.invalidateQueries({ queryKey });
    const { keepOriginal } = await import("@/lib/voices/auditions");
    // Without room for it the voice is there all the same.
    await keepOriginal(voice, recording).catch(() => {});
    throwAway();
    onMade(voice);
  };
  const make = async () => {
    if (missing || !clip || !part || !model || making.step === "making") return;
    const mine = new AbortController();
    attempt.current = mine;
    setMaking({ step: "making", since: Date.now() });
    const { name, form } = settings;
    try {
      const { makeVoice } = await import("@/lib/voices/voice-client");
      const recording = await clip.cut(part);
      const request = { model: model.id, name, text, form };
      const answer = await makeVoice(recording, request, mine.signal);
      if (mine.signal.aborted) return;
      if (!answer.ok) return setMaking({ step: "failed", error: answer.error });
      await made({ uri: answer.value, name, model: model.id, text }, recording);
    } catch {
      if (!mine.signal.aborted) setMaking({ step: "failed", error: appError("server-unreachable") });
    }
  };
  return {
    settings,
    draft,
    recordingName: kept?.name ?? "",
    opened,
    adding,
    problem,
    clip,
    part,
    setPart: (next: ClipPart | undefined) => settings.set({ part: next }),
    check,
    voices,
    makers,
    model,
    transcribers,
    transcriber,
    words: { ...words, listen },
    wrongName,
    missing,
    making,
    /** Something is begun: it is shown whatever else is. */
    begun: kept !== undefined || draft.text !== "" || adding || problem !== undefined,
    add,
    throwAway,
    make: () => void make(),
    stopMaking: () => {
      attempt.current?.abort();
      setMaking({ step: "idle" });
      // It may have been made all the same.
      void client.invalidateQueries({ queryKey: voiceQueries.list().queryKey });
    },
  };
}

export type VoiceMakerState = ReturnType<typeof useVoiceMaker>;
