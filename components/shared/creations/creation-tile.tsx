"use client";

import { useTranslations } from "use-intl";
import { ErrorNotice } from "@/components/shared/error-notice";
import { sizeOf, type Tile } from "@/lib/creations/tiles";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { CreationActions, ShownResult } from "./actions";
import { AgainButton } from "./again-button";
import { ResultTile } from "./result-tile";
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

/** Why there is nothing. */
function FailedTile({ record, tile: { error }, onAgain }: FailedTileProps) {
  const t = useTranslations("creations");
  const { traceId } = record.output;
  return (
    <div className="col-span-full">
      <ErrorNotice
        error={traceId && !error.traceId ? { ...error, traceId } : error}
        action={
          <AgainButton
            mayBeDone={error.code === "outcome-unknown"}
            label={t("makeAgain")}
            onAgain={onAgain}
          />
        }
      />
    </div>
  );
}
