"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useRef } from "react";
import { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import { newGroup } from "@/lib/creations/creation";
import { resultBlob } from "@/lib/creations/save-result";
import { whenOver } from "@/lib/creations/store";
import { isShown } from "@/lib/history/creation-index";
import type { CreationRecord } from "@/lib/history/creation-record";
import {
  auditionOf,
  auditionWish,
  type Candidate,
  listAuditions,
  originalOf,
  tidyAuditions,
} from "@/lib/voices/auditions";
import { useClipSound } from "./use-clip-sound";

const none: readonly CreationRecord[] = [];

export const keyOf = ({ model, voice }: Candidate): string => `${model.id} ${voice}`;
export const originalKey = (uri: string): string => `original ${uri}`;

const soundOf = (record: CreationRecord | undefined) => record?.items.find(isShown);

/** Voices that say the same sentence: each is asked for it once, and kept in this browser. */
export function useAuditions(sentence: string) {
  const records = useLiveQuery(() => listAuditions().catch(() => none), []) ?? none;
  const sound = useClipSound();
  const page = useCreationActions({ onReuse: () => {} });
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => {
    leaving.current = new AbortController();
    return () => leaving.current?.abort();
  }, []);
  const of = (candidate: Candidate) => auditionOf(records, candidate, sentence);
  /** Asks for it where it is not there yet; gives its sound once it has come. */
  const fetched = async (candidate: Candidate): Promise<Blob | undefined> => {
    const known = auditionOf(await listAuditions(), candidate, sentence);
    const usable = known && (known.output.state === "running" || soundOf(known));
    const [fresh] = usable ? [] : newGroup([auditionWish(candidate, sentence)]);
    if (!usable) {
      await tidyAuditions();
      if (!fresh || !(await page.sendRecords([fresh]))) return undefined;
    }
    const id = fresh?.id ?? known?.id ?? "";
    await whenOver(id, leaving.current?.signal ?? new AbortController().signal);
    const item = soundOf((await listAuditions()).find((record) => record.id === id));
    return item && resultBlob(item.mediaId);
  };
  const listen = (candidate: Candidate) => sound.play(keyOf(candidate), () => fetched(candidate));
  const playOriginal = (uri: string) =>
    sound.play(originalKey(uri), async () => {
      const item = originalOf(records, uri);
      return item && resultBlob(item.mediaId);
    });
  return {
    page,
    sound,
    of,
    hasOriginal: (uri: string) => originalOf(records, uri) !== undefined,
    listen,
    playOriginal,
    /** Ends what is being spoken, unpaid where that is still possible, and what is heard. */
    stop: (candidate: Candidate) => {
      const record = of(candidate);
      if (record?.output.state === "running") page.actions.onStop(record);
      sound.stop();
    },
  };
}

export type Auditions = ReturnType<typeof useAuditions>;
