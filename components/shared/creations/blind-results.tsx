"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useRef, useState } from "react";
import { BlindVote } from "@/components/shared/blind/blind-vote";
import { ErrorNotice } from "@/components/shared/error-notice";
import type { AppError } from "@/lib/core/app-error";
import { castVote, catchUpVote } from "@/lib/creations/blind-round";
import { isSealed } from "@/lib/creations/creation";
import { tilesOf } from "@/lib/creations/tiles";
import type { CreationRecord } from "@/lib/history/creation-record";
import { voteOf } from "@/lib/history/votes";
import type { Vote } from "@/lib/rounds/round";
import type { CreationActions, ShownResult } from "./actions";
import { CreationNumbers } from "./creation-numbers";
import { CreationTile } from "./creation-tile";

type BlindResultsProps = {
  records: readonly CreationRecord[];
  results: readonly ShownResult[];
  actions: CreationActions;
};

const letterOf = (lane: number) => String.fromCharCode(65 + lane);

/** The results of a blind round, the vote between them, and then who they were. */
export function BlindResults({ records, results, actions }: BlindResultsProps) {
  const roundId = records[0]?.round?.id ?? "";
  const stored = useLiveQuery(() => voteOf(roundId), [roundId]);
  const [voting, setVoting] = useState(false);
  const [failure, setFailure] = useState<AppError>();
  const sealed = records.some(isSealed);
  useCatchUp(records, sealed);
  const vote = async (chosen: Vote) => {
    setVoting(true);
    const voted = await castVote(records, chosen);
    setVoting(false);
    setFailure(voted.ok ? undefined : voted.error);
  };
  const lanes = records.map((record, lane) => ({
    label: letterOf(lane),
    state: record.output.state,
    content: (
      <div className="grid gap-2 p-2">
        {tilesOf(record).map((tile, at) => (
          <CreationTile
            key={`${record.id} ${tile.kind === "made" ? tile.item.index : at}`}
            {...{ record, tile, actions }}
            label={letterOf(lane)}
            all={results}
            small={false}
          />
        ))}
        {!sealed && <CreationNumbers record={record} />}
      </div>
    ),
  }));
  return (
    <div className="overflow-hidden rounded-card border border-line">
      {failure && (
        <div className="p-2">
          <ErrorNotice error={failure} />
        </div>
      )}
      <BlindVote
        lanes={lanes}
        vote={sealed ? undefined : stored?.vote}
        revealed={sealed ? undefined : records.map(({ model }) => ({ model, toldItself: false }))}
        voting={voting}
        keys={false}
        onVote={(chosen) => void vote(chosen)}
      />
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
