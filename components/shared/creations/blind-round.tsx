"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { Trophy } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { BlindVote } from "@/components/shared/blind/blind-vote";
import { laneLetter } from "@/components/shared/blind/lane-letter";
import { ErrorNotice } from "@/components/shared/error-notice";
import { Button } from "@/components/ui/button";
import type { AppError } from "@/lib/core/app-error";
import { castVote, catchUpVote, operationOf } from "@/lib/creations/blind-round";
import { isSealed } from "@/lib/creations/creation";
import type { CreationRecord } from "@/lib/history/creation-record";
import { voteOf } from "@/lib/history/votes";
import type { Vote } from "@/lib/rounds/round";
import type { RunState } from "@/lib/runs/event";
import { whenOnline } from "@/lib/ui/when-online";

const RatingDialog = dynamic(
  () => whenOnline(async () => (await import("@/components/shared/blind/rating-dialog")).RatingDialog),
  { ssr: false },
);

type BlindRoundProps = {
  records: readonly CreationRecord[];
  /** Lane by lane: what is judged, and who it was, to be told after the vote. */
  lanes: readonly { state: RunState; content: ReactNode; name: string }[];
  /** A vote is one key: for one round on a page. */
  keys?: boolean;
  /** On a narrow page they stand under each other. */
  stacked?: boolean;
};

/** What a blind round made side by side, the vote between it, then who they were, and the rating of all such votes. */
export function BlindRound({ records, lanes, keys = false, stacked = false }: BlindRoundProps) {
  const t = useTranslations("blind");
  const [first] = records;
  const roundId = first?.round?.id ?? "";
  const stored = useLiveQuery(() => voteOf(roundId), [roundId]);
  const [voting, setVoting] = useState(false);
  const [rating, setRating] = useState(false);
  const [failure, setFailure] = useState<AppError>();
  const sealed = records.some(isSealed);
  useCatchUp(records, sealed);
  const vote = async (chosen: Vote) => {
    setVoting(true);
    const voted = await castVote(records, chosen);
    setVoting(false);
    setFailure(voted.ok ? undefined : voted.error);
  };
  return (
    <div className="overflow-hidden rounded-card border border-line">
      {failure && (
        <div className="p-2">
          <ErrorNotice error={failure} />
        </div>
      )}
      <BlindVote
        lanes={lanes.map(({ state, content }, lane) => ({ label: laneLetter(lane), state, content }))}
        vote={sealed ? undefined : stored?.vote}
        revealed={sealed ? undefined : lanes.map(({ name }) => ({ model: name, toldItself: false }))}
        voting={voting}
        keys={keys}
        stacked={stacked}
        onVote={(chosen) => void vote(chosen)}
        next={
          <Button size="small" aria-haspopup="dialog" onClick={() => setRating(true)}>
            <Trophy size={15} aria-hidden /> {t("rating")}
          </Button>
        }
      />
      {rating && first && (
        <RatingDialog operation={operationOf(first.kind)} onClose={() => setRating(false)} />
      )}
    </div>
  );
}

/** A vote that was cut off on its way into this browser is told again, once for each time the card is shown. */
function useCatchUp(records: readonly CreationRecord[], sealed: boolean): void {
  const latest = useRef(records);
  latest.current = records;
  const over = records.every(({ output }) => output.state !== "running");
  useEffect(() => {
    if (sealed && over) void catchUpVote(latest.current).catch(() => {});
  }, [sealed, over]);
}
