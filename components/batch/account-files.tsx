"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, RefreshCw } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { Button } from "@/components/ui/button";
import { type AccountFile, accountFilePath, accountFilesQuery } from "@/lib/batches/account";
import { AppFailure, appError } from "@/lib/core/app-error";
import { formatBytes } from "@/lib/ui/format";

/** The account's files: what was sent, and what batches wrote. */
export function AccountFiles() {
  const t = useTranslations("batch.files");
  const query = useQuery(accountFilesQuery);
  return (
    <section
      aria-label={t("label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
      tabIndex={0}
      className="min-h-0 grow overflow-y-auto -outline-offset-2"
    >
      <div className="mx-auto grid w-full max-w-6xl gap-2 px-3 pt-3 pb-6 sm:px-4">
        <div className="flex flex-wrap items-start justify-between gap-2">
          <div className="grid max-w-prose gap-1 text-sm text-ink-muted">
            <p>{t("hint")}</p>
            <p className="text-xs text-ink-faint">
              {t("noDelete")} {t("noRoute")}
            </p>
          </div>
          <Button size="small" disabled={query.isFetching} onClick={() => void query.refetch()}>
            <RefreshCw size={13} aria-hidden /> {t("reload")}
          </Button>
        </div>
        {query.error && (
          <ErrorNotice error={query.error instanceof AppFailure ? query.error.error : appError("internal")} />
        )}
        {query.data?.length === 0 && <p className="py-6 text-ink-muted">{t("none")}</p>}
        <ul aria-label={t("label")} className="grid gap-2">
          {query.data?.map((file) => (
            <FileRow key={file.id} file={file} />
          ))}
        </ul>
      </div>
    </section>
  );
}

function FileRow({ file: { id, name, purpose, bytes, lines, createdAt } }: { file: AccountFile }) {
  const t = useTranslations("batch.files");
  const format = useFormatter();
  const shown = name ?? id;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-card border border-line bg-surface px-3 py-2.5">
      <div className="min-w-0 basis-64 grow">
        <p className="truncate text-sm font-medium">{shown}</p>
        <p className="flex flex-wrap gap-x-3 text-xs text-ink-faint tabular-nums">
          <code className="wrap-anywhere">{id}</code>
          <span>
            {t("purpose")}: {purpose ?? t("unknown")}
          </span>
          <span>
            {t("size")}: {bytes === null ? t("unknown") : formatBytes(bytes)}
          </span>
          {lines !== null && <span>{t("lines", { count: lines })}</span>}
          {createdAt !== null && (
            <span>{format.dateTime(createdAt * 1000, { dateStyle: "medium", timeStyle: "short" })}</span>
          )}
        </p>
      </div>
      <a
        href={accountFilePath(id)}
        download={shown}
        aria-label={t("download", { name: shown })}
        title={t("download", { name: shown })}
        className="inline-flex size-7 items-center justify-center rounded-lg text-ink-muted hover:bg-sunken hover:text-ink"
      >
        <Download size={15} aria-hidden />
      </a>
    </li>
  );
}
