"use client";

import { useTranslations } from "use-intl";
import { AgainButton } from "@/components/shared/creations/again-button";
import { EndedLine } from "@/components/shared/creations/ended-line";
import { OngoingLine } from "@/components/shared/creations/ongoing-line";
import { useElapsed } from "@/components/shared/use-elapsed";
import { soundOf } from "@/lib/sound/sound-of";
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

function Ongoing({ take: { parts, state }, feed }: TakeStateProps) {
  const t = useTranslations("speech");
  const [first] = parts;
  const elapsed = useElapsed(first?.createdAt ?? 0, state === "waiting");
  const done = parts.filter((part) => soundOf(part)).length;
  /** The part that something is in the way of, if there is one. */
  const record = parts.find((part) => part.unreachableSince !== undefined || part.retry) ?? first;
  const progress = () => {
    if (parts.length > 1) return t("comingParts", { done, count: parts.length });
    return state === "coming" ? t("coming") : t("waiting", { seconds: formatSeconds(elapsed) });
  };
  return record && <OngoingLine record={record} progress={progress()} onStop={() => feed.onStop(parts)} />;
}

/** Why there is not all of it. */
function Ended({ take: { parts, error, state }, feed }: TakeStateProps) {
  const t = useTranslations("speech");
  const done = parts.filter((part) => !isMissing(part)).length;
  return (
    <>
      {parts.length > 1 && (
        <p className="text-xs text-ink-muted">{t("partly", { done, count: parts.length })}</p>
      )}
      <EndedLine
        error={error}
        action={
          done < parts.length && (
            <AgainButton
              mayBeDone={error?.code === "outcome-unknown"}
              label={t(state === "partly" ? "speakRest" : "speakAgain")}
              onAgain={() => feed.onMissing(parts)}
            />
          )
        }
      />
    </>
  );
}
