"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { CloudOff, LoaderCircle } from "lucide-react";
import { useState } from "react";
import type { ShownResult } from "@/components/shared/creations/actions";
import { CardHeader } from "@/components/shared/creations/card-header";
import { ClipPlayer, type Playing } from "@/components/shared/creations/clip-player";
import { TileFrame } from "@/components/shared/creations/tile-frame";
import { Unkept } from "@/components/shared/creations/unkept";
import { standing } from "@/lib/creations/look-again";
import { type GroupKey, loadGroup } from "@/lib/creations/store";
import { sizeOf, tilesOf } from "@/lib/creations/tiles";
import type { CreationRecord } from "@/lib/history/creation-record";
import { cn } from "@/lib/ui/cn";
import type { ClipActions } from "./clip-actions";
import { ClipFacts } from "./clip-facts";
import { ClipStatus } from "./clip-status";

const none: readonly ShownResult[] = [];

type ClipCardProps = GroupKey & { actions: ClipActions };

/** One press of the button: what was asked, and the clip or how far it is. */
export function ClipCard({ groupId, createdAt, actions }: ClipCardProps) {
  const records = useLiveQuery(() => loadGroup(groupId), [groupId]);
  // A place of about the right height until the storage has answered.
  if (!records) return <div className="h-80" />;
  const shown = standing(records);
  const [first] = records;
  if (!first) return null;
  return (
    <article
      aria-label={first.prompt}
      data-focus-group={groupId}
      aria-busy={shown.some(({ unfinished }) => unfinished === 1)}
      className="rounded-card border border-line bg-surface p-3 sm:p-4"
    >
      <CardHeader
        records={shown}
        // What is done with a clip stands beside it.
        results={none}
        createdAt={createdAt}
        actions={{ ...actions, onDelete: () => actions.onDelete(records) }}
      />
      {shown.map((record) => (
        <Clip key={record.groupId} record={record} asked={records} actions={actions} />
      ))}
    </article>
  );
}

type ClipProps = {
  /** The one that counts. */
  record: CreationRecord;
  /** Those before it, if its job was asked about again, and itself. */
  asked: readonly CreationRecord[];
  actions: ClipActions;
};

function Clip({ record, asked, actions }: ClipProps) {
  const [playing, setPlaying] = useState<Playing>("no");
  const [tile] = tilesOf(record);
  if (!tile) return null;
  const item = tile.kind === "made" ? tile.item : undefined;
  const size = sizeOf(record, item);
  const ended = tile.kind === "failed" || tile.kind === "stopped" || tile.kind === "lost";
  return (
    <div className="mt-3 flex flex-col gap-x-5 gap-y-3 md:flex-row">
      {!ended && (
        <div className={cn("w-full shrink-0", widthOf(size))}>
          <TileFrame size={size} className={cn(!item && "flex items-center justify-center")}>
            {item ? (
              <ClipPlayer
                item={item}
                prompt={record.prompt}
                playing={playing}
                onPlay={() => setPlaying("here")}
              />
            ) : (
              <OngoingIcon lost={record.unreachableSince !== undefined} />
            )}
            {item && <Unkept result={{ record, item }} onKeepAgain={actions.onKeepAgain} />}
          </TileFrame>
        </div>
      )}
      <div className="flex min-w-0 grow flex-col gap-1.5">
        <p className="truncate text-xs text-ink-faint" title={record.model}>
          {record.model}
        </p>
        {item ? (
          <ClipFacts
            result={{ record, item }}
            asked={asked}
            actions={actions}
            onEnlarge={() => setPlaying("large")}
          />
        ) : (
          <ClipStatus record={record} tile={tile} actions={actions} />
        )}
      </div>
    </div>
  );
}

/** The same height for every shape, or about. */
function widthOf({ width, height }: { width: number; height: number }): string {
  if (width > height) return "md:w-[34rem]";
  return width < height ? "max-w-60 md:w-60" : "max-w-80 md:w-80";
}

/** What a place shows until it has its clip: the words stand beside it. */
function OngoingIcon({ lost }: { lost: boolean }) {
  if (lost) return <CloudOff size={26} className="text-warning" aria-hidden />;
  return <LoaderCircle size={26} className="animate-spin text-accent [animation-duration:2s]" aria-hidden />;
}
