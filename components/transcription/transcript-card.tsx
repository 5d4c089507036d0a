"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { Braces, Download, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { SoundPlayer } from "@/components/shared/sound/sound-player";
import { Button, IconButton } from "@/components/ui/button";
import { type GroupKey, loadGroup } from "@/lib/creations/store";
import type { CreationRecord } from "@/lib/history/creation-record";
import { transcriptOf } from "@/lib/transcription/transcript";
import { cn } from "@/lib/ui/cn";
import { formatBytes, formatClock } from "@/lib/ui/format";
import { CompareTranscripts } from "./compare-transcripts";
import { ErrorRateView } from "./error-rate-view";
import { saveRecording } from "./save-transcript";
import { TranscriptView } from "./transcript-view";
import type { TranscriptActions } from "./use-transcription-page";

type TranscriptCardProps = GroupKey & { feed: TranscriptActions };

/** One recording, and what each model heard in it. */
export function TranscriptCard({ groupId, feed }: TranscriptCardProps) {
  const records = useLiveQuery(() => loadGroup(groupId), [groupId]);
  // A place of about the right height until the storage has answered.
  if (!records) return <div className="h-56" />;
  const [first] = records;
  const input = first?.inputs[0];
  if (!first || !input) return null;
  return (
    <article
      aria-label={input.name}
      aria-busy={records.some(({ unfinished }) => unfinished === 1)}
      className="grid gap-2.5 rounded-card border border-line bg-surface p-3 sm:p-4"
    >
      <Head first={first} records={records} feed={feed} />
      <SoundPlayer mediaId={input.mediaId} />
      <div className={cn("grid gap-3", records.length > 1 && "lg:grid-cols-2")}>
        {records.map((record) => (
          <TranscriptView key={record.id} record={record} feed={feed} />
        ))}
      </div>
      <Measures first={first} records={records} />
    </article>
  );
}

type HeadProps = { first: CreationRecord; records: readonly CreationRecord[]; feed: TranscriptActions };

function Head({ first, records, feed: { actions } }: HeadProps) {
  const t = useTranslations("transcription");
  const format = useFormatter();
  const [input] = first.inputs;
  if (!input) return null;
  const { seconds, bytes, name } = input;
  return (
    <header className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
      <div className="min-w-0 flex-1 basis-56">
        <p dir="auto" className="text-sm font-medium wrap-anywhere">
          {name}
        </p>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-xs text-ink-faint tabular-nums">
          <time dateTime={new Date(first.createdAt).toISOString()}>
            {format.dateTime(first.createdAt, { dateStyle: "medium", timeStyle: "short" })}
          </time>
          {seconds !== undefined && <span>{t("audioLength", { time: formatClock(seconds * 1000) })}</span>}
          <span>{formatBytes(bytes)}</span>
        </p>
      </div>
      <div className="-me-1 flex flex-wrap items-center">
        {records.map(
          ({ id, runId, model }) =>
            runId && (
              <IconButton
                key={id}
                size="icon-small"
                label={t("inspect", { model })}
                onClick={() => actions.onInspect(runId)}
              >
                <Braces size={15} />
              </IconButton>
            ),
        )}
        <IconButton size="icon-small" label={t("reuse")} onClick={() => actions.onReuse(records)}>
          <RotateCcw size={15} />
        </IconButton>
        <IconButton size="icon-small" label={t("save")} onClick={() => void saveRecording(input)}>
          <Download size={15} />
        </IconButton>
        <IconButton size="icon-small" label={t("delete")} onClick={() => actions.onDelete(records)}>
          <Trash2 size={15} />
        </IconButton>
      </div>
    </header>
  );
}

/** What can be measured once something was written down. */
function Measures({ first, records }: Omit<HeadProps, "feed">) {
  const t = useTranslations("transcription");
  const [open, setOpen] = useState<"compare" | "rate" | undefined>(
    first.reference === undefined ? undefined : "rate",
  );
  const complete = records.map(transcriptOf).filter(({ state }) => state === "complete");
  if (complete.length === 0) return null;
  const toggle = (what: "compare" | "rate") => setOpen(open === what ? undefined : what);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {complete.length > 1 && (
          <Button
            variant="toggle"
            shape="pill"
            size="small"
            aria-pressed={open === "compare"}
            onClick={() => toggle("compare")}
          >
            {t("compare")}
          </Button>
        )}
        <Button
          variant="toggle"
          shape="pill"
          size="small"
          aria-pressed={open === "rate"}
          onClick={() => toggle("rate")}
        >
          {t("errorRate")}
        </Button>
        <p className="ms-auto text-xs text-ink-faint">{t("noTimes")}</p>
      </div>
      {open === "compare" && <CompareTranscripts transcripts={complete} />}
      {open === "rate" && <ErrorRateView id={first.id} reference={first.reference} transcripts={complete} />}
    </>
  );
}
