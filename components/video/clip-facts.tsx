"use client";

import { Download, Film, Heart, Maximize2, RotateCcw } from "lucide-react";
import { useTranslations } from "use-intl";
import { CopyButton } from "@/components/shared/copy-button";
import type { ShownResult } from "@/components/shared/creations/actions";
import { CreationNumbers } from "@/components/shared/creations/creation-numbers";
import { Button, IconButton } from "@/components/ui/button";
import type { CreationRecord } from "@/lib/history/creation-record";
import type { ClipActions } from "./clip-actions";

type ClipFactsProps = {
  result: ShownResult;
  asked: readonly CreationRecord[];
  actions: ClipActions;
  onEnlarge: () => void;
};

/** A clip looked for again has its numbers from there, and its price from the run that handed it over. */
function withPrice(record: CreationRecord, asked: readonly CreationRecord[]): CreationRecord {
  if (record.jobId === undefined) return record;
  const { durationMs: _, ...output } = record.output;
  const price = asked.find((earlier) => earlier.output.price)?.output.price;
  return { ...record, output: { ...output, ...(price && { price }) } };
}

/** The numbers of a clip that is there, and what can be done with it. */
export function ClipFacts({ result, asked, actions, onEnlarge }: ClipFactsProps) {
  const t = useTranslations("video");
  const { record, item } = result;
  const favourite = item.favouriteAt !== undefined;
  const seed = record.output.seed ?? record.fields["seed"];
  return (
    <div className="flex h-full flex-col gap-3">
      <CreationNumbers record={withPrice(record, asked)} />
      <div className="flex flex-wrap items-center gap-1">
        <IconButton label={t("enlarge")} onClick={onEnlarge}>
          <Maximize2 size={17} />
        </IconButton>
        <IconButton label={t("download")} onClick={() => actions.onDownload([result])}>
          <Download size={17} />
        </IconButton>
        <IconButton
          label={t(favourite ? "unfavourite" : "favourite")}
          aria-pressed={favourite}
          className={favourite ? "text-danger" : ""}
          onClick={() => actions.onFavourite(result, !favourite)}
        >
          <Heart size={17} fill={favourite ? "currentColor" : "none"} />
        </IconButton>
        {typeof seed === "number" && (
          <CopyButton
            text={() => String(seed)}
            label={t("copySeed", { seed: String(seed) })}
            copiedLabel={t("copied")}
          />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => actions.onReuse([record])}>
          <RotateCcw size={14} aria-hidden /> {t("again")}
        </Button>
        <Button size="small" onClick={() => actions.onLastFrame(result)}>
          <Film size={14} aria-hidden /> {t("lastFrame")}
        </Button>
      </div>
    </div>
  );
}
