"use client";

import { useEffect, useRef, useState } from "react";
import type { CreationActions } from "@/components/shared/creations/actions";
import { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import { useSending } from "@/components/shared/creations/use-sending";
import type { Folding } from "@/components/shared/folding-form";
import type { VectorProblem, VectorsFault } from "@/lib/embeddings/read-vectors";
import type { ModelResult } from "@/lib/embeddings/results";
import type { CreationRecord } from "@/lib/history/creation-record";
import { whenIdle } from "@/lib/ui/when-idle";
import { whenOnline } from "@/lib/ui/when-online";
import type { EmbeddingsForm } from "./use-embeddings-form";

/** What the list of results lets a person do. */
export type EmbeddingActions = {
  actions: CreationActions;
  /** Asks a model again for the texts that have no vector. */
  onMissing: (result: ModelResult) => void;
  /** Has all models make a vector of a query. */
  onQuery: (records: readonly CreationRecord[], text: string) => void;
};

const loadWishes = () => whenOnline(() => import("@/lib/embeddings/wishes"));

/** How far an import of vectors is. */
export type ImportState = { name: string } & (
  | { state: "reading" }
  | { state: "refused"; fault: VectorsFault | "unkept" }
  | { state: "done"; count: number; problems: readonly VectorProblem[] }
);

/** So many free models show the example: two, so that there is something to compare. */
const exampleModels = 2;

/** What a person can do on the page: send what the form holds, and go on from what came of it. */
export function useEmbeddingsPage(form: EmbeddingsForm, { setOpen }: Folding) {
  const [imported, setImported] = useState<ImportState>();
  const reuse = async (records: readonly CreationRecord[]) => {
    const restore = form.filled ? form.keep() : undefined;
    if (!(await form.reuse(records))) return;
    setOpen(true);
    if (restore) page.offerUndo("promptReplaced", restore);
  };
  const latest = useRef(form);
  latest.current = form;
  // Fetched while the server is there: it is stored, and sent later, also when that has gone since.
  useEffect(() => whenIdle(() => void loadWishes().catch(() => {})), []);
  const page = useCreationActions({ onReuse: (records) => void reuse(records) });
  const { sendForm, sendBeside, ...state } = useSending(page.sendRecords);
  const send = async () => {
    if (form.blocked) return;
    const { given, whole, wishes, settings, file, pictures } = form;
    const sent = await sendForm(async () =>
      (await loadWishes()).recordsOf(whole, wishes, settings, { name: file?.name, pictures }),
    );
    // What was written while it was on its way is not sent yet.
    const { given: now, pictures: nowShown } = latest.current;
    if (!sent || now !== given || nowShown.length !== pictures.length) return;
    form.clear();
    const typedBefore = file && form.text !== ""; // what a file took the place of comes back
    if (!typedBefore) setOpen(false); // there is something to look at now
  };
  const example = async () => {
    const free = form.listed.filter((model) => model.free).slice(0, exampleModels);
    const sent = await sendForm(async () => {
      const [{ recordsOf }, { exampleTexts }, { textsFrom }] = await Promise.all([
        loadWishes(),
        import("@/lib/embeddings/example"),
        import("@/lib/rows/texts"),
      ]);
      const models = free.map(({ id }) => ({ id, dimensions: undefined, pictures: false }));
      return recordsOf(textsFrom(exampleTexts, "lines").set, models, { encoding: "float", truncate: "none" });
    });
    if (sent && !form.filled) setOpen(false); // there is something to look at now
  };
  const importFile = async (file: File) => {
    const { name } = file;
    setImported({ name, state: "reading" });
    try {
      const { readVectorsApart, recordsOfVectors } = await whenOnline(
        () => import("@/lib/embeddings/import-vectors"),
      );
      const reading = await readVectorsApart(file);
      if (!reading.ok) return setImported({ name, state: "refused", fault: reading.fault });
      const { problems, texts } = reading.value;
      const kept = await page.sendRecords(await recordsOfVectors(reading.value, name));
      if (!kept) return setImported(undefined); // the page says what the storage said
      setImported({ name, state: "done", count: texts.length - problems.length, problems });
    } catch {
      setImported({ name, state: "refused", fault: "unkept" });
    }
  };
  const feed: EmbeddingActions = {
    actions: page.actions,
    onMissing: ({ record, missing }) =>
      sendBeside(record.id, async () => (await loadWishes()).missingOf(record, missing)),
    onQuery: (records, text) =>
      sendBeside(`query ${records[0]?.groupId}`, async () => (await loadWishes()).queryOf(records, text)),
  };
  return {
    page,
    feed,
    ...state,
    send: () => void send(),
    importFile: (file: File) => void importFile(file),
    imported,
    forgetImported: () => setImported(undefined),
    /** Nothing where no model is free. */
    example: form.listed.some(({ free }) => free) ? () => void example() : undefined,
  };
}
