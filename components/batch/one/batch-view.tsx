"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { ChevronLeft } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "use-intl";
import { useCreationActions } from "@/components/shared/creations/use-creation-actions";
import { MissingPage } from "@/components/shared/missing-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { jobOf } from "@/lib/creations/look-again";
import { loadCreation, loadGroup } from "@/lib/creations/store";
import { isShown } from "@/lib/history/creation-index";
import type { CreationRecord } from "@/lib/history/creation-record";
import { whenOnline } from "@/lib/ui/when-online";
import { BatchButtons } from "../batch-buttons";
import { BatchStatus, PhaseBadge } from "../batch-status";
import { type BatchActions, useBatchActions } from "../use-batch-actions";
import { BatchFacts } from "./batch-facts";

const ResultsView = dynamic(() => whenOnline(async () => (await import("./results-view")).ResultsView), {
  ssr: false,
});
const CreationOverlays = dynamic(
  () =>
    whenOnline(
      async () => (await import("@/components/shared/creations/creation-overlays")).CreationOverlays,
    ),
  { ssr: false },
);
const NotifyButton = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/creations/notify-button")).NotifyButton),
  { ssr: false },
);

/** A batch as it stands: where it was looked at again, the record that asked last. */
async function standingBatch(id: string): Promise<CreationRecord | null> {
  const record = await loadCreation(id);
  if (record?.kind !== "batch" || !isShown(record)) return null;
  const job = jobOf(record);
  const later = (await loadGroup(record.groupId)).filter(
    (other) => job !== undefined && jobOf(other) === job && other.place > record.place,
  );
  return later.at(-1) ?? record;
}

/** This browser does not have the results: why, and what can be done about it. */
function Unkept({ record, onKeepAgain }: { record: CreationRecord } & Pick<BatchActions, "onKeepAgain">) {
  const t = useTranslations("creations");
  const why = record.items.find(({ unkept }) => unkept)?.unkept;
  if (!why) return null;
  return (
    <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-warning">
      {t(`unkept.${why}`)}
      {why !== "gone" && (
        <Button size="small" onClick={() => onKeepAgain(record)}>
          {t("keepAgain")}
        </Button>
      )}
    </p>
  );
}

/** One batch: where it stands, what it was sent with, and what became of its requests. */
export function BatchView({ id }: { id: string }) {
  const t = useTranslations("batch");
  const page = useCreationActions({ onReuse: () => {} });
  const actions = useBatchActions(page);
  const record = useLiveQuery(() => standingBatch(id).catch(() => null), [id]);
  if (record === undefined) return <div className="h-full" />;
  return (
    <div className="relative flex h-full min-w-0 flex-col">
      <header className="flex h-12 shrink-0 items-center gap-2 px-4 max-lg:ps-14 max-lg:pe-28">
        <Link
          href="/batch"
          className="flex min-w-0 items-center gap-1 text-sm text-ink-muted underline-offset-2 hover:underline"
        >
          <ChevronLeft size={16} aria-hidden /> <span className="truncate">{t("one.back")}</span>
        </Link>
      </header>
      {record === null ? (
        <MissingPage
          title={t("one.missing")}
          advice={t("one.missingHint")}
          link={{ href: "/batch", label: t("one.back") }}
        />
      ) : (
        <section
          aria-label={record.prompt}
          aria-busy={record.unfinished === 1}
          data-focus-group="results"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
          tabIndex={0}
          className="min-h-0 grow overflow-y-auto overscroll-contain -outline-offset-2"
        >
          <div className="mx-auto grid w-full max-w-6xl gap-4 px-3 pb-6 sm:px-4">
            <div className="grid gap-3 rounded-card border border-line bg-surface p-3 sm:p-4">
              <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
                <h1 dir="auto" className="min-w-0 grow basis-64 font-semibold wrap-anywhere">
                  {record.prompt}
                </h1>
                <div role="status">
                  <PhaseBadge record={record} />
                </div>
              </div>
              <BatchStatus record={record} />
              <Unkept record={record} onKeepAgain={actions.onKeepAgain} />
              <div className="flex flex-wrap items-center gap-2">
                {record.output.state === "running" && <NotifyButton />}
                <BatchButtons record={record} actions={actions} apart />
              </div>
              <BatchFacts record={record} />
            </div>
            <ResultsView record={record} />
          </div>
        </section>
      )}
      <CreationOverlays page={page} />
    </div>
  );
}
