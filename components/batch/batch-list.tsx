"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useDeferredValue, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Virtualizer } from "virtua";
import { NotifyButton } from "@/components/shared/creations/notify-button";
import { inputClass } from "@/components/shared/field";
import { Link } from "@/components/ui/link";
import { SegmentedChoice } from "@/components/ui/segmented-choice";
import { isGoing, isTroubled, phaseOf } from "@/lib/batches/phase";
import { standing } from "@/lib/creations/look-again";
import { listCreations } from "@/lib/creations/store";
import type { CreationRecord } from "@/lib/history/creation-record";
import { BatchButtons } from "./batch-buttons";
import { BatchStatus, PhaseBadge } from "./batch-status";
import type { BatchActions } from "./use-batch-actions";

const filters = ["all", "going", "done", "trouble"] as const;
type Filter = (typeof filters)[number];

const fits: Record<Filter, (record: CreationRecord) => boolean> = {
  all: () => true,
  going: (record) => isGoing(phaseOf(record)),
  done: (record) => !isGoing(phaseOf(record)) && !isTroubled(phaseOf(record)),
  trouble: (record) => isTroubled(phaseOf(record)) || (record.output.batch?.failed ?? 0) > 0,
};

const wordsIn = ({ prompt, model, output, fields }: CreationRecord) =>
  [prompt, model, output.job?.requestId, JSON.stringify(fields["metadata"] ?? "")].join("\n").toLowerCase();

/** The newest press first, its batches in their order; of several records of one batch the one that asked last. */
function inOrder(records: readonly CreationRecord[]): CreationRecord[] {
  const asAsked = [...records].sort((a, b) => a.createdAt - b.createdAt || a.place - b.place);
  return standing(asAsked).sort((a, b) => b.createdAt - a.createdAt || a.place - b.place);
}

type Listed = { records: CreationRecord[] } | { failed: true };

/** The batches of this browser, the newest first. Only what is near the view is drawn. */
export function BatchList({ actions }: { actions: BatchActions }) {
  const t = useTranslations("batch.list");
  const scrollRef = useRef<HTMLElement>(null);
  const [filter, setFilter] = useState<Filter>("all");
  const [words, setWords] = useState("");
  const wanted = useDeferredValue(words.trim().toLowerCase());
  const listed = useLiveQuery(
    (): Promise<Listed> =>
      listCreations("batch").then(
        (records) => ({ records: inOrder(records) }),
        () => ({ failed: true }),
      ),
    [],
  );
  if (!listed) return <div className="grow" />;
  if ("failed" in listed) return <p className="px-4 py-8 text-center text-danger">{t("loadFailed")}</p>;
  const { records } = listed;
  const shown = records.filter(
    (record) => fits[filter](record) && (wanted === "" || wordsIn(record).includes(wanted)),
  );
  if (records.length === 0) return <Empty />;
  return (
    <>
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center gap-x-4 gap-y-2 px-3 pt-2 sm:px-4">
        <input
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          className={`${inputClass} max-w-64`}
        />
        <SegmentedChoice
          label={t("filter")}
          value={filter}
          options={filters.map((value) => ({ value, label: t(`filters.${value}`) }))}
          onChange={setFilter}
        />
        {records.some((record) => isGoing(phaseOf(record))) && <NotifyButton />}
        <p role="status" className="ms-auto text-xs text-ink-faint tabular-nums">
          {t("count", { count: shown.length })}
        </p>
      </div>
      <section
        ref={scrollRef}
        aria-label={t("label")}
        data-focus-group="results"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        className="relative min-h-0 grow overflow-y-auto overscroll-contain -outline-offset-2"
      >
        {shown.length === 0 && <p className="px-4 py-8 text-center text-ink-muted">{t("none")}</p>}
        <div className="mx-auto w-full max-w-6xl px-3 pb-6 sm:px-4">
          <Virtualizer scrollRef={scrollRef} data={shown} bufferSize={600}>
            {(record) => (
              <div key={record.id} className="pt-3">
                <BatchCard record={record} actions={actions} />
              </div>
            )}
          </Virtualizer>
        </div>
      </section>
    </>
  );
}

function Empty() {
  const t = useTranslations("batch.list");
  return (
    <section aria-label={t("empty")} className="mx-auto w-full max-w-3xl px-4 py-8">
      <h2 className="text-2xl font-semibold tracking-tight">{t("empty")}</h2>
      <p className="mt-1 text-ink-muted">{t("emptyHint")}</p>
    </section>
  );
}

function BatchCard({ record, actions }: { record: CreationRecord; actions: BatchActions }) {
  const t = useTranslations("batch.one");
  const format = useFormatter();
  const { id, prompt, model, createdAt, batch } = record;
  return (
    <article
      aria-label={prompt}
      aria-busy={record.unfinished === 1}
      className="grid gap-2 rounded-card border border-line bg-surface p-3 sm:p-4"
    >
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 basis-64 grow">
          <Link
            href={`/batch/${id}`}
            dir="auto"
            className="block truncate text-sm font-medium underline-offset-2 hover:underline"
          >
            {prompt}
          </Link>
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-ink-faint tabular-nums">
            <time dateTime={new Date(createdAt).toISOString()}>
              {format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short" })}
            </time>
            <span className="wrap-anywhere">{model || t("unknownModel")}</span>
            {batch && <span>{t(`modes.${batch.mode}`)}</span>}
            {batch?.lines !== undefined && <span>{t("lines", { count: batch.lines })}</span>}
          </p>
        </div>
        <PhaseBadge record={record} />
      </header>
      <BatchStatus record={record} brief />
      <BatchButtons record={record} actions={actions} />
    </article>
  );
}
