"use client";

import { Check, Heart, Play } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { useResultUrl, useThumbnailUrl } from "@/components/shared/creations/use-result-url";
import { IconButton } from "@/components/ui/button";
import type { Result } from "@/lib/gallery/filter";
import { cn } from "@/lib/ui/cn";

type GalleryTileProps = {
  result: Result;
  /** Its place in all that are shown. */
  at: number;
  /** The one tile that Tab leads to. */
  reachable: boolean;
  /** The place that takes the focus as soon as it is drawn. */
  focusNext: RefObject<number | undefined>;
  selected: boolean;
  /** Others are selected: a click selects too. */
  selecting: boolean;
  onReach: (at: number) => void;
  onOpen: (result: Result) => void;
  onSelect: (result: Result, range: boolean) => void;
  onFavourite: (results: readonly Result[], on: boolean) => void;
};

const hiddenUnlessNear =
  "opacity-0 transition-opacity group-hover/tile:opacity-100 group-focus-within/tile:opacity-100 pointer-coarse:opacity-100";

/** One picture or clip, small. */
export function GalleryTile({
  result,
  at,
  reachable,
  focusNext,
  selected,
  selecting,
  ...on
}: GalleryTileProps) {
  const t = useTranslations("gallery");
  const creations = useTranslations("creations");
  const { record, item } = result;
  const { prompt } = record;
  const isVideo = record.kind === "video";
  const favourite = item.favouriteAt !== undefined;
  const name = t(isVideo ? "clip" : "picture", { prompt });
  const tabIndex = reachable ? 0 : -1;
  const buttonRef = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusNext.current !== at) return;
    focusNext.current = undefined;
    buttonRef.current?.focus();
  });
  return (
    <figure
      className={cn(
        "group/tile relative isolate aspect-square overflow-hidden rounded-card border border-line bg-sunken",
        selected && "outline-3 -outline-offset-3 outline-accent",
      )}
    >
      <SmallPicture result={result} />
      {isVideo && (
        <span aria-hidden className="absolute bottom-2 end-2 rounded-full bg-black/55 p-1.5 text-white">
          <Play size={13} fill="currentColor" />
        </span>
      )}
      <button
        ref={buttonRef}
        type="button"
        data-at={at}
        data-focus-first={reachable || undefined}
        tabIndex={tabIndex}
        aria-label={name}
        title={prompt}
        onFocus={() => on.onReach(at)}
        onClick={(event) =>
          selecting || event.shiftKey ? on.onSelect(result, event.shiftKey) : on.onOpen(result)
        }
        className="absolute inset-0 -outline-offset-2"
      />
      <label
        className={cn(
          "absolute start-1.5 top-1.5 flex size-7 cursor-pointer items-center justify-center rounded-full border has-focus-visible:outline-2 has-focus-visible:outline-accent",
          selected
            ? "border-accent bg-accent text-accent-ink"
            : "border-line bg-raised/90 text-transparent backdrop-blur hover:text-ink-faint",
          !selected && !selecting && hiddenUnlessNear,
        )}
      >
        <Check size={16} aria-hidden />
        <input
          type="checkbox"
          className="sr-only"
          tabIndex={tabIndex}
          aria-label={t("select", { prompt })}
          checked={selected}
          onChange={(event) =>
            on.onSelect(result, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)
          }
        />
      </label>
      <IconButton
        label={creations(favourite ? "unfavourite" : "favourite", { label: name })}
        aria-pressed={favourite}
        size="icon-small"
        tabIndex={tabIndex}
        className={cn(
          "absolute end-1.5 top-1.5 bg-raised/90 backdrop-blur hover:bg-raised",
          favourite ? "text-danger" : hiddenUnlessNear,
        )}
        onClick={() => on.onFavourite([result], !favourite)}
      >
        <Heart size={15} fill={favourite ? "currentColor" : "none"} />
      </IconButton>
    </figure>
  );
}

/** The small picture that is kept; else the original, of a clip its first frame. */
function SmallPicture({ result: { record, item } }: { result: Result }) {
  const thumbnail = useThumbnailUrl(item.mediaId);
  const original = useResultUrl(item.mediaId, thumbnail === null);
  const fill = "absolute inset-0 size-full object-cover";
  const url = thumbnail ?? original;
  if (!url) return null;
  if (!thumbnail && record.kind === "video")
    return <video src={url} muted playsInline preload="metadata" className={fill} />;
  // biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise
  return <img src={url} alt="" decoding="async" draggable={false} className={fill} />;
}
