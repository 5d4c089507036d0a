"use client";

import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useDraft } from "@/components/shared/use-draft";
import type { TextSet } from "@/lib/creations/text-set";
import type { Attachment } from "@/lib/history/record";
import { mostBytes, type ReadRows, type Row, type RowFormat, type RowsFault } from "@/lib/rows/row-formats";
import { estimateAll, type Split, textColumnOf, textsFrom, textsOfColumn, typedFrom } from "@/lib/rows/texts";
import { whenOnline } from "@/lib/ui/when-online";

/** A file in the form, and the column of it that is sent. */
type GivenFile = { name: string; read: ReadRows; column: string };
/** A file that gives no texts, and why. */
type RefusedFile = { name: string; fault: RowsFault | "unread" };

type KeptFile = Extract<Attachment, { kind: "text" }>;

const jsonLines = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/** A file as a draft keeps it: JSON Lines, whatever it was, under the name of its chosen column; that column alone of very many. */
function keptOf({ name, read: { rows }, column }: GivenFile): KeptFile {
  const whole = jsonLines(rows);
  const text =
    whole.length <= mostBytes ? whole : jsonLines(rows.map((row) => ({ [column]: row[column] ?? "" })));
  return { kind: "text", id: column, name, text };
}

/** Reads a file in a worker. `unread`: it is not there any more, or the worker broke. */
async function readApart(source: Blob | string, format?: RowFormat) {
  try {
    const { readRowsApart } = await whenOnline(() => import("@/lib/rows/rows-client"));
    return await readRowsApart(source, format);
  } catch {
    return { ok: false as const, error: "unread" as const };
  }
}

/** The texts of a form: typed, or a column of a file. Both are kept until they are sent, also across a reload. */
export function useTexts(draftKey: string, split: Split) {
  const draft = useDraft(draftKey, "");
  const [file, setFile] = useState<GivenFile>();
  const [refused, setRefused] = useState<RefusedFile>();
  const [reading, setReading] = useState(false);
  const lastChosen = useRef<File>(null);
  const kept = draft.attachments.find((one) => one.kind === "text");
  useEffect(() => {
    if (!kept || file) return;
    let current = true;
    setReading(true);
    void readApart(kept.text, "jsonl").then((outcome) => {
      if (!current) return;
      setReading(false);
      if (outcome.ok) setFile({ name: kept.name, read: outcome.value, column: kept.id });
      else setRefused({ name: kept.name, fault: outcome.error });
    });
    return () => {
      current = false;
    };
  }, [kept, file]);
  /** Shows a file and keeps it, or none. */
  const give = (next: GivenFile | undefined) => {
    setFile(next);
    const others = draft.attachments.filter((one) => one.kind !== "text");
    draft.change({ attachments: next ? [...others, keptOf(next)] : others });
  };
  const typed = useDeferredValue(draft.text);
  const given = useMemo(
    () => (file ? textsOfColumn(file.read.rows, file.column) : textsFrom(typed, split)),
    [file, typed, split],
  );
  const { texts } = given.set;
  const tokens = useMemo(() => estimateAll(texts), [texts]);
  const characters = useMemo(() => texts.reduce((sum, text) => sum + text.length, 0), [texts]);
  return {
    text: draft.text,
    type: (text: string) => draft.change({ text }),
    file,
    refused,
    /** A file is being read, or what was typed last is not looked through yet. */
    reading: reading || typed !== draft.text,
    /** Something is in it, or about to be. */
    filled: draft.text !== "" || file !== undefined || reading,
    given,
    tokens,
    characters,
    chooseColumn: (column: string) => file && give({ ...file, column }),
    dropFile: () => give(undefined),
    forgetRefused: () => setRefused(undefined),
    readFile: async (chosen: File) => {
      setReading(true);
      setRefused(undefined);
      lastChosen.current = chosen;
      const { name } = chosen;
      const outcome = await readApart(chosen, /\.txt$/i.test(name) ? "lines" : undefined);
      if (lastChosen.current !== chosen) return; // another one was chosen meanwhile
      setReading(false);
      if (!outcome.ok) return setRefused({ name, fault: outcome.error });
      const column = textColumnOf(outcome.value.rows, outcome.value.names);
      if (column === undefined) setRefused({ name, fault: "no-rows" });
      else give({ name, read: outcome.value, column });
    },
    /** Puts texts into the box, to be changed; such as would not come out of it again are put as a file. */
    put: ({ texts: all }: TextSet, name: string) => {
      const text = typedFrom(all, split);
      if (text !== undefined) {
        give(undefined);
        draft.change({ text });
        return;
      }
      const rows = all.map((text) => ({ text }));
      give({ name, read: { format: "jsonl", rows, names: ["text"], problems: [] }, column: "text" });
    },
    /** Gives what brings back the texts as they are now. */
    keep: () => {
      const before = { file, text: draft.text };
      return () => {
        give(before.file);
        draft.change({ text: before.text });
      };
    },
    /** They are sent. What was typed before a file took its place was not, and comes back. */
    clear: () => (file ? give(undefined) : draft.change({ text: "" })),
  };
}

export type FormTexts = ReturnType<typeof useTexts>;
