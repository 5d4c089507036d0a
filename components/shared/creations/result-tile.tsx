"use client";

import {
  Check,
  Clipboard,
  Download,
  Heart,
  ImageUp,
  Maximize2,
  RotateCw,
  Sprout,
  Trash2,
  TriangleAlert,
  X,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import { cn } from "@/lib/ui/cn";
import type { CreationActions, ShownResult } from "./actions";
import { ResultMedia } from "./result-media";
import { TileFrame } from "./tile-frame";

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
    <TileFrame size={size} label={label} className="group/tile">
      <ResultMedia item={item} alt={record.prompt} small={small} />
      {!item.type.startsWith("video/") && (
        <button
          type="button"
          aria-label={t("enlarge", { label })}
          className="absolute inset-0 cursor-zoom-in -outline-offset-2"
          onClick={() => actions.onOpen(result, all)}
        />
      )}
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
      <TileTools result={result} all={all} label={label} actions={actions} />
    </TileFrame>
  );
}

const overlayButton = "bg-raised/90 shadow-sm backdrop-blur hover:bg-raised";
const shownOnHover = "group-hover/tile:opacity-100 group-focus-within/tile:opacity-100 transition-opacity";

type TileToolsProps = Pick<ResultTileProps, "result" | "all" | "label" | "actions">;

function TileTools({ result, all, label, actions }: TileToolsProps) {
  const t = useTranslations("creations");
  const { record, item } = result;
  const isPicture = item.type.startsWith("image/");
  const seed = record.output.seed ?? record.fields["seed"];
  const { onUseAsInput, onSeed } = actions;
  return (
    <div
      className={cn(
        "absolute inset-x-1.5 bottom-1.5 flex flex-wrap justify-end gap-1 opacity-0 pointer-coarse:opacity-100",
        shownOnHover,
        !isPicture && "bottom-14",
      )}
    >
      {isPicture && (
        <Tool label={t("enlarge", { label })} onClick={() => actions.onOpen(result, all)}>
          <Maximize2 size={15} />
        </Tool>
      )}
      <Tool label={t("download", { label })} onClick={() => actions.onDownload([result])}>
        <Download size={15} />
      </Tool>
      {isPicture && <CopyPicture mediaId={item.mediaId} label={label} />}
      {isPicture && onUseAsInput && (
        <Tool label={t("useAsInput", { label })} onClick={() => onUseAsInput(result)}>
          <ImageUp size={15} />
        </Tool>
      )}
      {onSeed && typeof seed === "number" && (
        <Tool label={t("useSeed", { seed: String(seed) })} onClick={() => onSeed(seed)}>
          <Sprout size={15} />
        </Tool>
      )}
      <Tool label={t("again", { label })} onClick={() => actions.onAgain(record)}>
        <RotateCw size={15} />
      </Tool>
      <Tool label={t("deleteResult", { label })} onClick={() => actions.onDeleteResult(result)}>
        <Trash2 size={15} />
      </Tool>
    </div>
  );
}

type ToolProps = { label: string; onClick: () => void; children: ReactNode };

const Tool = ({ label, onClick, children }: ToolProps) => (
  <IconButton label={label} size="icon-small" className={overlayButton} onClick={onClick}>
    {children}
  </IconButton>
);

function CopyPicture({ mediaId, label }: { mediaId: string; label: string }) {
  const t = useTranslations("creations");
  const words = useTranslations("shared");
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => {
    const { copyPicture } = await import("@/lib/creations/save-result");
    setCopied(await copyPicture(mediaId));
    setTimeout(() => setCopied(undefined), 1600);
  };
  const said = copied === undefined ? undefined : words(copied ? "copied" : "copyRefused");
  const Icon = copied === undefined ? Clipboard : copied ? Check : X;
  return (
    <Tool label={said ?? t("copy", { label })} onClick={() => void copy()}>
      <Icon size={15} />
      <span className="sr-only" aria-live="polite">
        {said}
      </span>
    </Tool>
  );
}

/** This browser does not have the original: why, and what can be done about it. */
function Unkept({
  result,
  onKeepAgain,
}: {
  result: ShownResult;
  onKeepAgain: CreationActions["onKeepAgain"];
}) {
  const t = useTranslations("creations");
  const { unkept } = result.item;
  if (!unkept) return null;
  return (
    <p
      role="status"
      className="absolute inset-x-1.5 top-1.5 me-9 flex w-fit max-w-full items-center gap-1.5 rounded-lg bg-warning-soft px-2 py-1 text-xs text-warning"
    >
      <TriangleAlert size={14} aria-hidden className="shrink-0" />
      <span>{t(`unkept.${unkept}`)}</span>
      {unkept !== "gone" && (
        <button type="button" className="underline underline-offset-2" onClick={() => onKeepAgain(result)}>
          {t("keepAgain")}
        </button>
      )}
    </p>
  );
}
