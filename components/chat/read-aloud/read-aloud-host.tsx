"use client";

import { useEffect, useRef, useState } from "react";
import { textOf, toUIMessage } from "@/lib/chat/chat-message";
import { ReadAloud } from "@/lib/read-aloud/read-aloud";
import type { ChatThread } from "../use-chat-thread";
import { ReadAloudBar } from "./read-aloud-bar";
import type { ReadAloudUse } from "./use-read-aloud";
import { useReader } from "./use-reader";

type Heard = { text: string; growing: boolean };

/** The words of an answer as they are now; nothing when it is no longer shown. */
function heardOf({ path, live }: ChatThread, answerId: string): Heard | undefined {
  const record = path.find(({ id }) => id === answerId);
  if (record?.role !== "assistant") return undefined;
  const growing = record.output.state === "running";
  const message = growing && live?.id === answerId ? live : toUIMessage(record);
  return { text: (record.continues?.text ?? "") + textOf(message, record.choice ?? 0), growing };
}

type ReadAloudHostProps = { thread: ChatThread; temporary: boolean; use: ReadAloudUse };

/** Reads the chosen answer, and shows how it goes. */
export function ReadAloudHost({ thread, temporary, use }: ReadAloudHostProps) {
  const { answerId, read, settings, set } = use;
  const [, redraw] = useState(0);
  const [aloud] = useState(() => new ReadAloud(() => redraw((count) => count + 1)));
  const { reader, models, own, list } = useReader(settings);
  useEffect(() => () => aloud.stop(), [aloud]);

  useEffect(() => {
    if (answerId === undefined || !reader) return aloud.stop();
    aloud.start(answerId, reader, temporary);
  }, [aloud, answerId, reader, temporary]);

  const heard = answerId === undefined ? undefined : heardOf(thread, answerId);
  const gone = answerId !== undefined && !heard;
  const { text = "", growing = false } = heard ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: another reader begins with the words anew
  useEffect(() => {
    if (gone) read(undefined);
    else if (answerId !== undefined) aloud.take(text, growing);
  }, [aloud, gone, answerId, text, growing, read, reader]);

  const { state } = aloud;
  const begun = useRef(false);
  useEffect(() => {
    if (state.step !== "idle") begun.current = true;
    else if (begun.current) {
      // It has been heard to its end.
      begun.current = false;
      read(undefined);
    }
  }, [state, read]);

  const comes = thread.live?.id;
  const { always } = settings;
  useEffect(() => {
    // Nobody is startled by a page that was only reloaded.
    if (always && comes !== undefined && navigator.userActivation?.hasBeenActive) read(comes);
  }, [always, comes, read]);

  if (answerId === undefined) return null;
  return (
    <ReadAloudBar
      state={state}
      price={aloud.price}
      reader={reader}
      choices={{ models, own }}
      failure={list.error}
      noReader={list.isSuccess && !reader}
      settings={settings}
      onSet={set}
      onPause={() => aloud.pause()}
      onResume={() => aloud.resume()}
      onRetry={() => (list.error || !reader ? void list.refetch() : aloud.retry())}
      onStop={() => read(undefined)}
    />
  );
}
