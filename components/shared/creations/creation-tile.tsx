"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { Button } from "@/components/ui/button";
import { sizeOf, type Tile } from "@/lib/creations/tiles";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { CreationActions, ShownResult } from "./actions";
import { ResultTile } from "./result-tile";
import { SendAnyway } from "./send-anyway";
import { TileFrame } from "./tile-frame";
import { LostTile, RetryingTile, SavingTile, StoppedTile, WaitingTile } from "./waiting-tiles";

type CreationTileProps = {
  record: CreationRecord;
  tile: Tile;
  label: string;
  all: readonly ShownResult[];
  small: boolean;
  actions: CreationActions;
};

/** One place of a request, in whatever state its result is. */
export function CreationTile({ record, tile, label, all, small, actions }: CreationTileProps) {
  const again = () => actions.onAgain(record);
  const stop = () => actions.onStop(record);
  if (tile.kind === "made") {
    const { item } = tile;
    const size = sizeOf(record, item);
    return <ResultTile result={{ record, item }} {...{ all, label, size, small, actions }} />;
  }
  if (tile.kind === "failed") return <FailedTile record={record} tile={tile} onAgain={again} />;
  return (
    <TileFrame size={sizeOf(record)} label={label}>
      {tile.kind === "waiting" && <WaitingTile record={record} step={tile.step} onStop={stop} />}
      {tile.kind === "retrying" && <RetryingTile record={record} tile={tile} onStop={stop} />}
      {tile.kind === "saving" && <SavingTile tile={tile} />}
      {tile.kind === "lost" && <LostTile tile={tile} onAgain={again} />}
      {tile.kind === "stopped" && <StoppedTile tile={tile} onAgain={again} />}
    </TileFrame>
  );
}

type FailedTileProps = {
  record: CreationRecord;
  tile: Extract<Tile, { kind: "failed" }>;
  onAgain: () => void;
};

/** Why there is nothing. What may have been done already is sent again only by somebody who knows that it may cost twice. */
function FailedTile({ record, tile: { error }, onAgain }: FailedTileProps) {
  const t = useTranslations("creations");
  const [asking, setAsking] = useState(false);
  const { traceId } = record.output;
  const unknown = error.code === "outcome-unknown";
  return (
    <div className="col-span-full">
      <ErrorNotice
        error={traceId && !error.traceId ? { ...error, traceId } : error}
        action={
          <Button size="small" onClick={unknown ? () => setAsking(true) : onAgain}>
            {t(unknown ? "sendAnyway" : "makeAgain")}
          </Button>
        }
      />
      {asking && (
        <SendAnyway
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            onAgain();
          }}
        />
      )}
    </div>
  );
}
