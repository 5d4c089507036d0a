"use client";

import { useTranslations } from "use-intl";
import { abilities, nameOf } from "@/lib/models/find-models";
import { EditionMark } from "./edition-mark";
import { type ModelItemProps, ModelMarks } from "./model-marks";
import { ModelState } from "./model-state";
import { TryLink } from "./try-link";
import { usePriceWords } from "./use-price-words";

/** One model at a glance. */
export function ModelCard(props: ModelItemProps) {
  const t = useTranslations("catalogue");
  const words = usePriceWords();
  const { model, onOpen } = props;
  const { id, entry } = model;
  const context = words.context(entry);
  const can = abilities.filter((ability) => entry?.capabilities[ability]);
  return (
    <li className="flex min-w-0 flex-col gap-1.5 rounded-card border border-line bg-surface p-3">
      <div className="-mt-1 flex items-start gap-2">
        <h2 className="min-w-0 grow pt-1 text-sm font-medium wrap-anywhere">
          <button type="button" onClick={onOpen} className="text-start hover:text-accent hover:underline">
            {nameOf(id)}
          </button>
          <EditionMark id={id} />
        </h2>
        <ModelMarks {...props} />
      </div>
      <p className="text-xs text-ink-muted">
        {entry ? `${entry.vendor} · ${t(`kinds.${entry.sub_type}`)}` : t("uncatalogued")}
        <ModelState model={model} />
      </p>
      {entry && (
        <p className="text-sm tabular-nums">
          {words.price(entry)}
          {context && <span className="text-ink-muted"> · {t("context", { size: context })}</span>}
        </p>
      )}
      {can.length > 0 && (
        <p className="flex flex-wrap gap-1">
          {can.map((ability) => (
            <span key={ability} className="rounded bg-sunken px-1.5 py-0.5 text-xs text-ink-muted">
              {t(`abilities.${ability}`)}
            </span>
          ))}
        </p>
      )}
      <div className="mt-auto flex items-center justify-between pt-1 text-xs text-ink-faint">
        <span>{entry?.released.value && t("released", { date: entry.released.value })}</span>
        <TryLink model={model} />
      </div>
    </li>
  );
}
