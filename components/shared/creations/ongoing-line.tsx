"use client";

import { Clock, LoaderCircle, Square } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { CreationRecord } from "@/lib/history/creation-record";
import { useCountdown } from "./use-countdown";

type OngoingLineProps = {
  record: CreationRecord;
  /** How far it is, when nothing is in its way. */
  progress: string;
  /** It waits for others of this page and is not on its way yet. */
  queued?: boolean;
  onStop: () => void;
};

/** A request on its way, in a line: how far it is, or what it waits for; and Stop. */
export function OngoingLine({ record, progress, queued = false, onStop }: OngoingLineProps) {
  const t = useTranslations("creations");
  const words = useTranslations("errors");
  const { retry, unreachableSince, runId } = record;
  const retrySeconds = useCountdown(retry?.until ?? 0);
  const told = () => {
    if (unreachableSince !== undefined) return t(runId ? "connectionLost" : "notSentYet");
    if (retry && retrySeconds > 0)
      return `${words(`${retry.error.code}.title`)} · ${t("retryIn", { seconds: retrySeconds })}`;
    return progress;
  };
  return (
    <p className="flex flex-wrap items-center gap-2 text-xs text-ink-muted tabular-nums">
      {queued ? (
        <Clock size={14} aria-hidden />
      ) : (
        <LoaderCircle size={14} className="animate-spin text-accent" aria-hidden />
      )}
      {told()}
      <Button size="small" className="ms-auto" onClick={onStop}>
        <Square size={11} fill="currentColor" aria-hidden /> {t("stop")}
      </Button>
    </p>
  );
}
