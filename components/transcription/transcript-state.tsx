"use client";

import { useTranslations } from "use-intl";
import { AgainButton } from "@/components/shared/creations/again-button";
import { EndedLine } from "@/components/shared/creations/ended-line";
import { OngoingLine } from "@/components/shared/creations/ongoing-line";
import { useElapsed } from "@/components/shared/use-elapsed";
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

function Ongoing({ record, transcript: { state, sentAt }, feed }: TranscriptStateProps) {
  const t = useTranslations("transcription");
  const queued = state === "queued";
  const elapsed = useElapsed(sentAt ?? Date.now(), sentAt !== undefined);
  return (
    <OngoingLine
      record={record}
      queued={queued}
      progress={queued ? t("queued") : t("working", { seconds: formatSeconds(elapsed) })}
      onStop={() => feed.actions.onStop(record)}
    />
  );
}

/** Why there are no words. The recording is kept, and sent again by one press. */
function Ended({ record, transcript: { error }, feed }: TranscriptStateProps) {
  const t = useTranslations("transcription");
  return (
    <EndedLine
      error={error}
      action={
        <AgainButton
          mayBeDone={error?.code === "outcome-unknown"}
          label={t("again")}
          onAgain={() => feed.onRetry(record)}
        />
      }
    />
  );
}
