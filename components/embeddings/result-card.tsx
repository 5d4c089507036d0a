"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { RotateCcw, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { CardOpening } from "@/components/shared/creations/use-opened";
import { useTextSet } from "@/components/shared/creations/use-text-set";
import { Button, IconButton } from "@/components/ui/button";
import { type GroupKey, loadGroup } from "@/lib/creations/store";
import type { TextSet } from "@/lib/creations/text-set";
import { queryIn, resultsOf } from "@/lib/embeddings/results";
import type { CreationRecord } from "@/lib/history/creation-record";
import { whenOnline } from "@/lib/ui/when-online";
import { ModelLine } from "./model-line";
import { SetPictures } from "./row-picture";
import type { EmbeddingActions } from "./use-embeddings-page";

const ResultViews = dynamic(() => whenOnline(async () => (await import("./result-views")).ResultViews), {
  ssr: false,
});

const noPictures: readonly (string | null)[] = [];

type ResultCardProps = GroupKey & CardOpening & { feed: EmbeddingActions };

/** One set of texts, and what each model made of it. */
export function ResultCard({ groupId, feed, open, onOpen }: ResultCardProps) {
  const t = useTranslations("embeddings");
  const records = useLiveQuery(() => loadGroup(groupId), [groupId]);
  const first = records?.find(({ kind }) => kind === "embedding");
  const set = useTextSet(first);
  const running = records?.some(({ output }) => output.state === "running") === true;
  useEffect(() => {
    // What was seen while it was made is opened once it is there.
    if (running && open === undefined) onOpen(true);
  }, [running, open, onOpen]);
  // A place of about the right height until the storage has answered.
  if (!records) return <div className="h-40" />;
  if (!first) return null;
  const results = resultsOf(records, set?.texts.length ?? 0);
  const ready = results.filter(({ files, running: going }) => files.length > 0 && !going);
  const asked = ready.filter(({ imported }) => !imported).map(({ record }) => record);
  return (
    <article
      aria-label={first.prompt}
      aria-busy={records.some(({ unfinished }) => unfinished === 1)}
      className="grid gap-2.5 rounded-card border border-line bg-surface p-3 sm:p-4"
    >
      <Head first={first} records={records} set={set} feed={feed} />
      {set === null && <p className="text-sm text-warning">{t("textsGone")}</p>}
      {set && (
        <ul aria-label={t("results")} className="grid gap-2">
          {results.map((result) => (
            <ModelLine key={result.place} result={result} set={set} feed={feed} />
          ))}
        </ul>
      )}
      {set && ready.length > 0 && (
        <div>
          <Button size="small" aria-expanded={open === true} onClick={() => onOpen(open !== true)}>
            {t(open ? "closeViews" : "openViews")}
          </Button>
        </div>
      )}
      {set && open && ready.length > 0 && (
        <SetPictures value={set.pictures ?? noPictures}>
          <ResultViews
            results={ready}
            texts={set.texts}
            query={queryIn(records)}
            onQuery={asked.length > 0 ? (text) => feed.onQuery(asked, text) : undefined}
          />
        </SetPictures>
      )}
    </article>
  );
}

type HeadProps = {
  first: CreationRecord;
  records: readonly CreationRecord[];
  set: TextSet | null | undefined;
  feed: EmbeddingActions;
};

function Head({ first, records, set, feed: { actions } }: HeadProps) {
  const t = useTranslations("embeddings");
  const format = useFormatter();
  const { prompt, createdAt } = first;
  const pictures = set?.pictures?.filter(Boolean).length ?? 0;
  const texts = (set?.texts.length ?? 0) - pictures;
  return (
    <header className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
      <div className="min-w-0 flex-1 basis-56">
        <p dir="auto" className="truncate text-sm font-medium">
          {prompt}
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-xs text-ink-faint tabular-nums">
          <time dateTime={new Date(createdAt).toISOString()}>
            {format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" })}
          </time>
          {texts > 0 && <span>{t("textCount", { count: texts })}</span>}
          {pictures > 0 && <span>{t("pictureCount", { count: pictures })}</span>}
        </p>
      </div>
      <div className="-me-1 flex flex-wrap items-center">
        <IconButton
          size="icon-small"
          label={t("reuse")}
          onClick={() => actions.onReuse(records.filter(({ kind }) => kind === "embedding"))}
        >
          <RotateCcw size={15} />
        </IconButton>
        <IconButton size="icon-small" label={t("delete")} onClick={() => actions.onDelete(records)}>
          <Trash2 size={15} />
        </IconButton>
      </div>
    </header>
  );
}
