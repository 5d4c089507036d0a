"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { RotateCcw, Square, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { CardOpening } from "@/components/shared/creations/use-opened";
import { useTextSet } from "@/components/shared/creations/use-text-set";
import { Button, IconButton } from "@/components/ui/button";
import { queryPictureOf } from "@/lib/creations/request";
import { type GroupKey, loadGroup } from "@/lib/creations/store";
import type { CreationRecord } from "@/lib/history/creation-record";
import { resultsOf, reviewed } from "@/lib/rerank/results";
import { whenOnline } from "@/lib/ui/when-online";
import { DocumentPicture } from "./document-picture";
import { ModelLine } from "./model-line";
import type { RerankActions } from "./use-rerank-page";

const Board = dynamic(() => whenOnline(async () => (await import("./board")).Board), { ssr: false });

type ResultCardProps = GroupKey & CardOpening & { feed: RerankActions };

/** One query with its documents, and how each model ranks them. */
export function ResultCard({ groupId, feed, open, onOpen }: ResultCardProps) {
  const t = useTranslations("rerank");
  const records = useLiveQuery(() => loadGroup(groupId), [groupId]);
  const first = records?.find(({ kind }) => kind === "ranking");
  const set = useTextSet(first);
  const running = records?.some(({ output }) => output.state === "running") === true;
  useEffect(() => {
    // What was seen while it was made is opened once it is there.
    if (running && open === undefined) onOpen(true);
  }, [running, open, onOpen]);
  // A place of about the right height until the storage has answered.
  if (!records) return <div className="h-40" />;
  const review = reviewed(records);
  if (!first || !review) return null;
  const results = resultsOf(records, set?.texts.length ?? 0);
  const going = results.filter((result) => result.running);
  return (
    <article
      aria-label={first.prompt || t("pictureQuery")}
      aria-busy={records.some(({ unfinished }) => unfinished === 1)}
      className="grid min-w-0 grid-cols-1 gap-2.5 rounded-card border border-line bg-surface p-3 sm:p-4"
    >
      <Head first={first} records={records} count={set?.texts.length} feed={feed} />
      {set === null && <p className="text-sm text-warning">{t("documentsGone")}</p>}
      <ul aria-label={t("results")} className="grid grid-cols-1 items-start gap-2 lg:grid-cols-2">
        {results.map((result) => (
          <ModelLine key={result.place} result={result} feed={feed} />
        ))}
      </ul>
      {set && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" aria-expanded={open === true} onClick={() => onOpen(open !== true)}>
            {t(open ? "closeBoard" : "openBoard")}
          </Button>
          {going.length > 1 && (
            <Button
              size="small"
              onClick={() => {
                for (const { record } of going) feed.actions.onStop(record);
              }}
            >
              <Square size={11} fill="currentColor" aria-hidden /> {t("stopAll")}
            </Button>
          )}
        </div>
      )}
      {set && open && <Board asked={first} set={set} results={results} review={review} />}
    </article>
  );
}

type HeadProps = {
  first: CreationRecord;
  records: readonly CreationRecord[];
  count: number | undefined;
  feed: RerankActions;
};

function Head({ first, records, count, feed: { actions } }: HeadProps) {
  const t = useTranslations("rerank");
  const format = useFormatter();
  const { prompt, createdAt } = first;
  const picture = queryPictureOf(first);
  const instruction = records.map(({ fields }) => fields["instruction"]).find((text) => text !== undefined);
  return (
    <header className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
      <div className="min-w-0 flex-1 basis-56">
        {picture ? (
          <DocumentPicture
            mediaId={picture.mediaId}
            alt={t("queryPicture", { name: picture.name })}
            className="mb-1 size-20"
          />
        ) : (
          <p dir="auto" className="text-sm font-medium wrap-anywhere">
            {prompt}
          </p>
        )}
        {typeof instruction === "string" && (
          <p dir="auto" className="text-xs text-ink-muted wrap-anywhere">
            {t("instructed", { instruction })}
          </p>
        )}
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-xs text-ink-faint tabular-nums">
          <time dateTime={new Date(createdAt).toISOString()}>
            {format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" })}
          </time>
          {count !== undefined && <span>{t("documentCount", { count })}</span>}
        </p>
      </div>
      <div className="-me-1 flex flex-wrap items-center">
        <IconButton size="icon-small" label={t("reuse")} onClick={() => actions.onReuse(records)}>
          <RotateCcw size={15} />
        </IconButton>
        <IconButton size="icon-small" label={t("delete")} onClick={() => actions.onDelete(records)}>
          <Trash2 size={15} />
        </IconButton>
      </div>
    </header>
  );
}
