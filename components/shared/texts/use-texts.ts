"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { useDraft } from "@/components/shared/use-draft";
import type { TextSet } from "@/lib/creations/text-set";
import type { ReadRows, RowsFault } from "@/lib/rows/row-formats";
import { estimateAll, type Split, textColumnOf, textsFrom, textsOfColumn } from "@/lib/rows/texts";

/** A file in the form, and the column of it that is sent. */
type GivenFile = { name: string; read: ReadRows; column: string };
/** A file that gives no texts, and why. */
type RefusedFile = { name: string; fault: RowsFault };

/** The texts of a form: typed, or a column of a file. What was typed is kept until it is sent, also across a reload. */
export function useTexts(draftKey: string, split: Split) {
  const draft = useDraft(draftKey, "");
  const [file, setFile] = useState<GivenFile>();
  const [refused, setRefused] = useState<RefusedFile>();
  const [reading, setReading] = useState(false);
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
    given,
    tokens,
    characters,
    chooseColumn: (column: string) => file && setFile({ ...file, column }),
    dropFile: () => setFile(undefined),
    forgetRefused: () => setRefused(undefined),
    readFile: async (chosen: File) => {
      setReading(true);
      setRefused(undefined);
      const { name } = chosen;
      const { readRowsApart } = await import("@/lib/rows/rows-client");
      const outcome = await readRowsApart(chosen, /\.txt$/i.test(name) ? "lines" : undefined);
      setReading(false);
      if (!outcome.ok) return setRefused({ name, fault: outcome.error });
      const column = textColumnOf(outcome.value.rows, outcome.value.names);
      if (column === undefined) setRefused({ name, fault: "no-rows" });
      else setFile({ name, read: outcome.value, column });
    },
    put: ({ texts: kept }: TextSet, name: string) => {
      if (kept.every((text) => !text.includes("\n"))) {
        setFile(undefined);
        draft.change({ text: kept.map((text) => `${text}\n`).join("") });
        return;
      }
      const rows = kept.map((text) => ({ text }));
      const read = { format: "jsonl" as const, rows, names: ["text"], problems: [] };
      setFile({ name, read, column: "text" });
    },
    /** They are sent. */
    clear: () => {
      setFile(undefined);
      draft.change({ text: "" });
    },
  };
}

export type FormTexts = ReturnType<typeof useTexts>;
