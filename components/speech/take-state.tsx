"use client";

import { LoaderCircle, Square } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { SendAnyway } from "@/components/shared/creations/send-anyway";
import { useCountdown } from "@/components/shared/creations/use-countdown";
import { ErrorNotice } from "@/components/shared/error-notice";
import { useElapsed } from "@/components/shared/use-elapsed";
import { Button } from "@/components/ui/button";
import { soundOf } from "@/lib/sound/parts";
import type { Take } from "@/lib/speech/take";
import { isMissing } from "@/lib/speech/wishes";
import { formatSeconds } from "@/lib/ui/format";
import type { SpeechFeedActions } from "./use-speech-page";

type TakeStateProps = { take: Take; feed: SpeechFeedActions };

/** How far a take is when it is not complete, and what can be done about it. */
export function TakeState({ take, feed }: TakeStateProps) {
  if (take.state === "complete") return null;
  if (take.state === "waiting" || take.state === "coming") return <Ongoing take={take} feed={feed} />;
  return <Ended take={take} feed={feed} />;
}

function Ongoing({ take, feed }: TakeStateProps) {
  const t = useTranslations("speech");
  const words = useTranslations("errors");
  const { parts, state } = take;
  const elapsed = useElapsed(parts[0]?.createdAt ?? 0, state === "waiting");
  const retry = parts.find((part) => part.retry)?.retry;
  const retrySeconds = useCountdown(retry?.until ?? 0);
  const lost = parts.find((part) => part.unreachableSince !== undefined);
  const done = parts.filter((part) => soundOf(part)).length;
  const told = () => {
    if (lost) return t(lost.runId ? "connectionLost" : "notSentYet");
    if (retry && retrySeconds > 0)
      return t("retryIn", { reason: words(`${retry.error.code}.title`), seconds: retrySeconds });
    if (parts.length > 1) return t("comingParts", { done, count: parts.length });
    return state === "coming" ? t("coming") : t("waiting", { seconds: formatSeconds(elapsed) });
  };
  return (
    <p className="flex flex-wrap items-center gap-2 text-xs text-ink-muted tabular-nums">
      <LoaderCircle size={14} className="animate-spin text-accent" aria-hidden /> {told()}
      <Button size="small" className="ms-auto" onClick={() => feed.onStop(parts)}>
        <Square size={11} fill="currentColor" aria-hidden /> {t("stop")}
      </Button>
    </p>
  );
}

/** Why there is not all of it. What may have been done already is sent again only by somebody who knows that it may cost twice. */
function Ended({ take, feed }: TakeStateProps) {
  const t = useTranslations("speech");
  const [asking, setAsking] = useState(false);
  const { parts, error, state } = take;
  const unknown = error?.code === "outcome-unknown";
  const done = parts.filter((part) => !isMissing(part)).length;
  const again = () => feed.onMissing(parts);
  const action = done < parts.length && (
    <Button size="small" onClick={unknown ? () => setAsking(true) : again}>
      {t(unknown ? "speakAnyway" : state === "partly" ? "speakRest" : "speakAgain")}
    </Button>
  );
  return (
    <>
      {parts.length > 1 && (
        <p className="text-xs text-ink-muted">{t("partly", { done, count: parts.length })}</p>
      )}
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
            again();
          }}
        />
      )}
    </>
  );
}
