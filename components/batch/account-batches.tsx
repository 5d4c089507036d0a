"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useLiveQuery } from "dexie-react-hooks";
import { RefreshCw } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { type AccountBatch, accountBatchesQuery, takeOverWish } from "@/lib/batches/account";
import { phaseOfStatus } from "@/lib/batches/phase";
import { AppFailure, appError } from "@/lib/core/app-error";
import type { CreationWish } from "@/lib/creations/creation";
import { jobOf } from "@/lib/creations/look-again";
import { listCreations } from "@/lib/creations/store";

/** All batches of the account, page by page; one that was begun elsewhere can be taken over. */
export function AccountBatches({ send }: { send: (wishes: readonly CreationWish[]) => Promise<boolean> }) {
  const t = useTranslations("batch.files");
  const query = useInfiniteQuery(accountBatchesQuery);
  const here = useLiveQuery(async () => {
    const records = await listCreations("batch");
    return new Map(records.flatMap((record) => [[jobOf(record) ?? "", record.id] as const]));
  }, []);
  const batches = query.data?.pages.flatMap((page) => page.batches) ?? [];
  return (
    <section
      aria-label={t("batches")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
      tabIndex={0}
      className="min-h-0 grow overflow-y-auto -outline-offset-2"
    >
      <div className="mx-auto grid w-full max-w-6xl gap-2 px-3 pt-3 pb-6 sm:px-4">
        <div className="flex flex-wrap items-start justify-between gap-2">
          <p className="max-w-prose text-sm text-ink-muted">{t("batchesHint")}</p>
          <Button size="small" disabled={query.isFetching} onClick={() => void query.refetch()}>
            <RefreshCw size={13} aria-hidden /> {t("reload")}
          </Button>
        </div>
        {query.isSuccess && batches.length === 0 && <p className="py-6 text-ink-muted">{t("noBatches")}</p>}
        <ul aria-label={t("batches")} className="grid gap-2">
          {batches.map((batch) => (
            <AccountRow
              key={batch.id}
              batch={batch}
              recordId={here?.get(batch.id)}
              onTakeOver={() => void send([takeOverWish(batch)])}
            />
          ))}
        </ul>
        {/* Below the list: there is who asked for more. */}
        {query.error && (
          <ErrorNotice error={query.error instanceof AppFailure ? query.error.error : appError("internal")} />
        )}
        {query.hasNextPage && (
          <Button
            className="justify-self-center"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("more")}
          </Button>
        )}
      </div>
    </section>
  );
}

type AccountRowProps = { batch: AccountBatch; recordId: string | undefined; onTakeOver: () => void };

function AccountRow({ batch, recordId, onTakeOver }: AccountRowProps) {
  const t = useTranslations("batch.files");
  const states = useTranslations("batch.states");
  const format = useFormatter();
  const { id, name, status, createdAt, endedAt, total, completed, failed } = batch;
  const phase = phaseOfStatus(status);
  const moment = (seconds: number) =>
    format.dateTime(seconds * 1000, { dateStyle: "medium", timeStyle: "short" });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 rounded-card border border-line bg-surface px-3 py-2.5">
      <div className="min-w-0 basis-64 grow">
        <p className="truncate text-sm font-medium">{name ?? id}</p>
        <p className="flex flex-wrap gap-x-3 text-xs text-ink-faint tabular-nums">
          <code className="wrap-anywhere">{id}</code>
          {createdAt !== null && <span>{t("begun", { date: moment(createdAt) })}</span>}
          {endedAt !== null && <span>{t("ended", { date: moment(endedAt) })}</span>}
          {total !== null && (
            <span>{t("counts", { completed: completed ?? 0, total, failed: failed ?? 0 })}</span>
          )}
        </p>
      </div>
      <span className="text-xs text-ink-muted">
        {phase === "other" ? states("other", { status }) : states(phase)}
      </span>
      {recordId === undefined ? (
        <Button size="small" onClick={onTakeOver}>
          {t("takeOver")}
        </Button>
      ) : (
        <Link href={`/batch/${recordId}`} className="text-xs text-accent underline underline-offset-2">
          {t("open")}
        </Link>
      )}
    </li>
  );
}
