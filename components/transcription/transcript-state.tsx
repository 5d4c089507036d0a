"use client";

import { Clock, LoaderCircle, Square } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { SendAnyway } from "@/components/shared/creations/send-anyway";
import { useCountdown } from "@/components/shared/creations/use-countdown";
import { ErrorNotice } from "@/components/shared/error-notice";
import { useElapsed } from "@/components/shared/use-elapsed";
import { Button } from "@/components/ui/button";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { Transcript } from "@/lib/transcription/transcript";
import { formatSeconds } from "@/lib/ui/format";
import type { TranscriptActions } from "./use-transcription-page";

type TranscriptStateProps = { record: CreationRecord; transcript: Transcript; feed: TranscriptActions };

/** How far it is while there are no words, and what can be done about it. */
export function TranscriptState(props: TranscriptStateProps) {
  const { state } = props.transcript;
  return state === "queued" || state === "running" ? <Ongoing {...props} /> : <Ended {...props} />;
}

function Ongoing({ record, transcript, feed }: TranscriptStateProps) {
  const t = useTranslations("transcription");
  const words = useTranslations("errors");
  const queued = transcript.state === "queued";
  const elapsed = useElapsed(transcript.sentAt ?? Date.now(), transcript.sentAt !== undefined);
  const { retry, unreachableSince, runId } = record;
  const retrySeconds = useCountdown(retry?.until ?? 0);
  const told = () => {
    if (unreachableSince !== undefined) return t(runId ? "connectionLost" : "notSentYet");
    if (retry && retrySeconds > 0)
      return t("retryIn", { reason: words(`${retry.error.code}.title`), seconds: retrySeconds });
    return queued ? t("queued") : t("working", { seconds: formatSeconds(elapsed) });
  };
  return (
    <p className="flex flex-wrap items-center gap-2 text-xs text-ink-muted tabular-nums">
      {queued ? (
        <Clock size={14} aria-hidden />
      ) : (
        <LoaderCircle size={14} className="animate-spin text-accent" aria-hidden />
      )}
      {told()}
      <Button size="small" className="ms-auto" onClick={() => feed.actions.onStop(record)}>
        <Square size={11} fill="currentColor" aria-hidden /> {t("stop")}
      </Button>
    </p>
  );
}

/** Why there are no words. The recording is kept, and sent again by one press. */
function Ended({ record, transcript: { error }, feed }: TranscriptStateProps) {
  const t = useTranslations("transcription");
  const [asking, setAsking] = useState(false);
  const unknown = error?.code === "outcome-unknown";
  const action = (
    <Button size="small" onClick={() => (unknown ? setAsking(true) : feed.onRetry(record))}>
      {t(unknown ? "anyway" : "again")}
    </Button>
  );
  return (
    <>
      {error ? (
        <ErrorNotice error={error} action={action} />
      ) : (
        <p role="status" className="flex flex-wrap items-center gap-2 text-xs text-ink-muted">
          {t("stopped")} {action}
        </p>
      )}
      {asking && (
        <SendAnyway
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            feed.onRetry(record);
          }}
        />
      )}
    </>
  );
}
