"use client";

import { useTranslations } from "use-intl";
import { abilities } from "@/lib/models/find-models";
import { type ModelItemProps, ModelMarks } from "./model-marks";
import { ModelState } from "./model-state";
import { TryLink } from "./try-link";
import { usePriceWords } from "./use-price-words";

/** One model in a line. */
export function ModelRow(props: ModelItemProps) {
  const t = useTranslations("catalogue");
  const words = usePriceWords();
  const { model, onOpen } = props;
  const { id, entry } = model;
  const can = abilities.filter((ability) => entry?.capabilities[ability]);
  return (
    <div className="grid min-w-[52rem] grid-cols-[minmax(16rem,3fr)_7rem_minmax(11rem,2fr)_5rem_minmax(9rem,3fr)_4rem] items-center gap-3 border-b border-line py-1.5 text-sm">
      <span className="flex min-w-0 items-center gap-1.5">
        <ModelMarks {...props} />
        <button
          type="button"
          onClick={onOpen}
          className="min-w-0 text-start wrap-anywhere hover:text-accent hover:underline"
        >
          {id}
        </button>
        <ModelState model={model} />
      </span>
      <span className="text-xs text-ink-muted">{entry ? t(`kinds.${entry.sub_type}`) : t("unknown")}</span>
      <span className="tabular-nums">{words.price(entry)}</span>
      <span className="tabular-nums">{words.context(entry) ?? t("unknown")}</span>
      <span className="text-xs text-ink-muted">
        {can.map((ability) => t(`abilities.${ability}`)).join(" · ")}
      </span>
      <span className="text-end">
        <TryLink model={model} />
      </span>
    </div>
  );
}
