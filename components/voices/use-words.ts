"use client";

import { useEffect, useRef, useState } from "react";
import { type AppError, appError } from "@/lib/core/app-error";
import type { ClipPart } from "@/lib/voices/clip-frames";

export type WordsState =
  | { step: "idle" }
  | { step: "listening"; since: number }
  | { step: "written"; part: ClipPart; heard: string }
  | { step: "failed"; error: AppError };

type Asked = { cut: (part: ClipPart) => Promise<Blob>; part: ClipPart; model: string };

/** Has what is said in a part of the recording written down. `onWords` is told what was heard. */
export function useWords(onWords: (heard: string) => void) {
  const [state, setState] = useState<WordsState>({ step: "idle" });
  const going = useRef<AbortController>(undefined);
  const latest = useRef(onWords);
  latest.current = onWords;
  useEffect(() => () => going.current?.abort(), []);
  const stop = () => {
    going.current?.abort();
    going.current = undefined;
    setState({ step: "idle" });
  };
  const listen = async ({ cut, part, model }: Asked) => {
    going.current?.abort();
    const mine = new AbortController();
    going.current = mine;
    setState({ step: "listening", since: Date.now() });
    try {
      const { writeDown } = await import("@/lib/recording/write-down");
      const written = await writeDown(await cut(part), model, mine.signal);
      if (mine.signal.aborted) return;
      if (!written.ok) return setState({ step: "failed", error: written.error });
      setState({ step: "written", part, heard: written.value });
      if (written.value !== "") latest.current(written.value);
    } catch {
      // What sends could not be fetched.
      if (!mine.signal.aborted) setState({ step: "failed", error: appError("server-unreachable") });
    }
  };
  return { state, listen: (asked: Asked) => void listen(asked), stop };
}
