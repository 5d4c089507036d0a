"use client";

import { useEffect, useRef, useState } from "react";
import { clearDraft, loadDraft, saveDraft, saveDraftNow } from "@/lib/history/drafts";
import type { Attachment } from "@/lib/history/record";

const saveAfterMs = 300;

export type Draft = { text: string; suffix: string; attachments: readonly Attachment[] };

const nothing: Draft = { text: "", suffix: "", attachments: [] };
const isNothing = ({ text, suffix, attachments }: Draft) =>
  text === "" && suffix === "" && attachments.length === 0;

/** What a link filled in is the person's own from their first change on: a reload brings back what they made of it. */
function forgetLink(): void {
  const address = new URL(window.location.href);
  address.searchParams.delete("q");
  window.history.replaceState(null, "", address);
}

/**
 * What is being written, kept in this browser so that a reload or a crash does not take it. `key` is null where
 * nothing is kept; `wanted` is what a link fills in, which is shown in the place of what was kept and replaces it
 * only once a person has changed it.
 */
export function useDraft(key: string | null, wanted: string) {
  const [draft, setDraft] = useState<Draft>({ ...nothing, text: wanted });
  const latest = useRef(draft);
  const touched = useRef(false);
  const linked = useRef(wanted !== "");
  latest.current = draft;

  useEffect(() => {
    if (key === null) return;
    let current = true;
    void loadDraft(key)
      .catch(() => undefined)
      .then((kept) => {
        if (current && kept && !touched.current && !linked.current)
          setDraft({ text: kept.text, suffix: kept.suffix ?? "", attachments: kept.attachments ?? [] });
      });
    return () => {
      current = false;
    };
  }, [key]);

  useEffect(() => {
    if (key === null || !touched.current) return;
    const save = () => saveDraftNow(key, storable(latest.current));
    const timer = setTimeout(() => keep(key, draft).catch(() => {}), saveAfterMs);
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
    };
  }, [key, draft]);

  // Leaving for another conversation must not lose the last words.
  useEffect(
    () => () => {
      if (key !== null && touched.current) void keep(key, latest.current).catch(() => {});
    },
    [key],
  );

  const touch = () => {
    touched.current = true;
    if (linked.current) forgetLink();
    linked.current = false;
  };
  return {
    ...draft,
    change: (change: Partial<Draft>) => {
      touch();
      setDraft((known) => ({ ...known, ...change }));
    },
    clear: () => {
      touch();
      setDraft(nothing);
    },
  };
}

function keep(key: string, draft: Draft): Promise<void> {
  if (isNothing(draft)) return clearDraft(key);
  return saveDraft(key, storable(draft));
}

const storable = ({ text, suffix, attachments }: Draft) => ({ text, suffix, attachments: [...attachments] });
