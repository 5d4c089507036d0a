"use client";

import { useEffect, useState } from "react";
import type { ClipProblem, OpenedClip } from "@/lib/voices/open-clip";

export type ClipState =
  | { step: "none" }
  | { step: "reading" }
  | { step: "ready"; mediaId: string; clip: OpenedClip }
  | { step: "problem"; problem: ClipProblem | "gone" };

async function open(mediaId: string): Promise<ClipState> {
  const [{ findMedia }, { openClip }] = await Promise.all([
    import("@/lib/files/media-shelf"),
    import("@/lib/voices/open-clip"),
  ]);
  const file = await findMedia(mediaId);
  if (!file) return { step: "problem", problem: "gone" };
  const opened = await openClip(file);
  return opened.ok
    ? { step: "ready", mediaId, clip: opened.value }
    : { step: "problem", problem: opened.error };
}

/** A kept recording, decoded and measured; its memory is given back when another one comes or the page goes. */
export function useOpenedClip(mediaId: string | undefined): ClipState {
  const [state, setState] = useState<ClipState>({ step: "none" });
  useEffect(() => {
    if (mediaId === undefined) return setState({ step: "none" });
    setState({ step: "reading" });
    let left = false;
    let opened: OpenedClip | undefined;
    void open(mediaId)
      .catch((): ClipState => ({ step: "problem", problem: "undecodable" }))
      .then((next) => {
        if (next.step === "ready") opened = next.clip;
        if (left) opened?.close();
        else setState(next);
      });
    return () => {
      left = true;
      opened?.close();
    };
  }, [mediaId]);
  return state;
}
