"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { OpenVectors } from "@/lib/embeddings/open-vectors";
import { HeatCanvas, type HeatMarks } from "./heat-canvas";
import { HeatLegend } from "./heat-legend";
import { ModelSelect } from "./model-select";
import { useWorkedOut } from "./use-open-vectors";

type HeatDifferenceProps = { all: readonly OpenVectors[]; marks: HeatMarks };

/** Where one model finds texts more alike than another does, and where less. */
export function HeatDifference({ all, marks }: HeatDifferenceProps) {
  const t = useTranslations("embeddings");
  const [first, setFirst] = useState(0);
  const [second, setSecond] = useState(1);
  const one = all[first] ?? all[0];
  const other = all[second] ?? all[1];
  const found = useWorkedOut(async () => {
    if (!one || !other) return undefined;
    return one.client.ask("difference", { other: await other.client.ask("matrix", {}) });
  }, `${one?.place} ${other?.place} ${marks.size}`);
  return (
    <section aria-label={t("difference")} className="grid gap-2 border-t border-line pt-3">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <span>{t("difference")}</span>
        <ModelSelect label={t("differenceFirst")} all={all} value={first} onChange={setFirst} />
        <span aria-hidden>−</span>
        <ModelSelect label={t("differenceSecond")} all={all} value={second} onChange={setSecond} />
      </p>
      {found && (
        <figure className="grid max-w-lg gap-1">
          <HeatCanvas bitmap={found.bitmap} label={t("difference")} {...marks} />
          <HeatLegend scale="difference" low={-found.most} high={found.most} />
        </figure>
      )}
    </section>
  );
}
