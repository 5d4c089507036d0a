"use client";

import { Heart, Maximize2 } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { isSealed } from "@/lib/creations/creation";
import { cn } from "@/lib/ui/cn";
import type { CreationActions, ShownResult } from "./actions";
import { ResultMedia } from "./result-media";
import { ResultTools } from "./result-tools";
import { TileFrame } from "./tile-frame";
import { Unkept } from "./unkept";

type ResultTileProps = {
  result: ShownResult;
  /** All of the card, to go through when one is enlarged. */
  all: readonly ShownResult[];
  label: string;
  size: { width: number; height: number };
  small: boolean;
  actions: CreationActions;
};

/** A picture that is there. What can be done with it lies under it, within reach of pointer, thumb and keyboard. */
export function ResultTile({ result, all, label, size, small, actions }: ResultTileProps) {
  const t = useTranslations("creations");
  const { item, record } = result;
  const favourite = item.favouriteAt !== undefined;
  return (
    <TileFrame size={size} label={label} className="group/tile @container">
      <ResultMedia item={item} alt={record.prompt} small={small} />
      <button
        type="button"
        aria-label={t("enlarge", { label })}
        className="absolute inset-0 cursor-zoom-in -outline-offset-2"
        onClick={() => actions.onOpen(result, all)}
      />
      {item.unkept && <Unkept result={result} onKeepAgain={actions.onKeepAgain} />}
      <IconButton
        label={t(favourite ? "unfavourite" : "favourite", { label })}
        aria-pressed={favourite}
        size="icon-small"
        className={cn(
          overlayButton,
          "absolute end-1.5 top-1.5",
          favourite ? "text-danger" : "opacity-0 pointer-coarse:opacity-100",
          shownOnHover,
        )}
        onClick={() => actions.onFavourite(result, !favourite)}
      >
        <Heart size={15} fill={favourite ? "currentColor" : "none"} />
      </IconButton>
      {!isSealed(record) && (
        <div
          className={cn(
            "absolute inset-x-1.5 bottom-1.5 flex flex-wrap justify-end gap-1 opacity-0",
            // Where a finger has no room for them, they are found in the large view.
            "pointer-coarse:hidden pointer-coarse:opacity-100 pointer-coarse:@xs:flex",
            shownOnHover,
          )}
        >
          <ResultTools result={result} label={label} actions={actions} className={overlayButton}>
            <IconButton
              label={t("enlarge", { label })}
              size="icon-small"
              className={overlayButton}
              onClick={() => actions.onOpen(result, all)}
            >
              <Maximize2 size={15} />
            </IconButton>
          </ResultTools>
        </div>
      )}
    </TileFrame>
  );
}

const overlayButton = "bg-raised/90 shadow-sm backdrop-blur hover:bg-raised";
const shownOnHover = "group-hover/tile:opacity-100 group-focus-within/tile:opacity-100 transition-opacity";
