"use client";

import { useEffect, useRef, useState } from "react";
import { joinedWords, saveBesideNow, saveDraftNow } from "@/lib/history/draft-in-tab";
import type { KeptDraft } from "@/lib/history/drafts";
import type { Attachment } from "@/lib/history/record";
import { whenOnline } from "@/lib/ui/when-online";

const saveAfterMs = 300;

/** The database is not needed for first paint. */
const loadStore = () => whenOnline(() => import("@/lib/history/drafts"));

const readings = new Set<Promise<void>>();

/** Resolves once every draft that is looked for has been read: what takes its place has to come after it. */
export const draftsRead = (): Promise<unknown> => Promise.all(readings);

export type Draft = {
  text: string;
  suffix: string;
  attachments: readonly Attachment[];
  /** Instructions for a conversation that has not begun. */
  systemPrompt: string;
  /** Other words for the message: a link's, or those that gave way to them. */
  aside: string;
};

type Leaving = { key: string; draft: Draft };

const nothing: Draft = { text: "", suffix: "", attachments: [], systemPrompt: "", aside: "" };
const draftOf = ({ text, suffix, attachments, systemPrompt, aside }: KeptDraft): Draft => ({
  text,
  suffix: suffix ?? "",
  attachments: attachments ?? [],
  systemPrompt: systemPrompt ?? "",
  aside: aside ?? "",
});
const isUnwritten = ({ text, suffix, attachments }: Draft) =>
  text === "" && suffix === "" && attachments.length === 0;
const inTheBox = ({ text, suffix, attachments }: Draft) => ({ text, suffix, attachments });
const isNothing = (draft: Draft) => isUnwritten(draft) && draft.systemPrompt === "" && draft.aside === "";

/** What was kept, with the words of a link: in the box if it is empty, else beside it. */
function withLink(kept: Draft, wanted: string): Draft {
  if (wanted === "" || wanted === kept.text) return kept;
  return isUnwritten(kept) ? { ...kept, text: wanted } : { ...kept, aside: wanted };
}

/** What was kept, with what was written before it came: a browser may have brought back the same words by itself. */
function joined(kept: Draft, written: Draft): Draft {
  return {
    text: joinedWords(kept.text, written.text),
    suffix: written.suffix || kept.suffix,
    attachments: written.attachments.length > 0 ? written.attachments : kept.attachments,
    systemPrompt: written.systemPrompt || kept.systemPrompt,
    aside: written.aside || kept.aside,
  };
}

/** What a link filled in is the person's own from their first change on: a reload brings back what they made of it. */
function forgetLink(): void {
  const address = new URL(window.location.href);
  address.searchParams.delete("q");
  window.history.replaceState(null, "", address);
}

/**
 * What is being written, kept in this browser so that a reload or a crash does not take it. `key` is null where
 * nothing is kept; `wanted` is what a link fills in, which never takes the place of what was being written.
 */
export function useDraft(key: string | null, wanted: string) {
  const [draft, setDraft] = useState<Draft>({ ...nothing, text: wanted });
  const latest = useRef(draft);
  const touched = useRef(false);
  const linked = useRef(wanted !== "");
  /** The key under which a draft was looked for already. */
  const read = useRef<string>(null);
  latest.current = draft;

  useEffect(() => {
    if (key === null) return;
    let current = true;
    const reading = loadStore()
      .then(({ loadDraft }) => loadDraft(key))
      .catch(() => undefined)
      .then((kept) => {
        if (!current) return;
        const first = read.current !== key;
        read.current = key;
        if (!kept || (touched.current && !first)) return;
        if (touched.current) setDraft((written) => joined(draftOf(kept), written));
        else setDraft(withLink(draftOf(kept), linked.current ? wanted : ""));
      })
      .finally(() => readings.delete(reading));
    readings.add(reading);
    return () => {
      current = false;
    };
  }, [key, wanted]);

  /** What has left the box and is not yet where it goes: until then it is kept as if it were in the box. */
  const leaving = useRef<Leaving>(undefined);
  const withLeaving = (at: string, written: Draft) =>
    leaving.current?.key === at ? joined(leaving.current.draft, written) : written;

  // A conversation that begins takes what is being written along.
  const keptUnder = useRef(key);
  useEffect(() => {
    const before = keptUnder.current;
    keptUnder.current = key;
    if (before === null || before === key || leaving.current?.key === before) return;
    void forget(before).catch(() => {});
  }, [key]);

  const arrived = (sent: Leaving) => {
    if (leaving.current !== sent) return;
    leaving.current = undefined;
    const at = sent.key;
    void (at === keptUnder.current ? keep(at, latest.current) : forget(at)).catch(() => {});
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: withLeaving only reads references
  useEffect(() => {
    if (key === null || !touched.current) return;
    const save = () => {
      const written = storable(withLeaving(key, latest.current));
      if (read.current === key) saveDraftNow(key, written);
      else saveBesideNow(key, written);
    };
    const keeping = () =>
      read.current === key ? keep(key, withLeaving(key, draft)) : keepBeside(key, draft);
    const timer = setTimeout(() => keeping().catch(() => {}), saveAfterMs);
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
    };
  }, [key, draft]);

  // Leaving for another conversation must not lose the last words.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the end
  useEffect(
    () => () => {
      const last = keptUnder.current;
      if (last === null || !touched.current) return;
      void keep(last, withLeaving(last, latest.current)).catch(() => {});
    },
    [],
  );

  const touch = () => {
    touched.current = true;
    if (linked.current) forgetLink();
    linked.current = false;
  };
  const change = (changed: Partial<Draft>) => {
    touch();
    setDraft((known) => ({ ...known, ...changed }));
  };
  return {
    ...draft,
    change,
    /** Empties the box; what is not in it stays. What was in it is kept until it has `arrived` where it goes. */
    clear: (arriving?: Promise<unknown>) => {
      if (arriving && key !== null) {
        const sent = { key, draft };
        leaving.current = sent;
        saveDraftNow(key, storable(draft));
        const end = () => arrived(sent);
        void arriving.then(end, end);
      }
      change(inTheBox(nothing));
    },
    /** Puts the words that were set aside into the box, and those of the box aside. */
    swapAside: () => change({ text: draft.aside, aside: draft.text }),
  };
}

/** Keeps what was written before the kept draft could be read: both stay. */
async function keepBeside(key: string, draft: Draft): Promise<void> {
  const kept = await (await loadStore()).loadDraft(key);
  await keep(key, kept ? joined(draftOf(kept), draft) : draft);
}

async function keep(key: string, draft: Draft): Promise<void> {
  if (isNothing(draft)) return forget(key);
  await (await loadStore()).saveDraft(key, storable(draft));
}

const forget = async (key: string) => (await loadStore()).clearDraft(key);

const storable = ({ attachments, ...words }: Draft) => ({ ...words, attachments: [...attachments] });
