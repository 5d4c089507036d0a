"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { modelQueries } from "@/lib/models/model-queries";
import type { TranscriptionModel } from "@/lib/models/speech-model";
import { removeRecording } from "@/lib/recording/recording-store";
import { writeDown } from "@/lib/recording/write-down";
import { useRecorder } from "../recorder/use-recorder";
import { useSetting } from "../use-settings";
import { putWords, type TextBox } from "./text-box";

/** Longer than anybody dictates in one breath; a recording of an hour has a page of its own. */
const mostSeconds = 300;

type Spoken = { id: string; file: Blob };

export type WritingState =
  | { step: "none" }
  | { step: "writing"; spoken: Spoken }
  | { step: "failed"; spoken: Spoken; error: AppError }
  /** There were no words in it. */
  | { step: "empty"; spoken: Spoken }
  /** The box has gone meanwhile: here is what was said. */
  | { step: "homeless"; text: string };

const chosenOf = (models: readonly TranscriptionModel[], wanted: string | null) =>
  models.find(({ id }) => id === wanted) ?? models[0];

/** The model that writes down, once the live list is known. */
function useWriter() {
  const [wanted, choose] = useSetting("dictationModel");
  const client = useQueryClient();
  const models = useQuery(modelQueries.transcription()).data?.models ?? [];
  const find = async (): Promise<Result<string, AppError>> => {
    try {
      const list = await client.fetchQuery(modelQueries.transcription());
      const model = chosenOf(list.models, wanted);
      return model ? ok(model.id) : err(appError("model-not-found"));
    } catch (failure) {
      return err(failure instanceof AppFailure ? failure.error : appError("internal"));
    }
  };
  return { models, model: chosenOf(models, wanted), choose, find };
}

/** Records what is said and puts its words into a box. What was recorded stays stored until it is written down. */
export function useDictation(box: TextBox, onEnd: () => void) {
  const recorder = useRecorder({ purpose: "dictation", maxSeconds: mostSeconds });
  const writer = useWriter();
  const [writing, setWriting] = useState<WritingState>({ step: "none" });
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => () => stopping.current?.abort(), []);

  const write = async (spoken: Spoken) => {
    stopping.current?.abort();
    const stop = new AbortController();
    stopping.current = stop;
    setWriting({ step: "writing", spoken });
    const model = await writer.find();
    const written = model.ok ? await writeDown(spoken.file, model.value, stop.signal) : model;
    if (stop.signal.aborted) return;
    if (!written.ok) setWriting({ step: "failed", spoken, error: written.error });
    else if (written.value === "") setWriting({ step: "empty", spoken });
    else await put(spoken, written.value);
  };
  const put = async ({ id }: Spoken, text: string) => {
    await removeRecording(id).catch(() => {}); // it is offered again, at worst
    if (putWords(box, text)) onEnd();
    else setWriting({ step: "homeless", text });
  };

  const { state } = recorder;
  const recording = state.step === "done" ? state.recording : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each recording is written down once
  useEffect(() => {
    if (recording) void write(recording);
  }, [recording]);

  const close = () => {
    stopping.current?.abort();
    onEnd();
    box.focus();
  };
  return {
    recorder,
    writing,
    writer,
    write,
    /** Records anew; what could not be written down stays stored and is offered again. */
    again: () => {
      setWriting({ step: "none" });
      recorder.start();
    },
    /** Has one written down that an earlier visit left. What was just spoken and not written down stays stored. */
    use: (spoken: Spoken) => {
      if (writing.step === "none") recorder.cancel();
      void write(spoken);
    },
    /** Ends it; what was said stays stored and is offered again. */
    close,
    /** Ends it without a word: what was said is thrown away. */
    cancel: () => {
      if (writing.step === "none") recorder.cancel();
      else if (writing.step !== "homeless") void removeRecording(writing.spoken.id);
      close();
    },
  };
}

export type Dictation = ReturnType<typeof useDictation>;
