"use client";

import { useTranslations } from "use-intl";
import type { OpenVectors } from "@/lib/embeddings/open-vectors";
import type { Cell } from "@/lib/embeddings/window";
import { RowPicture } from "./row-picture";
import { useLatest } from "./use-open-vectors";

type PairReadoutProps = { id: string; all: readonly OpenVectors[]; texts: readonly string[]; cell: Cell };

/** A pair of texts in words, and how like each other they are for each model. */
export function PairReadout({ id, all, texts, cell }: PairReadoutProps) {
  const t = useTranslations("embeddings");
  const { row, column } = cell;
  const cosines = useLatest(
    () => Promise.all(all.map(({ client }) => client.ask("cosine", { row, column }))),
    `${all.map((one) => one.id)} ${row} ${column}`,
  );
  return (
    <div
      id={id}
      role="status"
      aria-label={t("pair")}
      className="grid gap-1 rounded-lg bg-sunken p-2.5 text-xs"
    >
      {[row, column].map((at, side) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: both sides may be the same text
        <p key={side} dir="auto" className="truncate">
          <span className="text-ink-faint tabular-nums">{at + 1}</span>{" "}
          <RowPicture row={at} className="align-middle" /> {texts[at]?.slice(0, 300)}
        </p>
      ))}
      <p className="flex flex-wrap gap-x-4 tabular-nums">
        {all.map(({ place, model }, at) => (
          <span key={place} className="wrap-anywhere">
            <span className="text-ink-faint">{model}</span> {cosineText(cosines?.[at], t("noVector"))}
          </span>
        ))}
      </p>
    </div>
  );
}

function cosineText(cosine: number | undefined, none: string): string {
  if (cosine === undefined) return "…";
  return Number.isNaN(cosine) ? none : cosine.toFixed(4);
}
