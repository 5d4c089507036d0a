"use client";

import { useState } from "react";
import { useLocale } from "use-intl";
import type { CreationActions } from "@/components/shared/creations/actions";
import { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import type { Folding } from "@/components/shared/folding-form";
import type { CreationRecord } from "@/lib/history/creation-record";
import { whenOnline } from "@/lib/ui/when-online";
import type { RerankForm } from "./use-rerank-form";

/** What the list of rankings lets a person do. */
export type RerankActions = {
  actions: CreationActions;
  /** Asks a model once more, in its place. */
  onRetry: (record: CreationRecord) => void;
};

const exampleOptions = { instruction: "", topN: "", maxChunks: "", overlap: "" };

/** What a person can do on the page: send what the form holds, and go on from what came of it. */
export function useRerankPage(form: RerankForm, { setOpen }: Folding) {
  const locale = useLocale();
  const [sending, setSending] = useState(false);
  const [sent, setSent] = useState(0);
  const [failed, setFailed] = useState(false);
  const reuse = async (records: readonly CreationRecord[]) => {
    const restore = form.keep();
    await form.reuse(records);
    setOpen(true);
    if (restore) page.offerUndo("promptReplaced", restore);
  };
  const page = useCreationActions({ onReuse: (records) => void reuse(records) });
  const sendOnce = async (make: () => Promise<CreationRecord[]>): Promise<boolean> => {
    if (sending) return false;
    setSending(true);
    setFailed(false);
    try {
      return await page.sendRecords(await make());
    } catch {
      setFailed(true); // no room for the documents, or what sends could not be fetched
      return false;
    } finally {
      setSending(false);
    }
  };
  const loadWishes = () => whenOnline(() => import("@/lib/rerank/wishes"));
  const send = async () => {
    if (form.blocked) return;
    const {
      query,
      queryPicture,
      documents: set,
      models,
      baseline,
      settings: options,
      pictures,
      texts,
    } = form;
    const order = { query, queryPicture, set, models, baseline, options };
    const done = await sendOnce(async () =>
      (await loadWishes()).recordsOf({
        ...order,
        pictures: pictures.map(({ input }) => input),
        name: texts.file?.name,
      }),
    );
    if (!done) return;
    form.clear();
    setSent((known) => known + 1);
    setOpen(false); // there is something to look at now
  };
  const example = async () => {
    const models = form.listed.filter((model) => model.free).slice(0, 2);
    const baseline = form.baselines.find((model) => model.free);
    const done = await sendOnce(async () => {
      const [{ recordsOf }, { examples }, { textsFrom }] = await Promise.all([
        loadWishes(),
        import("@/lib/rerank/example"),
        import("@/lib/rows/texts"),
      ]);
      const { query, documents } = locale === "zh" ? examples.zh : examples.en;
      const { set } = textsFrom(documents, "lines");
      return recordsOf({ query, set, pictures: [], models, baseline, options: exampleOptions });
    });
    if (done) setOpen(false); // there is something to look at now
  };
  const feed: RerankActions = {
    actions: page.actions,
    onRetry: (record) => void sendOnce(async () => (await loadWishes()).againOf(record)),
  };
  return {
    page,
    feed,
    sending,
    /** How often something was sent. */
    sent,
    failed,
    send: () => void send(),
    /** Nothing where no reranker is free. */
    example: form.listed.some(({ free }) => free) ? () => void example() : undefined,
  };
}
