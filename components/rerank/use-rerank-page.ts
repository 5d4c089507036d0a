"use client";

import { useEffect, useRef } from "react";
import { useLocale } from "use-intl";
import type { CreationActions } from "@/components/shared/creations/actions";
import { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import { useSending } from "@/components/shared/creations/use-sending";
import type { Folding } from "@/components/shared/folding-form";
import type { CreationRecord } from "@/lib/history/creation-record";
import { whenIdle } from "@/lib/ui/when-idle";
import { whenOnline } from "@/lib/ui/when-online";
import type { RerankForm } from "./use-rerank-form";

/** What the list of rankings lets a person do. */
export type RerankActions = {
  actions: CreationActions;
  /** Asks a model once more, in its place. */
  onRetry: (record: CreationRecord) => void;
};

const exampleOptions = { instruction: "", topN: "", maxChunks: "", overlap: "" };

const loadWishes = () => whenOnline(() => import("@/lib/rerank/wishes"));

/** What a person can do on the page: send what the form holds, and go on from what came of it. */
export function useRerankPage(form: RerankForm, { setOpen }: Folding) {
  const locale = useLocale();
  const reuse = async (records: readonly CreationRecord[]) => {
    const restore = form.keep();
    await form.reuse(records);
    setOpen(true);
    if (restore) page.offerUndo("promptReplaced", restore);
  };
  // What sends is there before the network goes.
  useEffect(() => whenIdle(() => void loadWishes().catch(() => {})), []);
  const latest = useRef(form);
  latest.current = form;
  const page = useCreationActions({ onReuse: (records) => void reuse(records) });
  const { sendForm, sendBeside, ...state } = useSending(page.sendRecords);
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
    const done = await sendForm(async () =>
      (await loadWishes()).recordsOf({
        ...order,
        pictures: pictures.map(({ input }) => input),
        name: texts.file?.name,
      }),
    );
    if (!done || !latest.current.isAsWhen(form)) return; // what was changed meanwhile is not sent
    form.clear();
    setOpen(false); // there is something to look at now
  };
  const example = async () => {
    const models = form.listed.filter((model) => model.free).slice(0, 2);
    const baseline = form.baselines.find((model) => model.free);
    const done = await sendForm(async () => {
      const [{ recordsOf }, { examples }, { textsFrom }] = await Promise.all([
        loadWishes(),
        import("@/lib/rerank/example"),
        import("@/lib/rows/texts"),
      ]);
      const { query, documents } = locale === "zh" ? examples.zh : examples.en;
      const { set } = textsFrom(documents, "lines");
      return recordsOf({ query, set, pictures: [], models, baseline, options: exampleOptions });
    });
    if (done && !latest.current.filled) setOpen(false); // there is something to look at now
  };
  const feed: RerankActions = {
    actions: page.actions,
    onRetry: (record) => sendBeside(record.id, async () => (await loadWishes()).againOf(record)),
  };
  return {
    page,
    feed,
    ...state,
    send: () => void send(),
    /** Nothing where no reranker is free. */
    example: form.listed.some(({ free }) => free) ? () => void example() : undefined,
  };
}
