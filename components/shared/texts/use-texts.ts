"use client";

import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useDraft } from "@/components/shared/use-draft";
import type { TextSet } from "@/lib/creations/text-set";
import type { Attachment } from "@/lib/history/record";
import { mostBytes, type ReadRows, type Row, type RowsFault } from "@/lib/rows/row-formats";
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

const loadReader = () => whenOnline(() => import("@/lib/rows/rows-client"));

/** The texts of a form: typed, or a column of a file. Both are kept until they are sent, also across a reload. */
export function useTexts(draftKey: string, split: Split) {
  const draft = useDraft(draftKey, "");
  const [file, setFile] = useState<GivenFile>();
  const [refused, setRefused] = useState<RefusedFile>();
  const [choosing, setChoosing] = useState(false);
  const [restoring, setRestoring] = useState(false);
  const reading = choosing || restoring;
  const kept = draft.attachments.find((one) => one.kind === "text");
  useEffect(() => {
    if (!kept || file) return;
    let current = true;
    setRestoring(true);
    const restore = async () => {
      const { readRowsApart } = await loadReader();
      const outcome = await readRowsApart(kept.text, "jsonl");
      if (current && outcome.ok) setFile({ name: kept.name, read: outcome.value, column: kept.id });
    };
    restore()
      .catch(() => current && setRefused({ name: kept.name, fault: "unread" }))
      .finally(() => current && setRestoring(false));
    return () => {
      current = false;
      setRestoring(false);
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
    reading,
    /** Something is in it, or about to be. */
    filled: draft.text !== "" || file !== undefined || reading,
    given,
    tokens,
    characters,
    chooseColumn: (column: string) => file && give({ ...file, column }),
    dropFile: () => give(undefined),
    forgetRefused: () => setRefused(undefined),
    readFile: async (chosen: File) => {
      const { name } = chosen;
      setChoosing(true);
      setRefused(undefined);
      try {
        const { readRowsApart } = await loadReader();
        const outcome = await readRowsApart(chosen, /\.txt$/i.test(name) ? "lines" : undefined);
        if (!outcome.ok) return setRefused({ name, fault: outcome.error });
        const column = textColumnOf(outcome.value.rows, outcome.value.names);
        if (column === undefined) setRefused({ name, fault: "no-rows" });
        else give({ name, read: outcome.value, column });
      } catch {
        setRefused({ name, fault: "unread" }); // it was moved since, or what reads it could not be fetched
      } finally {
        setChoosing(false);
      }
    },
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
    /** They are sent. */
    clear: () => {
      give(undefined);
      draft.change({ text: "" });
    },
  };
}

export type FormTexts = ReturnType<typeof useTexts>;
