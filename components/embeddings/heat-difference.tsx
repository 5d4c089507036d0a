"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { OpenVectors } from "@/lib/embeddings/open-vectors";
import { HeatCanvas, type HeatMarks } from "./heat-canvas";
import { HeatLegend } from "./heat-legend";
import { ModelSelect } from "./model-select";
import { useLatest } from "./use-open-vectors";

type HeatDifferenceProps = { all: readonly OpenVectors[]; marks: HeatMarks };

/** Where one model finds texts more alike than another does, and where less. */
export function HeatDifference({ all, marks }: HeatDifferenceProps) {
  const t = useTranslations("embeddings");
  const [first, setFirst] = useState(0);
  const [second, setSecond] = useState(1);
  const one = all[first] ?? all[0];
  const other = all[second] ?? all[1];
  const { size } = marks;
  const found = useLatest(async () => {
    if (!one || !other) return undefined;
    const cosines = await other.client.ask("matrix", { size });
    return one.client.ask("difference", { size, other: cosines }, { transfer: [cosines.buffer] });
  }, `${one?.id} ${other?.id} ${size}`);
  return (
    <section aria-label={t("difference")} className="grid gap-2 border-t border-line pt-3">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <span>{t("difference")}</span>
        <ModelSelect label={t("differenceFirst")} all={all} value={first} onChange={setFirst} />
        <span aria-hidden>−</span>
        <ModelSelect label={t("differenceSecond")} all={all} value={second} onChange={setSecond} />
      </p>
      {found === undefined && <p className="text-sm text-ink-muted">{t("working")}</p>}
      {found === null && <p className="text-sm text-danger">{t("workerBroken")}</p>}
      {found && (
        <figure className="grid max-w-lg gap-1">
          <HeatCanvas bitmap={found.bitmap} label={t("difference")} {...marks} />
          <HeatLegend scale="difference" low={-found.most} high={found.most} />
        </figure>
      )}
    </section>
  );
}
