"use client";

import { Heart } from "lucide-react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/button";
import type { ListedModel } from "@/lib/models/catalogue-reply";
import { markFavourite } from "@/lib/models/model-marks";
import { isGone } from "./model-state";

export type ModelItemProps = {
  model: ListedModel;
  favourite: boolean;
  chosen: boolean;
  choosable: boolean;
  onChoose: (on: boolean) => void;
  onOpen: () => void;
};

/** Only models that talk can stand beside each other. */
const compares = (model: ListedModel) => model.entry?.sub_type === "chat" && !isGone(model);

/** Whether a model is a favourite, and is to be compared. */
export function ModelMarks({ model, favourite, chosen, choosable, onChoose }: ModelItemProps) {
  const t = useTranslations("catalogue");
  const { id } = model;
  return (
    <span className="flex shrink-0 items-center gap-1">
      {compares(model) && (
        <input
          type="checkbox"
          aria-label={t("choose", { model: id })}
          title={t("choose", { model: id })}
          checked={chosen}
          disabled={!chosen && !choosable}
          onChange={({ target }) => onChoose(target.checked)}
          className="size-4 accent-(--accent)"
        />
      )}
      <IconButton
        size="icon-small"
        label={favourite ? t("unfavour", { model: id }) : t("favour", { model: id })}
        onClick={() => markFavourite(id, !favourite)}
      >
        <Heart
          size={15}
          fill={favourite ? "currentColor" : "none"}
          className={favourite ? "text-accent" : ""}
        />
      </IconButton>
    </span>
  );
}
