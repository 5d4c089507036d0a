"use client";

import { useEffect, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { askToPersistAgain, type StorageReport, storageReport } from "@/lib/history/storage";
import { formatBytes } from "@/lib/ui/format";
import { ArchiveSection } from "./archive-section";
import { DeleteEverything } from "./delete-everything";

type State = { report: StorageReport } | { failure: string } | undefined;

/** What the history takes up in this browser, whether it will stay, the ways out and in, and the way to take it all away. */
export function StorageReportView() {
  const t = useTranslations("history");
  const { state, refresh } = useReport();
  return (
    <div className="grid gap-4 text-sm">
      <p className="text-ink-muted">{t("storageIntro")}</p>
      {state && "failure" in state && (
        <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-danger">
          {t("storageFailed", { reason: state.failure })}
        </p>
      )}
      <Report report={state && "report" in state ? state.report : undefined} onChange={refresh} />
    </div>
  );
}

function useReport() {
  const [state, setState] = useState<State>();
  const refresh = async () => {
    try {
      setState({ report: await storageReport() });
    } catch (error) {
      setState({ failure: error instanceof Error ? error.message : String(error) });
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, and again when asked
  useEffect(() => {
    void refresh();
  }, []);
  return { state, refresh };
}

/** The figures come a moment later: until then their places are kept. */
type ReportProps = { report: StorageReport | undefined; onChange: () => Promise<void> };

function Report({ report, onChange }: ReportProps) {
  const t = useTranslations("history");
  const format = useFormatter();
  const figure = (value: number | undefined) => (value === undefined ? "…" : format.number(value));
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        <Row name={t("storageThreads")} value={figure(report?.threads)} />
        <Row name={t("storageMessages")} value={figure(report?.messages)} />
        <Row name={t("storageCreations")} value={figure(report?.creations)} />
        <Row name={t("storageSets")} value={figure(report?.promptSets)} />
        <Row
          name={t("storageMedia")}
          value={
            report
              ? t("storageMediaValue", {
                  count: format.number(report.media),
                  size: formatBytes(report.mediaBytes),
                })
              : "…"
          }
        />
        <Row name={t("storageUsage")} value={report ? usageWords(report, t) : "…"} />
        <Row name={t("storagePersisted")} value={report ? t(persistedWords(report)) : "…"} />
      </dl>
      {report?.persisted === false && <AskToPersist onChange={onChange} />}
      <ArchiveSection onImported={onChange} />
      <DeleteEverything threads={report?.threads ?? 0} onDeleted={onChange} />
    </>
  );
}

type Words = ReturnType<typeof useTranslations<"history">>;

const usageWords = ({ usage, quota }: StorageReport, t: Words): string =>
  usage === undefined || quota === undefined
    ? t("storageUsageUnknown")
    : t("storageUsageValue", { usage: formatBytes(usage), quota: formatBytes(quota) });

function persistedWords({ persisted }: StorageReport) {
  if (persisted === undefined) return "storagePersistedUnknown";
  return persisted ? "storagePersistedYes" : "storagePersistedNo";
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="tabular-nums">{value}</dd>
    </>
  );
}

function AskToPersist({ onChange }: { onChange: () => Promise<void> }) {
  const t = useTranslations("history");
  const [refused, setRefused] = useState(false);
  const ask = async () => {
    setRefused(!(await askToPersistAgain()));
    await onChange();
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button onClick={() => void ask()}>{t("storageAsk")}</Button>
      <p role="status" className="text-ink-muted empty:hidden">
        {refused && t("storageRefused")}
      </p>
    </div>
  );
}
