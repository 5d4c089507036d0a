"use client";

import { type ReactNode, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import { windowEnd } from "@/lib/batches/phase";
import { jobOf } from "@/lib/creations/look-again";
import type { CreationItem, CreationRecord } from "@/lib/history/creation-record";
import { formatBytes } from "@/lib/ui/format";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}

const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};

/** What a batch was sent with, and its files. */
export function BatchFacts({ record }: { record: CreationRecord }) {
  const t = useTranslations("batch.one");
  const format = useFormatter();
  const { model, batch, fields, createdAt, inputs, items } = record;
  const job = jobOf(record);
  const ends = windowEnd(record);
  const hours = Number.parseInt(String(fields["completion_window"] ?? ""), 10);
  const metadata = Object.entries(recordOf(fields["metadata"]));
  const { model: replaced } = recordOf(fields["replace"]);
  const moment = (at: number) => format.dateTime(at, { dateStyle: "medium", timeStyle: "short" });
  const [file] = inputs;
  return (
    <details className="text-xs">
      <summary className="cursor-pointer text-ink-muted">{t("facts")}</summary>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <Fact name={t("model")}>{model || t("unknownModel")}</Fact>
        {batch && <Fact name={t("mode")}>{t(`modes.${batch.mode}`)}</Fact>}
        <Fact name={t("sent")}>{moment(createdAt)}</Fact>
        {Number.isFinite(hours) && <Fact name={t("window")}>{t("hours", { count: hours })}</Fact>}
        {ends !== undefined && <Fact name={t("windowEnds")}>{moment(ends)}</Fact>}
        {typeof replaced === "string" && <Fact name={t("replaced")}>{replaced}</Fact>}
        {metadata.length > 0 && (
          <Fact name={t("metadata")}>
            {metadata.map(([name, value]) => (
              <span key={name} className="block">
                <code>{name}</code>: {String(value)}
              </span>
            ))}
          </Fact>
        )}
        {job !== undefined && (
          <Fact name={t("job")}>
            <span className="inline-flex items-center gap-1">
              <code>{job}</code>
              <CopyButton text={() => job} label={t("copyJob")} copiedLabel={t("copied")} />
            </span>
          </Fact>
        )}
        {file && (
          <Fact name={t("file")}>
            <FileLink mediaId={file.mediaId} name={asJsonl(file.name)}>
              {file.name} ({formatBytes(file.bytes)})
            </FileLink>
          </Fact>
        )}
        {items.length > 0 && (
          <Fact name={t("results")}>
            {items.map((item) => (
              <ResultFile key={item.index} item={item} record={record} />
            ))}
          </Fact>
        )}
      </dl>
    </details>
  );
}

function ResultFile({ item, record }: { item: CreationItem; record: CreationRecord }) {
  const t = useTranslations("batch.one");
  const unkept = useTranslations("creations.unkept");
  const { index, mediaId, bytes } = item;
  const size = formatBytes(bytes);
  const kinds = ["output", "errors"] as const;
  const kind = kinds[index];
  return (
    <span className="block">
      <FileLink mediaId={mediaId} name={`${record.prompt} ${kind ?? "requests"}.jsonl`}>
        {kind ? t(kind, { size }) : `${t("file")} (${size})`}
      </FileLink>{" "}
      <span className="text-ink-faint">{item.unkept ? unkept(item.unkept) : item.kept && t("saved")}</span>
    </span>
  );
}

const asJsonl = (name: string) => (name.endsWith(".jsonl") ? name : `${name}.jsonl`);

/** A file of this browser, or of the server, given to the browser's downloads. */
function FileLink({ mediaId, name, children }: { mediaId: string; name: string; children: ReactNode }) {
  const t = useTranslations("batch.results");
  const [failed, setFailed] = useState(false);
  const save = async () => {
    const [{ resultBlob }, { download }] = await Promise.all([
      import("@/lib/creations/save-result"),
      import("@/lib/history/archive/save-file"),
    ]);
    const blob = await resultBlob(mediaId);
    setFailed(!blob);
    if (blob) download(blob, name);
  };
  return (
    <>
      <button
        type="button"
        className="text-start text-accent underline underline-offset-2"
        onClick={() => void save()}
      >
        {children}
      </button>
      {failed && <span className="text-danger"> {t("exportFailed")}</span>}
    </>
  );
}
