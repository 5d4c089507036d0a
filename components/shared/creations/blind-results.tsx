"use client";

import { laneLetter } from "@/components/shared/blind/lane-letter";
import { isSealed } from "@/lib/creations/creation";
import { tilesOf } from "@/lib/creations/tiles";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { CreationActions, ShownResult } from "./actions";
import { BlindRound } from "./blind-round";
import { CreationNumbers } from "./creation-numbers";
import { CreationTile } from "./creation-tile";

type BlindResultsProps = {
  records: readonly CreationRecord[];
  results: readonly ShownResult[];
  actions: CreationActions;
};

/** The pictures or clips of a blind round. */
export function BlindResults({ records, results, actions }: BlindResultsProps) {
  const sealed = records.some(isSealed);
  const lanes = records.map((record, lane) => ({
    state: record.output.state,
    name: record.model,
    content: (
      <div className="grid gap-2 p-2">
        {tilesOf(record).map((tile, at) => (
          <CreationTile
            key={`${record.id} ${tile.kind === "made" ? tile.item.index : at}`}
            {...{ record, tile, actions }}
            label={laneLetter(lane)}
            all={results}
            small={false}
          />
        ))}
        {!sealed && <CreationNumbers record={record} />}
      </div>
    ),
  }));
  return <BlindRound records={records} lanes={lanes} />;
}
